// Where every process and thread of hvsh begins. A session starts its runspace's thread before anything else is
// loaded; the thread loads dist/shell.cjs while the main thread loads dist/cli.cjs, which is small. All other
// threads load dist/threads.cjs (workerData.role says which; dist/x86.cjs for an x86 processor), the other processes dist/hvsh.cjs. Each role has a
// V8 code cache of its own, dist/<role>.cache, made by the build.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const {
  isMainThread,
  MessageChannel,
  SHARE_ENV,
  Worker,
  workerData,
} = require('node:worker_threads');

const dist = path.join(__dirname, '../dist');

// Words shared with the runspace: see shell/runspace/channel.ts.
const WORD_COUNT = 4;
// Script functions call each other 5000 deep.
const STACK_MB = 64;

function startRunspace() {
  const words = new Int32Array(new SharedArrayBuffer(WORD_COUNT * 4));
  const {port1, port2} = new MessageChannel();
  const worker = new Worker(__filename, {
    workerData: {role: 'runspace', words, port: port2},
    transferList: [port2],
    env: SHARE_ENV,
    resourceLimits: {stackSizeMb: STACK_MB},
    // The thread writes by file descriptor; else the streams of both threads were made and joined first.
    stdout: true,
    stderr: true,
  });
  return {worker, port: port1, words, another: startRunspace};
}

// Node's modules that cost milliseconds and that few commands need: loaded when something of them is asked for.
const COSTLY = ['child_process', 'crypto', 'net', 'os', 'tty', 'url'];
const lazy = new Map(COSTLY.map(name => [`node:${name}`, lazyModule(`node:${name}`)]));

function lazyModule(name) {
  let loaded;
  return new Proxy({}, {get: (_, key) => (loaded ??= require(name))[key]});
}

function requireLazily(name) {
  if (name.startsWith('hvsh:')) return moduleOf(name.slice('hvsh:'.length));
  return lazy.get(name) ?? require(name);
}

// The shell's bundle and that of the cmdlets, which is loaded when the first of them is needed, ask each other
// for modules by file: see build-shell.mjs.
const bundles = new Map();

function moduleOf(file) {
  const name = file.startsWith('cmdlets/') ? 'cmdlets.cjs' : 'shell.cjs';
  if (!bundles.has(name)) loadRole('cmdlets', name);
  return bundles.get(name).exports.modules[file]();
}

function load(name, cacheFile, runspace) {
  const file = path.join(dist, name);
  const source = fs.readFileSync(file, 'latin1');
  let cachedData;
  try {
    cachedData = cacheFile && fs.readFileSync(cacheFile);
  } catch {}
  const script = new vm.Script(source, {
    filename: file,
    cachedData,
    // Only the main thread imports a module of its own: the prompt.
    importModuleDynamically: isMainThread
      ? vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER
      : undefined,
  });
  const module = {exports: {}};
  bundles.set(name, module);
  script.runInThisContext()(requireLazily, module, {}, __filename, dist, runspace);
  return script;
}

// With the role's code cache, which is written at the end when the build asks for it.
function loadRole(role, bundle) {
  const cacheFile = path.join(dist, `${role}.cache`);
  const script = load(bundle, cacheFile);
  if (process.env.HVSH_WRITE_CACHE?.split(' ').includes(role))
    process.once('exit', () => fs.writeFileSync(cacheFile, script.createCachedData()));
}

// First words of the command line that name a role of their own.
const ROLES = ['host', 'serve'];
const BUNDLES = {host: 'hvsh.cjs', serve: 'hvsh.cjs', runspace: 'shell.cjs', 'vp-x86': 'x86.cjs'};
if (isMainThread && !ROLES.includes(process.argv[2])) load('cli.cjs', undefined, startRunspace());
else {
  const role = isMainThread ? process.argv[2] : workerData.role;
  loadRole(role, BUNDLES[role] ?? 'threads.cjs');
}
