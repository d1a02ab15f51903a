/**
 * Builds the product: dist/cli.cjs (the command line, and what serves a runspace), dist/shell.cjs (a runspace),
 * dist/cmdlets.cjs (loaded there at the first use of a cmdlet),
 * dist/hvsh.cjs (the host service, remote sessions), dist/threads.cjs (all other threads), V8 code caches of
 * them, dist/prompt.mjs, dist/prompt-late.mjs, dist/Modules (manifests), dist/pwsh (the launcher by the name
 * that scripts know), dist/x86.cjs and dist/x86.wasm (x86 machines: build-x86.mjs).
 *
 * The prompt and its Ink are files of their own, because Ink is ESM with top-level await and only they need it.
 * node-pty stays outside: it is a native addon; ssh2 too: it looks at the names of its classes, which the bundler
 * shortens; openpgp, because it is large and only the building of images without apt needs it.
 */
import {spawnSync} from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {build} from 'esbuild';
import {buildX86} from './build-x86.mjs';
import {buildShell} from './build-shell.mjs';
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
  loader: {'.sh': 'text'},
  define: {'process.env.DEV': '"false"', HVSH_VERSION: JSON.stringify(version)},
};

export async function buildProduct() {
  const draft = path.join(out, `.draft-${process.pid}`);
  const settings = {
    ...shared,
    outdir: draft,
    format: 'cjs',
    outExtension: {'.js': '.cjs'},
    minify: true,
    // ASCII only, which launch.cjs reads fastest.
    legalComments: 'none',
    charset: 'ascii',
    sourcemap: 'linked',
    define: {...shared.define, HVSH_PRODUCT: '__filename'},
    // The function that launch.cjs calls: written here, so that it needs not copy the text to wrap it.
    banner: {js: '(function(require,module,exports,__filename,__dirname,HVSH_LAUNCHER){'},
    footer: {js: '})'},
    external: [...shared.external, 'ssh2', 'openpgp'],
  };
  await buildShell(settings);
  await build({
    ...settings,
    entryPoints: {
      hvsh: 'bin/main.ts',
      threads: 'bin/threads.ts',
      cli: 'bin/session.ts',
      x86: 'bin/x86-thread.ts',
    },
  });
  await build({
    ...shared,
    entryPoints: {prompt: 'shell/prompt/main.ts', 'prompt-late': 'shell/prompt/late.ts'},
    outdir: draft,
    format: 'esm',
    outExtension: {'.js': '.mjs'},
    minifySyntax: true,
    minifyWhitespace: true,
    external: [...shared.external, './prompt-late.mjs'],
    define: {...shared.define, HVSH_PRODUCT: '""', 'process.env.NODE_ENV': '"production"'},
    banner: {
      js: "import {createRequire as hvshCreateRequire} from 'node:module';const require=hvshCreateRequire(import.meta.url);",
    },
  });
  // V8 tells a bundle from another by its length only: the old caches go first.
  for (const name of readdirSync(out).filter(file => file.endsWith('.cache')))
    rmSync(path.join(out, name), {force: true});
  for (const name of [
    ...['hvsh', 'threads', 'shell', 'cmdlets', 'cli', 'x86'].flatMap(bundle => [
      `${bundle}.cjs`,
      `${bundle}.cjs.map`,
    ]),
    'prompt.mjs',
    'prompt-late.mjs',
  ])
    renameSync(path.join(draft, name), path.join(out, name));
  rmSync(draft, {recursive: true});
  for (const [name, target] of Object.entries(LINKS)) {
    rmSync(path.join(out, name), {force: true});
    symlinkSync(target, path.join(out, name));
  }
  await buildX86();
  writeCaches();
}

/** Names in `$PSHOME` by which scripts look for the shell. */
const LINKS = {
  hvsh: '../bin/hvsh',
  pwsh: '../bin/hvsh',
};

/** What most scripts do, and a machine in a host service: the functions they use go to the code caches. */
const WARM_SHELL = `
function f([int]$n) { if ($n -gt 1) { $n } else { "n = $n" } }
try { foreach ($i in 1..3) { f $i } } catch { $_ }
1..3 | Where-Object { $_ -gt 1 } | ForEach-Object { $_ * 2 } | Out-String
[pscustomobject]@{a = 1; b = 'x'}
`;
const WARM_HOST = `
$vm = New-VM -Name warm -MemoryStartupBytes 32MB -NewVHDPath warm.vhd -NewVHDSizeBytes 16MB
$vm | Start-VM
Get-VM | Out-Null
Send-VMConsoleText warm 'disk write 1M' -Expect 'wrote .*' | Out-Null
Stop-VM warm -TurnOff -Force`;

/** dist/Modules/<name>/<name>.psd1: what the built-in modules export, for who reads manifests. */
const WRITE_MANIFESTS = `
foreach ($module in Get-Module -ListAvailable) {
  $folder = "$PSHOME/Modules/$($module.Name)"
  $null = New-Item -ItemType Directory -Path $folder -Force
  $manifest = @{
    Path = "$folder/$($module.Name).psd1"; Guid = $module.Guid; ModuleVersion = $module.Version; Author = 'hvsh'
    CompatiblePSEditions = 'Core'; CmdletsToExport = @($module.ExportedCmdlets.Keys); VariablesToExport = @()
  }
  New-ModuleManifest @manifest
}`;

/** dist/<role>.cache, so that no user waits for the first run. Without one a role only starts slower. */
function writeCaches() {
  const home = mkdtempSync(path.join(tmpdir(), 'hvsh-build-'));
  const run = (roles, ...args) =>
    spawnSync(path.join(root, 'bin/hvsh'), args, {
      env: {...process.env, HVSH_HOME: home, HVSH_WRITE_CACHE: roles},
      stdio: 'ignore',
    });
  run('session runspace cmdlets', '-NoProfile', '-c', WARM_SHELL);
  run('host vp storage', '-NoProfile', '-c', WARM_HOST);
  run('', '-NoProfile', '-c', WRITE_MANIFESTS);
  run('', 'host', 'stop');
  rmSync(home, {recursive: true, force: true});
}

if (process.argv[1] && path.resolve(process.argv[1]) === path.join(root, 'bin/build.mjs')) {
  await buildProduct();
}
