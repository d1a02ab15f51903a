/**
 * The door to npm `v86`: starts it on memory that is given, and names what the engine uses of it.
 *
 * v86's own types describe a page in a browser; the processor behind it is described here as far as it is used.
 * Everything named is looked for at the start (`checkShape`), so that a version that has it not says so.
 */
import {V86} from 'v86';
import type {SharedMemory} from '../../hv/guest-memory.ts';
import {shareMemoryImport} from './shared-import.ts';

/** v86 keeps this many slots of its function table for itself. */
const TABLE_OFFSET = 1024;
/** All that the engine needs no screen memory for. */
const VGA_BYTES = 2 ** 20;

/** Where v86 counts the instructions that it executed. */
const INSTRUCTION_COUNTER = 664;
/**
 * An access to a port takes as long as so many instructions, and is counted as as many: a string of them is one
 * instruction, and ten thousand of those took seconds to the next safepoint.
 */
const PORT_ACCESS_INSTRUCTIONS = 100;
const PORT_IMPORTS = ['read', 'write'].flatMap(way =>
  [8, 16, 32].map(bits => `io_port_${way}${bits}`),
);

/** Registers of `reg32` by their place. */
export const Reg = {eax: 0, ecx: 1, edx: 2, ebx: 3, esp: 4, ebp: 5, esi: 6, edi: 7} as const;

type Cell = Int32Array | Uint8Array | Uint16Array | Uint32Array;

/** What v86 calls a CPU, devices included. Cells are arrays of one element. */
export interface V86Cpu {
  readonly reg32: Int32Array;
  readonly instruction_pointer: Cell;
  readonly flags: Cell;
  readonly cr: Int32Array;
  readonly cpl: Cell;
  readonly in_hlt: Cell;
  readonly protected_mode: Cell;
  readonly is_32: Cell;
  readonly stack_size_32: Cell;
  readonly gdtr_offset: Cell;
  readonly gdtr_size: Cell;
  readonly sreg: Uint16Array;
  readonly segment_is_null: Uint8Array;
  readonly segment_offsets: Int32Array;
  readonly segment_limits: Uint32Array;
  readonly segment_access_bytes: Uint8Array;
  readonly io: {
    register_write(
      port: number,
      device: object,
      byte: ((value: number) => void) | undefined,
      half?: ((value: number) => void) | undefined,
      word?: (value: number) => void,
    ): void;
  };
  /** Serves the devices of a PC; the answer is in how many milliseconds the next one needs it, at most 100. */
  run_hardware_timers(acpi: boolean, now: number): number;
  /** As above, of the APIC's timer alone; 100 stands for never, too. */
  apic_timer(now: number): number;
  readonly devices: {
    readonly acpi: {status: number};
    readonly pci: {set_state: () => void};
    readonly uart0: {input: V86SerialInput};
    readonly uart1: {input: V86SerialInput};
  };
  readonly jit_imports: WebAssembly.ModuleImports;
  readonly wm: {readonly wasm_table: WebAssembly.Table};
  /** Runs for about a millisecond, or until a halt; the answer is how many milliseconds there is nothing to do. */
  main_loop(): number;
  update_state_flags(): void;
  full_clear_tlb(): void;
  handle_irqs(): void;
  jit_dirty_cache(from: number, to: number): void;
  codegen_finalize_finished(index: number, start: number, flags: number): void;
  get_apic_addr(): number;
  /** Called when the guest resets the machine. */
  reboot_internal: () => void;
  /** The memory is saved by who owns it. */
  pack_memory: () => unknown;
  unpack_memory: () => void;
}

export interface V86Bus {
  send(name: string, value: unknown): void;
  register(name: string, listener: (value: unknown) => void): void;
}

/** What a serial port holds of what came in; v86 takes from it for the guest. */
export interface V86SerialInput {
  readonly length: number;
  push(byte: number): void;
  shift(): number | undefined;
}

export interface V86Processor {
  readonly cpu: V86Cpu;
  readonly bus: V86Bus;
  readonly exports: {read_tsc(): bigint};
  /** Everything but the guest's memory. Between two runs. */
  save(): ArrayBuffer;
  restore(state: ArrayBuffer): void;
  /** Between two runs: what was compiled during the last one is executed from now on. */
  useCompiledCode(): void;
}

/** What a diversion answers: v86 shall execute the instruction itself, it is done, or it raises #GP. */
export const Diverted = {no: 0, done: 1, protectionFault: 2} as const;

/** What the guest's special instructions ask first; the answers are of `Diverted`. */
export interface Diversions {
  cpuid(): number;
  rdmsr(): number;
  wrmsr(): number;
}

export interface V86Options {
  module: WebAssembly.Module;
  memory: SharedMemory;
  diversions: Diversions;
  /**
   * Called while guest code runs, each SAFEPOINT_INSTRUCTIONS of bin/build-x86.mjs, with the time in ms. The answer
   * is how many milliseconds a halted processor has nothing to do.
   */
  onSafepoint(now: number): number;
  /** v86 says what it can not do before it gives up, which is an exception in `main_loop`. */
  onComplaint(text: string): void;
}

