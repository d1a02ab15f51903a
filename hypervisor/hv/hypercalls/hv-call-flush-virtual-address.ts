/**
 * HvCallFlushVirtualAddressSpace, ...List and their Ex forms: forget address translations.
 *
 * An engine forgets everything it knows; a narrower flush would be legal and is not needed. An
 * engine without translations has nothing to forget. Source: hyperv-wire.md 1.11.
 */
import {layout, u64} from '../../wire/layout.ts';
import {HvStatus} from '../status.ts';
import type {Caller, RepCall, SimpleCall} from './call.ts';
import {parseVpSet, vpsOfMask} from './vp-set.ts';

const ALL_PROCESSORS = 1n;
/** All processors, all spaces, non-global only, extended ranges. */
const KNOWN_FLAGS = 0xfn;
const PAGE_ENTRY_SIZE = 8;

const FlushHeader = layout(24, {space: u64(0), flags: u64(8), processorMask: u64(16)});
const FlushHeaderEx = layout(16, {space: u64(0), flags: u64(8)});
const VP_SET_HEADER = 16;

function flush(caller: Caller, input: Uint8Array): number {
  const {flags, processorMask} = FlushHeader.read(input);
  if ((flags & ~KNOWN_FLAGS) !== 0n) return HvStatus.InvalidParameter;
  const all = (flags & ALL_PROCESSORS) !== 0n;
  caller.flushTranslations(all ? 'all' : vpsOfMask(processorMask, caller.block.vpCount));
  return HvStatus.Success;
}

function flushEx(caller: Caller, input: Uint8Array): number {
  const {flags} = FlushHeaderEx.read(input);
  if ((flags & ~KNOWN_FLAGS) !== 0n) return HvStatus.InvalidParameter;
  const vps = parseVpSet(input, FlushHeaderEx.size, caller.block.vpCount);
  if (!vps) return HvStatus.InvalidParameter;
  caller.flushTranslations((flags & ALL_PROCESSORS) !== 0n ? 'all' : vps);
  return HvStatus.Success;
}

/** The header has flushed everything, so an element has nothing left to do. */
const flushed = (): number => HvStatus.Success;

export const hvCallFlushVirtualAddressSpace: SimpleCall = {
  kind: 'simple',
  code: 0x02,
  name: 'HvCallFlushVirtualAddressSpace',
  inputSize: FlushHeader.size,
  outputSize: 0,
  run: flush,
};

export const hvCallFlushVirtualAddressList: RepCall = {
  kind: 'rep',
  code: 0x03,
  name: 'HvCallFlushVirtualAddressList',
  headerSize: FlushHeader.size,
  elementSize: PAGE_ENTRY_SIZE,
  outputElementSize: 0,
  check: flush,
  run: flushed,
};

export const hvCallFlushVirtualAddressSpaceEx: SimpleCall = {
  kind: 'simple',
  code: 0x13,
  name: 'HvCallFlushVirtualAddressSpaceEx',
  variableHeader: true,
  inputSize: FlushHeaderEx.size + VP_SET_HEADER,
  outputSize: 0,
  run: flushEx,
};

export const hvCallFlushVirtualAddressListEx: RepCall = {
  kind: 'rep',
  code: 0x14,
  name: 'HvCallFlushVirtualAddressListEx',
  variableHeader: true,
  headerSize: FlushHeaderEx.size + VP_SET_HEADER,
  elementSize: PAGE_ENTRY_SIZE,
  outputElementSize: 0,
  check: flushEx,
  run: flushed,
};
