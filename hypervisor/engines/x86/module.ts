/**
 * v86 as one WebAssembly module for all machines of the process: its code is compiled and optimised once.
 *
 * The pieces of guest code that v86 compiles later are modules of their own. V8 would optimise each of them after a
 * few jumps, since it weighs a jump by its distance and these functions are huge: 13 of 18 seconds of CPU time of a
 * boot of Linux, and no loop ran faster for it (bench x86: run it again). So V8 optimises the modules that are made
 * before this one and this one, and no later module.
 */
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {setFlagsFromString} from 'node:v8';
import {shareMemoryImport} from './shared-import.ts';

/** Made by bin/build-x86.mjs. */
const moduleFile = path.join(path.dirname(HVSH_PRODUCT), '../dist/x86.wasm');

let made: WebAssembly.Module | undefined;

/** To be called on the main thread, before the thread of a processor starts. */
export function x86Module(): WebAssembly.Module {
  if (made) return made;
  made = new WebAssembly.Module(shareMemoryImport(readFileSync(moduleFile)));
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
  return made;
}
