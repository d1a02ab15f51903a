// Where every process and thread of hvsh begins. A session loads dist/cli.cjs, which is small and reads the command
// line. A script's runspace is on the main thread then (dist/shell.cjs); that of a prompt, which must go on
// listening, is on a thread of its own. All other threads load dist/threads.cjs (workerData.role says which;
// dist/x86.cjs for an x86 processor), the other processes dist/hvsh.cjs. Each role has a V8 code cache of its own,
// dist/<role>.cache, made by the build.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const dist = path.join(__dirname, '../dist');

// Words shared with the runspace: see shell/runspace/channel.ts.
const WORD_COUNT = 4;
// Script functions call each other 5000 deep. What the main thread has is said in bin/hvsh.
const STACK_MB = 64;
// bin/hvsh says this to Node. V8 takes no cache that was made under other flags.
const FLAG = '--stack-size=12000';

const startRunspace = () => startThread('runspace', newWords());

function newWords() {
  return new Int32Array(new SharedArrayBuffer(WORD_COUNT * 4));
}

// A thread of a session: a runspace, or what serves the requests of the main thread's (role `requests`).
function startThread(role, words) {
  const {MessageChannel, SHARE_ENV, Worker} = require('node:worker_threads');
  const {port1, port2} = new MessageChannel();
  const worker = new Worker(__filename, {
    workerData: {role, words, port: port2},
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
const COSTLY = ['child_process', 'crypto', 'net', 'os', 'tty', 'url', 'worker_threads'];
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
function moduleOf(file) {
  const {modules} = file.startsWith('cmdlets/')
    ? loadBundle('cmdlets.cjs', 'cmdlets')
    : loadBundle('shell.cjs', 'runspace');
  return modules[file]();
}

const bundles = new Map();

// What a bundle exports; loaded once, with the role's code cache, which is written at the end when the build asks
// for it. `given`: what the bundle gets from here, as HVSH_LAUNCHER.
function loadBundle(name, role, given) {
  const loaded = bundles.get(name);
  if (loaded !== undefined) return loaded.exports;
  const file = path.join(dist, name);
  const cacheFile = path.join(dist, `${role}.cache`);
  const source = fs.readFileSync(file, 'latin1');
  let cachedData;
  try {
    cachedData = fs.readFileSync(cacheFile);
  } catch {}
  const script = new vm.Script(source, {filename: file, cachedData});
  const module = {exports: {}};
  bundles.set(name, module);
  script.runInThisContext()(requireLazily, module, {}, __filename, dist, given);
  if (process.env.HVSH_WRITE_CACHE?.split(' ').includes(role))
    process.once('exit', () => fs.writeFileSync(cacheFile, script.createCachedData()));
  return module.exports;
}

// A thread has no words of a command line; Node's module that tells it from a prompt costs milliseconds.
const isMainThread = process.argv.length > 2 || require('node:worker_threads').isMainThread;
if (isMainThread && !process.execArgv.includes(FLAG)) require('node:v8').setFlagsFromString(FLAG);

// First words of the command line that name a role of their own.
const ROLES = ['host', 'serve'];
const BUNDLES = {
  host: 'hvsh.cjs',
  serve: 'hvsh.cjs',
  session: 'cli.cjs',
  requests: 'cli.cjs',
  runspace: 'shell.cjs',
  'vp-x86': 'x86.cjs',
};

function mainRole() {
  return ROLES.includes(process.argv[2]) ? process.argv[2] : 'session';
}

const role = isMainThread ? mainRole() : require('node:worker_threads').workerData.role;
loadBundle(BUNDLES[role] ?? 'threads.cjs', role, {
  role,
  newWords,
  startRunspace,
  startThread,
  loadShell: () => loadBundle('shell.cjs', 'runspace'),
  // Not from a bundle: a script that may import makes Node load its loader first (10 ms).
  loadPrompt: () => import('../dist/prompt.mjs'),
});