/** Starts v86 with its devices; the guest does not run. */
export async function startV86(options: V86Options): Promise<V86Processor> {
  const {module, memory, diversions, onSafepoint, onComplaint} = options;
  const {promise, resolve} = withResolvers();
  let exports: WebAssembly.Exports = {};
  const made: CompiledCode[] = [];
  const emulator = new V86({
    wasm_fn: async (imports: {env: Record<string, unknown>}) => {
      countPortAccesses(imports.env, memory);
      Object.assign(imports.env, {
        memory: memory.wasm,
        run_hardware_timers: (_acpi: number, now: number) => onSafepoint(now),
        console_log_from_wasm: (at: number, length: number) =>
          onComplaint(Buffer.from(memory.buffer).toString('latin1', at, at + length)),
        hv_cpuid: () => diversions.cpuid(),
        hv_rdmsr: () => diversions.rdmsr(),
        hv_wrmsr: () => diversions.wrmsr(),
        codegen_finalize: (...code: [number, number, number, number, number]) => {
          made.push(compile(innerOf(emulator).cpu, memory, code));
        },
      });
      const instance = new WebAssembly.Instance(module, imports as unknown as WebAssembly.Imports);
      ({exports} = instance);
      return exports;
    },
    memory_size: memory.size,
    vga_memory_size: VGA_BYTES,
    autostart: false,
    acpi: true,
    uart1: true,
    disable_speaker: true,
    disable_keyboard: true,
    disable_mouse: true,
  } as ConstructorParameters<typeof V86>[0]);
  emulator.add_listener('emulator-ready', resolve);
  await promise;
  const inner = innerOf(emulator);
  const {cpu} = inner;
  checkShape(cpu);
  return {
    cpu,
    bus: (emulator as unknown as {bus: V86Bus}).bus,
    exports: exports as unknown as V86Processor['exports'],
    save: () => inner.save_state(),
    restore: state => inner.restore_state(state),
    useCompiledCode() {
      for (const code of made) install(cpu, code);
      made.length = 0;
    },
  };
}

function countPortAccesses(env: Record<string, unknown>, {buffer}: SharedMemory): void {
  const counter = new Int32Array(buffer, INSTRUCTION_COUNTER, 1);
  for (const name of PORT_IMPORTS) {
    const access = env[name];
    if (typeof access !== 'function') throw new Error(`v86 asks for no ${name}`);
    env[name] = (port: number, value?: number): unknown => {
      counter[0] = (counter[0] ?? 0) + PORT_ACCESS_INSTRUCTIONS;
      return access(port, value);
    };
  }
}

function withResolvers(): {promise: Promise<void>; resolve: () => void} {
  let resolve = (): void => {};
  const promise = new Promise<void>(done => {
    resolve = done;
  });
  return {promise, resolve};
}

/** What `V86` wraps. */
interface Inner {
  readonly cpu: V86Cpu;
  save_state(): ArrayBuffer;
  restore_state(state: ArrayBuffer): void;
}

const innerOf = (emulator: V86): Inner => (emulator as unknown as {v86: Inner}).v86;

/** A piece of guest code as WebAssembly, and what v86 knows it by. */
interface CompiledCode {
  readonly index: number;
  readonly start: number;
  readonly flags: number;
  readonly run: unknown;
}

/** At once, without a turn of the event loop: v86 itself would wait for one. */
function compile(
  cpu: V86Cpu,
  {wasm}: SharedMemory,
  [index, start, flags, at, length]: [number, number, number, number, number],
): CompiledCode {
  if (!wasm) throw new Error('an x86 machine needs a WebAssembly memory');
  const code = new Uint8Array(wasm.buffer, at >>> 0, length >>> 0);
  const module = new WebAssembly.Module(shareMemoryImport(code));
  const instance = new WebAssembly.Instance(module, {e: cpu.jit_imports});
  return {index, start, flags, run: instance.exports.f};
}

function install(cpu: V86Cpu, {index, start, flags, run}: CompiledCode): void {
  cpu.wm.wasm_table.set(index + TABLE_OFFSET, run);
  cpu.codegen_finalize_finished(index, start, flags);
}

const METHODS = [
  'main_loop',
  'run_hardware_timers',
  'apic_timer',
  'update_state_flags',
  'full_clear_tlb',
  'handle_irqs',
  'jit_dirty_cache',
  'codegen_finalize_finished',
  'get_apic_addr',
  'reboot_internal',
  'pack_memory',
  'unpack_memory',
] as const satisfies readonly (keyof V86Cpu)[];

function checkShape(cpu: V86Cpu): void {
  for (const name of METHODS)
    if (typeof cpu[name] !== 'function') throw new Error(`v86 has no ${name}`);
  const {acpi, uart0, uart1} = cpu.devices;
  if (!cpu.reg32 || !cpu.jit_imports || !acpi || !uart0?.input || !uart1?.input)
    throw new Error('v86 has another shape');
}
