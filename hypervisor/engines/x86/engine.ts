/**
 * The engine `x86`: one 32-bit processor with the devices of a PC, run by npm `v86`.
 *
 * Boots Linux directly (linux-boot.ts). The serial ports are serial-ports.ts. Compiled code is ready at once, so
 * the engine needs no event loop and may block its thread.
 */
import {readFileSync} from 'node:fs';
import type {Engine, EngineExit, EngineFactory, EngineStart, ProcessorPort} from '../engine.ts';
import {PM1_CONTROL_PORT} from './acpi/tables.ts';
import {enterKernel} from './enter-kernel.ts';
import {diversionsTo, divertHypercalls, HYPERCALL_CODE} from './hypervisor-face.ts';
import {loadLinux} from './linux-boot.ts';
import {type SavedSerialPorts, SerialPorts} from './serial-ports.ts';
import {parseX86Settings} from './settings.ts';
import {Reg, startV86, type V86Cpu, type V86Processor} from './v86.ts';

/** v86's time-stamp counter and the clock of its APIC timer, both fixed. */
const TSC_HZ = 1_000_000_000;
const APIC_HZ = 1_000_000_000;
/** Where v86 keeps the general registers, EFLAGS, the privilege level, and whether the processor is halted. */
const REGISTERS = 64;
const EFLAGS = 120;
const CPL = 612;
const HALTED = 616;
/** Offset of the interrupt request bits in v86's APIC. */
const APIC_IRR = 64;
/** What v86 answers when none of its devices has a timer running. */
const NO_DEVICE_MS = 100;
/** How often the devices of the PC are looked at while guest code runs, and when none has anything to do. */
const DEVICE_PACE_MS = 1;
const IDLE_PACE_MS = 1000;
const SLEEP_ENABLE = 1 << 13;
const EFLAGS_INTERRUPTS = 0x200;

export const createX86Engine: EngineFactory = async (
  port: ProcessorPort,
  start: EngineStart,
): Promise<Engine> => {
  const {shared} = port.memory;
  const registers = new Int32Array(shared.buffer, REGISTERS, 8);
  const ring = new Uint8Array(shared.buffer, CPL, 1);
  const processor = await startV86({
    // Of module.ts, from the main thread.
    module: start.common as WebAssembly.Module,
    memory: shared,
    diversions: diversionsTo(port, registers, () => ring[0] ?? 0),
    onSafepoint: now => engine.onSafepoint(now),
    onComplaint: text => engine.onComplaint(text),
  });
  const engine: X86Engine = new X86Engine(port, processor);
  if (start.state === undefined) engine.boot(start);
  else engine.restore(start.state);
  return engine;
};

interface SavedEngine {
  v86: ArrayBuffer;
  serial: SavedSerialPorts;
}

class X86Engine implements Engine {
  private readonly port: ProcessorPort;
  private readonly cpu: V86Cpu;
  private readonly processor: V86Processor;
  private readonly irr: Uint32Array;
  private readonly halted: Uint8Array;
  private readonly eflags: Int32Array;
  private devicesSeen = 0;
  private readonly assert = (vector: number): void => {
    const word = vector >> 5;
    this.irr[word] = (this.irr[word] ?? 0) | (1 << (vector & 31));
  };
  private complaint = '';
  private ending: EngineExit | undefined;
  private readonly serial: SerialPorts;
  /** When the devices of the PC need the processor again, on the clock of `performance.now`. */
  private wake = 0;
  readonly allowsSlack = true;

  constructor(port: ProcessorPort, processor: V86Processor) {
    const {cpu, exports} = processor;
    this.port = port;
    this.processor = processor;
    this.serial = new SerialPorts(processor);
    this.cpu = cpu;
    this.irr = new Uint32Array(port.memory.shared.buffer, cpu.get_apic_addr() + APIC_IRR, 8);
    this.halted = new Uint8Array(port.memory.shared.buffer, HALTED, 1);
    this.eflags = new Int32Array(port.memory.shared.buffer, EFLAGS, 1);
    divertHypercalls(port, cpu, new Int32Array(port.memory.shared.buffer, REGISTERS, 8));
    cpu.io.register_write(PM1_CONTROL_PORT, {}, undefined, value => this.onPowerControl(value));
    cpu.reboot_internal = () => {
      port.requestReset();
    };
    // The memory is the partition's; no firmware ever set the registers that v86 would restore.
    cpu.pack_memory = () => ({
      packed_memory: new Uint8Array(),
      bitmap: {get_buffer: () => new ArrayBuffer(0)},
    });
    cpu.unpack_memory = () => {};
    cpu.devices.pci.set_state = () => {};
    port.onSerialInput = (number, bytes) => this.serial.receive(number, bytes);
    port.setTraits({
      hypercallCode: HYPERCALL_CODE,
      tsc: {hz: TSC_HZ, apicHz: APIC_HZ, read: () => BigInt.asUintN(64, exports.read_tsc())},
      flushTranslations: () => cpu.full_clear_tlb(),
    });
  }

