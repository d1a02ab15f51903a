/**
 * Makes dist/x86.wasm out of npm `v86`: the processor asks the hypervisor for CPUID and MSRs first, and its
 * memory comes from outside, with the guest's at a fixed place.
 *
 * What is changed: the bodies of four exported functions, and the memory becomes an import. Everything that is
 * relied on is looked for; a version of v86 that has it not is refused here and not at run time. The result is
 * kept in build/x86/ under the digest of what it was made from.
 */
import {createHash} from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {root} from './esbuild-plugins.mjs';

/** Where the guest's memory begins in the memory of the module: hypervisor/engines/x86/memory.ts. */
const GUEST_BASE = 32 * 2 ** 20;
const PAGE = 65_536;
/** How many guest instructions v86 executes between two looks at interrupts, and how many it shall. */
const LOOP_COUNTER = [0xa3, 0x8d, 0x06]; // 100,003 as LEB128
const SAFEPOINT_INSTRUCTIONS = [0xab, 0x9c, 0x01]; // 20,011, of the same length
/** Exported instruction, and the import that is asked before it: 0 means not its own, 1 done, 2 #GP. */
const DIVERSIONS = [
  ['instr_0FA2', 'hv_cpuid'],
  ['instr_0F32', 'hv_rdmsr'],
  ['instr_0F30', 'hv_wrmsr'],
];

const source = path.join(path.dirname(createRequire(import.meta.url).resolve('v86')), 'v86.wasm');

export async function buildX86() {
  const original = readFileSync(source);
  const digest = createHash('sha256')
    .update(original)
    .update(readFileSync(new URL(import.meta.url)))
    .digest('hex')
    .slice(0, 16);
  const kept = path.join(root, 'build/x86', `v86-${digest}.wasm`);
  if (!existsSync(kept)) {
    const made = await patched(original);
    mkdirSync(path.dirname(kept), {recursive: true});
    writeFileSync(`${kept}.${process.pid}`, made);
    renameSync(`${kept}.${process.pid}`, kept);
  }
  copyFileSync(kept, path.join(root, 'dist/x86.wasm'));
}

async function patched(original) {
  const {default: binaryen} = await import('binaryen');
  const module = binaryen.readBinary(original);
  const {Features} = binaryen;
  module.setFeatures(
    Features.MutableGlobals |
      Features.SignExt |
      Features.BulkMemory |
      Features.BulkMemoryOpt |
      Features.NontrappingFPToInt |
      Features.SIMD128 |
      Features.ReferenceTypes |
      Features.Multivalue,
  );
  for (const [instruction, hook] of DIVERSIONS) divert(binaryen, module, instruction, hook);
  placeGuestMemory(binaryen, module);
  importMemory(module);
  if (!module.validate()) throw new Error('the changed v86 is not valid WebAssembly');
  return moreSafepoints(module.emitBinary());
}

/** In the main loop (i32.const), and twice in the generator of code, whose constants are 64 bits wide. */
function moreSafepoints(binary) {
  const out = Buffer.from(binary);
  let found = 0;
  for (const opcode of [0x41, 0x42]) {
    const constant = Buffer.from([opcode, ...LOOP_COUNTER]);
    for (let at = out.indexOf(constant); at >= 0; at = out.indexOf(constant, at + 1)) {
      out.set(SAFEPOINT_INSTRUCTIONS, at + 1);
      found += 1;
    }
  }
  if (found !== 3) throw new Error(`v86: ${found} constants look like LOOP_COUNTER, not 3`);
  return out;
}

/** `switch (hook()) {case 0: instruction(); case 2: trigger_gp(0)}` in place of the instruction. */
function divert(binaryen, module, instruction, hook) {
  const body = exported(binaryen, module, instruction);
  const {params, results, vars, body: was} = binaryen.getFunctionInfo(body);
  if (params !== binaryen.none || results !== binaryen.none)
    throw new Error(`v86: ${instruction} takes or gives something`);
  module.addFunctionImport(hook, 'env', hook, binaryen.none, binaryen.i32);
  module.addFunction(`original_${instruction}`, params, results, vars, was);
  const {none, i32} = binaryen;
  const fault = named(binaryen, module, 'trigger_gp');
  binaryen.Function.setBody(
    body,
    module.block('done', [
      module.block('fault', [
        module.block('original', [
          module.switch(['original', 'done', 'fault'], 'done', module.call(hook, [], i32)),
        ]),
        module.call(`original_${instruction}`, [], none),
        module.br('done'),
      ]),
      module.call(fault, [module.i32.const(0)], none),
    ]),
  );
}

/** The one function of v86's processor with this name, which is no export. */
function named(binaryen, module, name) {
  const end = `3cpu3cpu${name.length}${name}`; // as Rust mangles it
  const found = Array.from(
    {length: module.getNumFunctions()},
    (_, index) => binaryen.getFunctionInfo(module.getFunctionByIndex(index)).name,
  ).filter(full => full.endsWith(end));
  if (found.length !== 1) throw new Error(`v86 has ${found.length} functions ${name}`);
  return found[0];
}

/** allocate_memory takes no memory: the guest's lies at GUEST_BASE, and the variable `mem8` says so. */
function placeGuestMemory(binaryen, module) {
  const allocate = exported(binaryen, module, 'allocate_memory');
  const text = binaryen.emitText(binaryen.getFunctionInfo(allocate).body);
  const stores = [...text.matchAll(/\(i32\.store \$0 offset=(\d+)\s+\(i32\.const 0\)/g)];
  if (stores.length !== 1) throw new Error('v86: allocate_memory does not store one pointer');
  const variable = Number(stores[0][1]);
  binaryen.Function.setBody(
    allocate,
    module.block(
      null,
      [
        module.i32.store(0, 4, module.i32.const(variable), module.i32.const(GUEST_BASE)),
        module.i32.const(GUEST_BASE),
      ],
      binaryen.i32,
    ),
  );
}

function importMemory(module) {
  const {initial} = module.getMemoryInfo('0');
  if (initial * PAGE > GUEST_BASE)
    throw new Error(`v86: ${initial} pages lie in the guest's memory`);
  module.addMemoryImport('0', 'env', 'memory', true);
}

function exported(binaryen, module, name) {
  const reference = module.getExport(name);
  if (!reference) throw new Error(`v86 exports no ${name}`);
  return module.getFunction(binaryen.getExportInfo(reference).value);
}
