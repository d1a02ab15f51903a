/**
 * `npm run fuzz -- [target ...] [--seconds 60] [--seed N] [--scripts folder ...]`: runs fuzz targets (test/fuzz/*.fuzz.ts) for a while.
 * Each target exports `fuzz(seed, deadline, scripts): {runs, finding?}`; `scripts` are folders of scripts to take texts
 * from. A finding is printed with the seed to run it again.
 */
import {readdirSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {parseArgs} from 'node:util';
import {build} from 'esbuild';
import {shared} from './build.mjs';
import {root} from './esbuild-plugins.mjs';

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    seconds: {type: 'string', default: '60'},
    scripts: {type: 'string', multiple: true, default: []},
    seed: {type: 'string', default: String(Date.now() % 2 ** 31)},
  },
});
const files = readdirSync(path.join(root, 'test/fuzz'))
  .filter(name => name.endsWith('.fuzz.ts'))
  .filter(name => positionals.length === 0 || positionals.includes(name.replace('.fuzz.ts', '')));
const outdir = path.join(root, 'build/fuzz');
await build({
  ...shared,
  entryPoints: files.map(name => path.join('test/fuzz', name)),
  outdir,
  format: 'esm',
  outExtension: {'.js': '.mjs'},
  define: {...shared.define, HVSH_PRODUCT: JSON.stringify(path.join(root, 'bin/launch.cjs'))},
  banner: {
    js: "import {createRequire as hvshCreateRequire} from 'node:module';const require=hvshCreateRequire(import.meta.url);",
  },
});
let findings = 0;
for (const name of files) {
  const target = name.replace('.fuzz.ts', '');
  const {fuzz} = await import(pathToFileURL(path.join(outdir, `${target}.fuzz.mjs`)).href);
  const {runs, finding} = await fuzz(
    Number(values.seed),
    Date.now() + 1000 * Number(values.seconds),
    values.scripts,
  );
  console.log(
    `${target}: ${runs} runs, seed ${values.seed}, ${finding ? `FINDING ${finding}` : 'no finding'}`,
  );
  if (finding) findings++;
}
process.exit(findings === 0 ? 0 : 1);