  boot(start: EngineStart): void {
    const {kernel, initrd, commandLine} = parseX86Settings(start.settings);
    const entry = loadLinux(this.port.memory.u8, {
      kernel: readFileSync(kernel),
      ...(initrd !== undefined && {initrd: readFileSync(initrd)}),
      commandLine,
    });
    enterKernel(this.cpu, entry);
  }

  run(quantumMicros: number): EngineExit {
    const {port} = this;
    const end = performance.now() + quantumMicros / 1000;
    this.forgetOldCode();
    do {
      this.execute();
      if (this.ending) break;
    } while (this.halted[0] === 0 && !port.attention() && performance.now() < end);
    this.serial.takeOutput((number, bytes) => port.serialOutput(number, bytes));
    if (this.ending) return this.ending;
    if (this.halted[0] === 0) return 'quantum';
    if (((this.eflags[0] ?? 0) & EFLAGS_INTERRUPTS) === 0) return 'stopped';
    return 'halt';
  }

  /**
   * About a millisecond of guest code. v86 gives up by an exception where a guest does what it does not know; it is
   * not to be used any more then.
   */
  private execute(): void {
    try {
      this.cpu.main_loop();
      this.processor.useCompiledCode();
    } catch (error) {
      const isGuests = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
      if (!isGuests && this.complaint === '') throw error;
      this.complaint ||= String(error);
      this.ending = 'fault';
    }
  }

  faultDetail(): string {
    const {eip = 0n, eflags = 0n, esp = 0n} = this.registers();
    const place = Object.entries({eip, esp, eflags, cr0: (this.cpu.cr[0] ?? 0) >>> 0})
      .map(([name, value]) => `${name} 0x${value.toString(16)}`)
      .join(', ');
    return `an unrecoverable error on the virtual processor, as a triple fault: ${this.complaint} (${place})`;
  }

  onComplaint(text: string): void {
    this.complaint = text.trim();
  }

  /** While guest code runs: interrupts go to it at once, the devices of the PC have a look each millisecond. */
  onSafepoint(now: number): number {
    this.forgetOldCode();
    this.port.poll(this.assert);
    if (now >= this.wake || now >= this.devicesSeen + DEVICE_PACE_MS) this.serveDevices(now);
    return this.wake - now;
  }

  private serveDevices(now: number): void {
    const {cpu} = this;
    this.devicesSeen = now;
    let next = cpu.run_hardware_timers(true, now);
    if (next >= NO_DEVICE_MS) next = cpu.apic_timer(now);
    this.wake = now + (next === NO_DEVICE_MS ? IDLE_PACE_MS : next);
  }

  untilTimer(): number {
    return Math.max(0, (this.wake - performance.now()) * 1000);
  }

  interrupt(vector: number): void {
    this.assert(vector);
  }

  save(): unknown {
    return {v86: this.processor.save(), serial: this.serial.save()} satisfies SavedEngine;
  }

  restore(state: unknown): void {
    // What `save` of this very class returned, from a file of the service's own.
    const {v86, serial} = state as SavedEngine;
    this.processor.restore(v86);
    this.serial.restore(serial);
  }

  registers(): Record<string, bigint> {
    const {cpu} = this;
    const names = Object.entries(Reg).map(([name, at]) => [
      name,
      BigInt((cpu.reg32[at] ?? 0) >>> 0),
    ]);
    return {
      ...(Object.fromEntries(names) as Record<string, bigint>),
      eip: BigInt((cpu.instruction_pointer[0] ?? 0) >>> 0),
      eflags: BigInt((cpu.flags[0] ?? 0) >>> 0),
    };
  }

  /** Code translated from pages that providers wrote is not what the guest would run. */
  private forgetOldCode(): void {
    this.port.memory.written?.take((from, to) => this.cpu.jit_dirty_cache(from, to));
  }

  private onPowerControl(value: number): void {
    if ((value & SLEEP_ENABLE) !== 0) this.ending = 'shutdown';
    else this.cpu.devices.acpi.status = value;
  }
}
