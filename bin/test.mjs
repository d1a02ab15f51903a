/**
 * `npm test [-- word ...]`: builds product and tests, then runs ava over the test files whose path has a word.
 *
 * Each test file is bundled by esbuild to build/test/. `--update` rewrites expected transcripts.
 */
import {spawnSync} from 'node:child_process';
import {mkdirSync, readdirSync, rmSync} from 'node:fs';
import path from 'node:path';
import {build} from 'esbuild';
import {buildProduct, shared} from './build.mjs';
import {root} from './esbuild-plugins.mjs';

const words = process.argv.slice(2).filter(word => !word.startsWith('-'));
const flags = process.argv.slice(2).filter(word => word.startsWith('-'));

export function testFiles() {
  return readdirSync(path.join(root, 'test'), {recursive: true})
    .filter(name => /\.test\.tsx?$/.test(name))
    .map(name => path.join('test', name))
    .filter(name => words.length === 0 || words.some(word => name.includes(word)))
    .sort();
}

const files = testFiles();
if (files.length === 0) {
  console.error(`No test file has ${words.join(' or ')} in its path.`);
  process.exit(1);
}
if (!flags.includes('--no-build')) await buildProduct();
const outdir = path.join(root, 'build/test', words.length === 0 ? 'all' : `run-${process.pid}`);
rmSync(outdir, {recursive: true, force: true});
mkdirSync(outdir, {recursive: true});
/** What bundled CommonJS packages expect to find. */
const COMMONJS = [
  "import {createRequire as hvshCreateRequire} from 'node:module';",
  "import {dirname as hvshDirname} from 'node:path';",
  "import {fileURLToPath as hvshPath} from 'node:url';",
  'const require=hvshCreateRequire(import.meta.url),__filename=hvshPath(import.meta.url);',
  'const __dirname=hvshDirname(__filename);',
].join('');

await build({
  ...shared,
  entryPoints: files,
  outdir,
  outbase: path.join(root, 'test'),
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  outExtension: {'.js': '.mjs'},
  sourcemap: 'linked',
  external: [
    ...shared.external,
    'ava',
    'fast-check',
    '@xterm/headless',
    'ink-testing-library',
    'ink',
    'react',
  ],
  define: {...shared.define, HVSH_PRODUCT: JSON.stringify(path.join(root, 'bin/launch.cjs'))},
  banner: {js: COMMONJS},
});
const built = files.map(name =>
  path.relative(root, path.join(outdir, path.relative('test', name).replace(/\.tsx?$/, '.mjs'))),
);
const env = {...process.env, NODE_OPTIONS: '--enable-source-maps --no-warnings'};
delete env.NODE_EXTRA_CA_CERTS;
if (flags.includes('--update')) env.HVSH_UPDATE = '1';
const ava = [path.join(root, 'node_modules/ava/entrypoints/cli.mjs'), ...built, '--timeout=120s'];
const coverage = flags.includes('--coverage')
  ? [path.join(root, 'node_modules/c8/bin/c8.js'), '--reporter=text-summary', process.execPath]
  : [];
const run = spawnSync(process.execPath, [...coverage, ...ava], {stdio: 'inherit', cwd: root, env});
if (words.length > 0) rmSync(outdir, {recursive: true, force: true});
process.exit(run.status ?? 1);
