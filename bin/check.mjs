/**
 * `npm run check`: types, lint, format, the direction of imports, import cycles, and documents that match the code.
 * Prints every finding; exit code 1 when there is one.
 */
import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {findCmdlets, root} from './esbuild-plugins.mjs';

const bin = name => path.join(root, 'node_modules/.bin', name);
const findings = [];

function tool(title, command, args) {
  const run = spawnSync(bin(command), args, {cwd: root, encoding: 'utf8'});
  if (run.status !== 0) findings.push(`${title}:\n${run.stdout}${run.stderr}`);
}

const ROOMS = ['grammar', 'shell', 'cmdlets', 'hypervisor'];

function sourcesIn(folder) {
  return readdirSync(path.join(root, folder), {recursive: true})
    .filter(name => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map(name => path.posix.join(folder, name));
}

/** Import statements of a file: the path from the root, and whether only types are taken. */
function importsOf(file) {
  const text = readFileSync(path.join(root, file), 'utf8').replace(
    /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm,
    '',
  );
  const found = [];
  const pattern =
    /\b(import|export)\s+(type\s+)?((?:[\w*{}\s,$]|\bas\b)*?)\s*from\s*'(\.[^']+)'|\b(?:import|require|lazy)\(\s*'(\.[^']+)'/g;
  for (const [, , typeOnly, names, from, lazy] of text.matchAll(pattern)) {
    const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), from ?? lazy));
    const onlyTypes =
      Boolean(typeOnly) ||
      (names !== undefined && /^\{(\s*type\s+[\w\s]+,?)+\s*\}$/.test(names.trim()));
    found.push({target, onlyTypes, lazy: lazy !== undefined});
  }
  return found;
}

const ALLOWED = {
  grammar: target => target.startsWith('grammar/'),
  shell: target => /^(?:grammar|shell)\//.test(target),
  cmdlets: target => /^(grammar|shell|cmdlets|hypervisor\/wmi)\//.test(target),
  hypervisor: target => target.startsWith('hypervisor/') || target.startsWith('grammar/wql'),
};

function checkDirections(graph) {
  for (const [file, imports] of graph) {
    const room = file.split('/')[0];
    for (const {target} of imports) {
      if (!ALLOWED[room](target)) findings.push(`import direction: ${file} takes from ${target}`);
      if (
        file.endsWith('/protocol.ts') &&
        // untrusted.ts is the mark that parsers, which are facts too, take off.
        !/(protocol|layout|guid|untrusted|hv-status|nt-status)[^/]*\.ts$/.test(target)
      ) {
        findings.push(`protocol files hold facts only: ${file} takes from ${target}`);
      }
    }
  }
}

/** Cycles of imports that exist when the program runs (types and lazy loads do not count). */
function checkCycles(graph) {
  const state = new Map();
  const visit = (file, trail) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      findings.push(`import cycle: ${[...trail.slice(trail.indexOf(file)), file].join(' -> ')}`);
      return;
    }
    state.set(file, 'open');
    for (const {target, onlyTypes, lazy} of graph.get(file) ?? []) {
      if (!onlyTypes && !lazy) visit(target, [...trail, file]);
    }
    state.set(file, 'done');
  };
  for (const file of graph.keys()) visit(file, []);
}

/** Documents: links lead to files, `npm run` names exist, and cmdlet names written in docs are cmdlets. */
function checkDocuments() {
  const scripts = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).scripts;
  const documents = [
    'README.md',
    ...[...ROOMS, 'test', 'docs', 'examples', 'bin'].flatMap(readmes),
  ];
  for (const document of documents) {
    const text = readFileSync(path.join(root, document), 'utf8');
    for (const [, link] of text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)) {
      if (!existsSync(path.join(root, path.dirname(document), link)))
        findings.push(`${document}: link to ${link} leads nowhere`);
    }
    for (const [, name] of text.matchAll(/npm run ([\w:-]+)/g)) {
      if (!scripts[name]) findings.push(`${document}: there is no script '${name}'`);
    }
    for (const [, name] of text.matchAll(/`([\w./-]+\.(?:ts|tsx|peggy|mjs|ps1))`/g)) {
      if (!mentioned(document, name))
        findings.push(`${document}: names ${name}, which is not there`);
    }
  }
  for (const room of ROOMS) {
    if (!existsSync(path.join(root, room, 'README.md'))) findings.push(`${room}/ has no README.md`);
  }
}

let everyFile;
function mentioned(document, name) {
  if (/[<>*]/.test(name)) return true;
  everyFile ??= [...ROOMS, 'test', 'bin', 'examples'].flatMap(folder =>
    readdirSync(path.join(root, folder), {recursive: true}).map(file =>
      path.posix.join(folder, file),
    ),
  );
  const here = path.posix.normalize(path.posix.join(path.posix.dirname(document), name));
  return everyFile.some(file => file === here || file === name || file.endsWith(`/${name}`));
}

function readmes(folder) {
  return readdirSync(path.join(root, folder), {recursive: true})
    .filter(name => name.endsWith('.md'))
    .map(name => path.posix.join(folder, name));
}

/** A cmdlet's file is named after it, and names do not occur twice in one module. */
function checkCmdlets() {
  const seen = new Set();
  const known = new Set(findCmdlets().map(row => row.file));
  for (const {name, module, file} of findCmdlets()) {
    const expected = name.toLowerCase();
    // `BeforeAll` has no verb and noun: its words may be parted in before-all.ts.
    const given = path.basename(file).replace(/\.tsx?$/, '');
    if ((name.includes('-') ? given : given.replaceAll('-', '')) !== expected)
      findings.push(`${path.relative(root, file)} defines ${name}`);
    const key = `${module}\\${expected}`;
    if (seen.has(key)) findings.push(`${module}\\${name} is defined twice`);
    seen.add(key);
  }
  for (const file of sourcesIn('cmdlets')) {
    const text = readFileSync(path.join(root, file), 'utf8');
    if (/= (cmdlet|merged)(<[^(]*>)?\(\{/.test(text) && !known.has(path.join(root, file))) {
      findings.push(
        `${file}: its declaration does not begin with name, module (and aliases), so the build does not see it`,
      );
    }
  }
}

tool('types', 'tsc', ['-p', '.']);
tool('lint', 'oxlint', ['-c', '.ci/oxlint.json', '--deny-warnings', ...ROOMS, 'bin', 'test']);
tool('format', 'biome', ['format', '--config-path=.ci', ...ROOMS, 'bin', 'test']);
const graph = new Map(ROOMS.flatMap(sourcesIn).map(file => [file, importsOf(file)]));
checkDirections(graph);
checkCycles(graph);
checkDocuments();
checkCmdlets();
for (const finding of findings) console.log(finding);
console.log(
  findings.length === 0
    ? `check: ${graph.size} files, nothing found`
    : `check: ${findings.length} findings`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
