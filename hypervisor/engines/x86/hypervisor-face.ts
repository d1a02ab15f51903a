/**
 * What makes v86's processor a virtual processor of ours: CPUID, MSRs and hypercalls go to the hypervisor.
 *
 * Source: hyperv-wire.md 1.4, 1.5 (32-bit registers of a hypercall), 2.1.
 */
import type {ProcessorPort} from '../engine.ts';
import {Diverted, type Diversions, Reg, type V86Cpu} from './v86.ts';

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

/** `file` holds v86's general registers; `ring` is the privilege that the guest's code runs with. */
export function diversionsTo(port: ProcessorPort, file: Registers, ring: () => number): Diversions {
  /** The synthetic register that the instruction names; v86 refuses user programs by itself. */
  const named = (): number | undefined => {
    const msr = (file[Reg.ecx] ?? 0) >>> 0;
    return msr >>> 16 === MSR_RANGE && ring() === 0 ? msr : undefined;
  };
  return {
    cpuid() {
      const leaf = (file[Reg.eax] ?? 0) >>> 0;
      if (leaf >>> 8 !== CPUID_RANGE) return Diverted.no;
      const [eax, ebx, ecx, edx] = port.cpuid(leaf) ?? [0, 0, 0, 0];
      file[Reg.eax] = eax | 0;
      file[Reg.ebx] = ebx | 0;
      file[Reg.ecx] = ecx | 0;
      file[Reg.edx] = edx | 0;
      return Diverted.done;
    },
    rdmsr() {
      const msr = named();
      if (msr === undefined) return Diverted.no;
      const value = port.readMsr(msr);
      if (value === undefined) return Diverted.protectionFault;
      setPair(file, Reg.edx, Reg.eax, value);
      return Diverted.done;
    },
    wrmsr() {
      const msr = named();
      if (msr === undefined) return Diverted.no;
      const isTaken = port.writeMsr(msr, pair(file, Reg.edx, Reg.eax));
      return isTaken ? Diverted.done : Diverted.protectionFault;
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
