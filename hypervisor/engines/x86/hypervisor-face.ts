/**
 * What makes v86's processor a virtual processor of ours: CPUID, MSRs and hypercalls go to the hypervisor.
 *
 * Source: hyperv-wire.md 1.4, 1.5 (32-bit registers of a hypercall), 2.1.
 */
import type {ProcessorPort} from '../engine.ts';
import {type Diversions, Reg, type V86Cpu} from './v86.ts';

/** The port that the hypercall page writes to. */
export const HYPERCALL_PORT = 0xf8;
/** `out 0xf8, eax; ret` */
export const HYPERCALL_CODE = Uint8Array.of(0xe7, HYPERCALL_PORT, 0xc3);

const CPUID_RANGE = 0x400000; // leaves 0x400000xx
const MSR_RANGE = 0x4000; // registers 0x4000xxxx

type Registers = Int32Array;

const pair = (registers: Registers, high: number, low: number): bigint =>
  (BigInt((registers[high] ?? 0) >>> 0) << 32n) | BigInt((registers[low] ?? 0) >>> 0);

function setPair(registers: Registers, high: number, low: number, value: bigint): void {
  registers[high] = Number(value >> 32n) | 0;
  registers[low] = Number(value & 0xffff_ffffn) | 0;
}

/** `file` holds v86's general registers; MSRs that the hypervisor refuses are v86's to refuse. */
export function diversionsTo(port: ProcessorPort, file: Registers): Diversions {
  return {
    cpuid() {
      const leaf = (file[Reg.eax] ?? 0) >>> 0;
      if (leaf >>> 8 !== CPUID_RANGE) return 0;
      const [eax, ebx, ecx, edx] = port.cpuid(leaf) ?? [0, 0, 0, 0];
      file[Reg.eax] = eax | 0;
      file[Reg.ebx] = ebx | 0;
      file[Reg.ecx] = ecx | 0;
      file[Reg.edx] = edx | 0;
      return 1;
    },
    rdmsr() {
      const msr = (file[Reg.ecx] ?? 0) >>> 0;
      const value = msr >>> 16 === MSR_RANGE ? port.readMsr(msr) : undefined;
      if (value === undefined) return 0;
      setPair(file, Reg.edx, Reg.eax, value);
      return 1;
    },
    wrmsr() {
      const msr = (file[Reg.ecx] ?? 0) >>> 0;
      if (msr >>> 16 !== MSR_RANGE) return 0;
      return port.writeMsr(msr, pair(file, Reg.edx, Reg.eax)) ? 1 : 0;
    },
  };
}

/** EDX:EAX control, EBX:ECX input, EDI:ESI output; the answer is EDX:EAX. */
export function divertHypercalls(port: ProcessorPort, cpu: V86Cpu, file: Registers): void {
  cpu.io.register_write(HYPERCALL_PORT, {}, undefined, undefined, () => {
    const result = port.hypercall(
      pair(file, Reg.edx, Reg.eax),
      pair(file, Reg.ebx, Reg.ecx),
      pair(file, Reg.edi, Reg.esi),
    );
    setPair(file, Reg.edx, Reg.eax, result);
  });
}
