/**
 * What esbuild must know about this house: Peggy grammars and the table of cmdlets.
 *
 * - `import {parse} from './powershell.peggy'` compiles the grammar. A file `X.peggy` may have parts in the
 *   folder `X/` beside it (`*.peggy`, in name order): Peggy merges them into one parser.
 * - `import {cmdletTable} from 'virtual:cmdlets'` lists every file of `cmdlets/<module>/` that defines a
 *   cmdlet, by name, with a loader that evaluates the file when the cmdlet is first needed. Adding a cmdlet
 *   is adding a file. It also tells the shell which files define .NET types, so that `[Name]` finds them.
 */
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import peggy from 'peggy';
import {directCode} from '../grammar/generator/index.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

function grammarSources(file) {
  const folder = file.replace(/\.peggy$/, '');
  const parts = existsSync(folder)
    ? readdirSync(folder)
        .filter(name => name.endsWith('.peggy'))
        .sort()
    : [];
  return [file, ...parts.map(name => path.join(folder, name))].map(source => ({
    source,
    text: readFileSync(source, 'utf8'),
  }));
}

/** The texts of the plugin that writes parsers. */
const generator = () => {
  const folder = path.join(root, 'grammar/generator');
  return readdirSync(folder).map(name => readFileSync(path.join(folder, name), 'utf8'));
};

/** The generated parser's JavaScript, kept in build/grammar/ under the digest of its sources. */
export function compileGrammar(file) {
  const sources = grammarSources(file);
  const digest = createHash('sha256')
    .update(JSON.stringify([peggy.VERSION, sources, generator()]))
    .digest('hex')
    .slice(0, 16);
  const kept = path.join(root, 'build/grammar', `${path.basename(file)}-${digest}.js`);
  if (existsSync(kept)) return {code: readFileSync(kept, 'utf8'), sources};
  // Peggy's own back end makes messages of what was expected, which a grammar may do without.
  const ownErrors = /^\/\/ errors: its own$/m.test(sources[0].text);
  const code = peggy.generate(sources, {
    output: 'source',
    format: 'es',
    grammarSource: file,
    plugins: ownErrors ? [directCode] : [],
  });
  mkdirSync(path.dirname(kept), {recursive: true});
  const draft = `${kept}.${process.pid}`;
  writeFileSync(draft, code);
  renameSync(draft, kept);
  return {code, sources};
}

export const peggyPlugin = {
  name: 'peggy',
  setup(build) {
    build.onLoad({filter: /\.peggy$/}, args => {
      try {
        const {code, sources} = compileGrammar(args.path);
        return {
          contents: code,
          loader: 'js',
          resolveDir: path.dirname(args.path),
          watchFiles: sources.map(s => s.source),
        };
      } catch (error) {
        const text =
          typeof error.format === 'function'
            ? error.format(grammarSources(args.path))
            : String(error);
        return {errors: [{text}]};
      }
    });
  },
};

/** Every cmdlet file: `{name, aliases, module, file}`, read from its declaration without running it. */
export function findCmdlets() {
  const rows = [];
  for (const folder of readdirSync(path.join(root, 'cmdlets'), {
    withFileTypes: true,
  })) {
    if (!folder.isDirectory()) continue;
    for (const name of readdirSync(path.join(root, 'cmdlets', folder.name))) {
      if (!/^[a-z0-9]+(-[a-z0-9]+)*\.tsx?$/.test(name)) continue;
      const file = path.join(root, 'cmdlets', folder.name, name);
      const text = readFileSync(file, 'utf8');
      const found =
        /export const (\w+) = (?:cmdlet|merged)(?:<[^(]*>)?\(\{\s*name: '([^']+)',\s*module: '([^']+)',(?:\s*aliases: \[([^\]]*)\],)?/.exec(
          text,
        );
      if (!found) continue;
      const aliases = [...(found[4] ?? '').matchAll(/'([^']+)'/g)].map(match => match[1]);
      rows.push({
        symbol: found[1],
        name: found[2],
        module: found[3],
        aliases,
        file,
      });
    }
  }
  return rows.sort((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.module < b.module ? -1 : 1,
  );
}

/** Every file of cmdlets/ that defines types: `{file, names, accelerators}`, read without running it. */
function findTypeFiles() {
  const rows = [];
  for (const name of readdirSync(path.join(root, 'cmdlets'), {recursive: true})) {
    if (!name.endsWith('.ts')) continue;
    const file = path.join(root, 'cmdlets', name);
    const found = [
      ...readFileSync(file, 'utf8').matchAll(
        /\bfullName: '([^']+)'(?:,\s*accelerator: '([^']+)')?/g,
      ),
    ];
    if (found.length === 0) continue;
    const names = found.map(match => match[1]);
    const short = found.filter(match => match[2]).map(match => [match[2], match[1]]);
    rows.push({file, names, accelerators: Object.fromEntries(short)});
  }
  return rows.sort((a, b) => (a.file < b.file ? -1 : 1));
}

export const cmdletTablePlugin = {
  name: 'cmdlet-table',
  setup(build) {
    build.onResolve({filter: /^virtual:cmdlets$/}, () => ({
      path: 'cmdlets',
      namespace: 'cmdlet-table',
    }));
    build.onLoad({filter: /.*/, namespace: 'cmdlet-table'}, () => {
      const rows = findCmdlets().map(
        ({symbol, name, module, aliases, file}) =>
          `{name:${JSON.stringify(name)},module:${JSON.stringify(module)},aliases:${JSON.stringify(aliases)},load:()=>require(${JSON.stringify(file)}).${symbol}}`,
      );
      const types = findTypeFiles().map(
        ({file, names, accelerators}) =>
          `addTypeFile(()=>require(${JSON.stringify(file)}),${JSON.stringify(names)},${JSON.stringify(accelerators)});`,
      );
      return {
        contents: [
          "import {addTypeFile} from './shell/values/type-table.ts';",
          ...types,
          `export const cmdletTable=[\n${rows.join(',\n')}\n];`,
          `export const notApplicable=()=>require(${JSON.stringify(path.join(root, 'cmdlets/not-applicable.ts'))}).notApplicableRows();`,
        ].join('\n'),
        loader: 'js',
        resolveDir: root,
      };
    });
  },
};

/** Ink asks for React's developer tools, which nobody has here. */
export const noDevtoolsPlugin = {
  name: 'no-devtools',
  setup(build) {
    build.onResolve({filter: /^react-devtools-core$/}, ({path: name}) => ({
      path: name,
      namespace: 'no-devtools',
    }));
    build.onLoad({filter: /.*/, namespace: 'no-devtools'}, () => ({
      contents: 'export default {};',
      loader: 'js',
    }));
  },
};

export const plugins = [peggyPlugin, cmdletTablePlugin, noDevtoolsPlugin];
