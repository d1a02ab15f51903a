/** Sets v86's processor to the first instruction of a kernel: 32-bit protected mode, flat segments, no paging. */
import type {EntryState} from './linux-boot.ts';
import {Reg, type V86Cpu} from './v86.ts';

const PE = 1;
const CODE_SEGMENT = 1;
const ACCESS_CODE = 0x9b;
const ACCESS_DATA = 0x93;

export function enterKernel(cpu: V86Cpu, entry: EntryState): void {
  const {instructionPointer, zeroPage, gdt, codeSelector, dataSelector} = entry;
  cpu.reg32.fill(0);
  cpu.reg32[Reg.esi] = zeroPage;
  cpu.gdtr_offset[0] = gdt.address;
  cpu.gdtr_size[0] = gdt.limit;
  cpu.cr[0] = PE;
  cpu.protected_mode[0] = 1;
  cpu.flags[0] = 2;
  cpu.is_32[0] = 1;
  cpu.stack_size_32[0] = 1;
  for (let segment = 0; segment < 6; segment++) {
    const isCode = segment === CODE_SEGMENT;
    cpu.segment_is_null[segment] = 0;
    cpu.segment_offsets[segment] = 0;
    cpu.segment_limits[segment] = 0xffff_ffff;
    cpu.segment_access_bytes[segment] = isCode ? ACCESS_CODE : ACCESS_DATA;
    cpu.sreg[segment] = isCode ? codeSelector : dataSelector;
  }
  cpu.instruction_pointer[0] = instructionPointer | 0;
  cpu.update_state_flags();
}
