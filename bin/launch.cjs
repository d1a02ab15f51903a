// Loads dist/hvsh.cjs through V8's code cache. Threads of hvsh start here as well (workerData.role says which).
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const {isMainThread} = require('node:worker_threads');

const file = path.join(__dirname, '../dist/hvsh.cjs');
const cacheFile = path.join(__dirname, '../dist/hvsh.cache');
const source = fs.readFileSync(file, 'utf8');
let cachedData;
try {
  cachedData = fs.readFileSync(cacheFile);
} catch {}
const script = new vm.Script(
  `(function(require,module,exports,__filename,__dirname){${source}\n})`,
  {
    filename: file,
    cachedData: cachedData && cachedData.length > 0 ? cachedData : undefined,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  },
);
const requireFromDist = require('node:module').createRequire(file);
script.runInThisContext()(requireFromDist, {exports: {}}, {}, __filename, path.dirname(file));
if (process.env.HVSH_WRITE_CACHE && !isMainThread) {
  process.once('exit', () => fs.writeFileSync(cacheFile, script.createCachedData()));
}
