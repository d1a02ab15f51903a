/**
 * Builds the product: dist/cli.cjs (the main thread of a session), dist/shell.cjs (its runspace's thread) with
 * its V8 code cache, dist/hvsh.cjs (the host service, its threads, remote sessions), dist/prompt.mjs.
 *
 * Ink is bundled as an own file, because it is ESM with top-level await and only the prompt needs it.
 * node-pty stays outside: it is a native addon.
 */
import {spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {build} from 'esbuild';
import {plugins, root} from './esbuild-plugins.mjs';

const version = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;
const out = path.join(root, 'dist');
mkdirSync(out, {recursive: true});

/** Settings shared by the product and the tests. */
export const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  plugins,
  absWorkingDir: root,
  logLevel: 'warning',
  external: ['node-pty', 'esbuild', 'peggy', 'cpu-features', '*.node'],
  define: {'process.env.DEV': '"false"', HVSH_VERSION: JSON.stringify(version)},
};

export async function buildProduct() {
  const draft = path.join(out, `.draft-${process.pid}`);
  await build({
    ...shared,
    entryPoints: {
      hvsh: 'bin/main.ts',
      threads: 'bin/threads.ts',
      shell: 'bin/runspace.ts',
      cli: 'bin/session.ts',
    },
    outdir: draft,
    format: 'cjs',
    outExtension: {'.js': '.cjs'},
    minifySyntax: true,
    minifyWhitespace: true,
    // ASCII only, which launch.cjs reads fastest.
    legalComments: 'none',
    charset: 'ascii',
    sourcemap: 'linked',
    define: {...shared.define, HVSH_PRODUCT: '__filename', 'import.meta.url': 'HVSH_FILE_URL'},
    banner: {js: 'const HVSH_FILE_URL=require("node:url").pathToFileURL(__filename).href;'},
    external: [...shared.external, './prompt.mjs'],
  });
  await build({
    ...shared,
    entryPoints: {prompt: 'shell/prompt/main.tsx'},
    outdir: draft,
    format: 'esm',
    outExtension: {'.js': '.mjs'},
    minifySyntax: true,
    minifyWhitespace: true,
    define: {...shared.define, HVSH_PRODUCT: '""', 'process.env.NODE_ENV': '"production"'},
    banner: {
      js: "import {createRequire as hvshCreateRequire} from 'node:module';const require=hvshCreateRequire(import.meta.url);",
    },
  });
  for (const name of [
    ...['hvsh', 'threads', 'shell', 'cli'].flatMap(bundle => [
      `${bundle}.cjs`,
      `${bundle}.cjs.map`,
    ]),
    'prompt.mjs',
  ])
    renameSync(path.join(draft, name), path.join(out, name));
  rmSync(draft, {recursive: true});
  // The first run after a build writes the code cache; do it now so that no user waits for it.
  rmSync(path.join(out, 'shell.cache'), {force: true});
  const warm = spawnSync(
    process.execPath,
    [
      path.join(root, 'bin/launch.cjs'),
      '-NoProfile',
      '-c',
      '1 | Out-String; [pscustomobject]@{a=1}',
    ],
    {
      env: {...process.env, HVSH_WRITE_CACHE: '1'},
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (warm.status !== 0) writeFileSync(path.join(out, 'shell.cache'), '');
}

if (process.argv[1] && path.resolve(process.argv[1]) === path.join(root, 'bin/build.mjs')) {
  await buildProduct();
}
