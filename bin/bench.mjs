/**
 * `npm run bench [-- word ...] [--scripts folder ...]`: every budget that can be measured by now, as ratios taken in one run.
 *
 * A file test/bench/*.bench.ts exports `run(scripts): Promise<BenchRow[]>` (test/bench/bench-row.ts);
 * `scripts` are folders of scripts to measure with, beside those of this repository. Prints a table;
 * it asserts nothing, since machines are shared and noisy.
 */
import {readdirSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {parseArgs} from 'node:util';
import {build} from 'esbuild';
import {buildProduct, shared} from './build.mjs';
import {root} from './esbuild-plugins.mjs';

const {values, positionals: words} = parseArgs({
  allowPositionals: true,
  options: {scripts: {type: 'string', multiple: true, default: []}},
});
const files = readdirSync(path.join(root, 'test/bench'))
  .filter(name => name.endsWith('.bench.ts'))
  .filter(name => words.length === 0 || words.some(word => name.includes(word)))
  .sort();
delete process.env.NODE_EXTRA_CA_CERTS;
await buildProduct();
const outdir = path.join(root, 'build/bench');
await build({
  ...shared,
  entryPoints: files.map(name => path.join('test/bench', name)),
  outdir,
  format: 'esm',
  outExtension: {'.js': '.mjs'},
  external: [...shared.external, '@xterm/headless'],
  define: {...shared.define, HVSH_PRODUCT: JSON.stringify(path.join(root, 'bin/launch.cjs'))},
  banner: {
    js: "import {createRequire as hvshCreateRequire} from 'node:module';const require=hvshCreateRequire(import.meta.url);",
  },
});
const line = cells =>
  console.log(
    `${cells[0].padEnd(52)} ${cells
      .slice(1)
      .map(cell => String(cell).padStart(16))
      .join(' ')}`,
  );
line(['what', 'median', 'spread', 'beside', 'ratio', 'budget', '']);
for (const name of files) {
  const {run} = await import(pathToFileURL(path.join(outdir, name.replace('.ts', '.mjs'))).href);
  for (const row of await run(values.scripts)) {
    line([
      row.what,
      row.median,
      row.spread ?? '',
      row.beside ?? '',
      row.ratio ?? '',
      row.budget,
      row.within === undefined ? '' : row.within ? 'within' : 'OVER',
    ]);
  }
}
process.exit(0);
