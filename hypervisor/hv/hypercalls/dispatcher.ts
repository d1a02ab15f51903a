/**
 * The hypercall dispatcher: control word, parameter lists, privileges, result word.
 *
 * A function of the caller and three registers. Parameters are copied out of guest memory once
 * and checked as a copy; a list stays within its page; nothing is written on failure but the
 * elements of a rep call that succeeded before. Never throws. Source: hyperv-wire.md 1.5.
 */
import {type GuestMemory, PAGE_SIZE} from '../guest-memory.ts';
import {HvStatus} from '../status.ts';
import type {Caller, Hypercall, RepCall, SimpleCall} from './call.ts';
import {hypercallTable} from './table.ts';

const FAST = 0x10000n;
const RESERVED = 0xf000f000f8000000n;
const FAST_BYTES = 16;
/** Variable headers count units of 8 bytes. */
const HEADER_UNIT = 8;

interface Control {
  code: number;
  fast: boolean;
  variableHeader: number;
  repCount: number;
  repStart: number;
}

function parseControl(control: bigint): Control | undefined {
  if ((control & RESERVED) !== 0n) return undefined;
  return {
    code: Number(control & 0xffffn),
    fast: (control & FAST) !== 0n,
    variableHeader: Number((control >> 17n) & 0x3ffn) * HEADER_UNIT,
    repCount: Number((control >> 32n) & 0xfffn),
    repStart: Number((control >> 48n) & 0xfffn),
  };
}

/** RAX: status and, for rep calls, how many elements are done. */
function resultOf(status: number, repsDone = 0): bigint {
  return BigInt(status) | (BigInt(repsDone) << 32n);
}

/** Whether control word and call fit together; a status. */
function checkForm(call: Hypercall, control: Control): number {
  const isRep = call.kind === 'rep';
  const repsFit = isRep ? control.repStart < control.repCount : control.repStart === 0;
  if (isRep !== control.repCount > 0 || !repsFit) return HvStatus.InvalidHypercallInput;
  if (control.variableHeader > 0 && !call.variableHeader) return HvStatus.InvalidHypercallInput;
  if (control.fast && !call.fast) return HvStatus.InvalidHypercallInput;
  return HvStatus.Success;
}

/** A list of parameters in guest memory: aligned, in one page, in the partition; a status. */
function checkList(memory: GuestMemory, gpa: bigint, length: number): number {
  if (length === 0) return HvStatus.Success;
  if ((gpa & 7n) !== 0n) return HvStatus.InvalidAlignment;
  const inPage = Number(gpa & BigInt(PAGE_SIZE - 1));
  if (length > PAGE_SIZE - inPage || gpa > BigInt(memory.size - length))
    return HvStatus.InvalidHypercallInput;
  return HvStatus.Success;
}

function overlap(a: bigint, aLength: number, b: bigint, bLength: number): boolean {
  return aLength > 0 && bLength > 0 && a < b + BigInt(bLength) && b < a + BigInt(aLength);
}

/** The parameters: copied out of memory, or the two registers of a fast call. */
function readInput(
  caller: Caller,
  fast: boolean,
  input: bigint,
  output: bigint,
  lengths: {input: number; output: number},
): Uint8Array | number {
  if (fast) {
    // No registers come back without the XMM form, which is not offered.
    if (lengths.input > FAST_BYTES || lengths.output > 0) return HvStatus.InvalidHypercallInput;
    const registers = new Uint8Array(FAST_BYTES);
    const view = new DataView(registers.buffer);
    view.setBigUint64(0, BigInt.asUintN(64, input), true);
    view.setBigUint64(8, BigInt.asUintN(64, output), true);
    return registers.subarray(0, lengths.input);
  }
  const status =
    checkList(caller.memory, input, lengths.input) ||
    checkList(caller.memory, output, lengths.output);
  if (status !== HvStatus.Success) return status;
  if (overlap(input, lengths.input, output, lengths.output)) return HvStatus.InvalidHypercallInput;
  return lengths.input === 0
    ? new Uint8Array(0)
    : caller.memory.copyOut(Number(input), lengths.input);
}

function runSimple(
  call: SimpleCall,
  caller: Caller,
  control: Control,
  input: bigint,
  output: bigint,
): bigint {
  const lengths = {input: call.inputSize + control.variableHeader, output: call.outputSize};
  const parameters = readInput(caller, control.fast, input, output, lengths);
  if (typeof parameters === 'number') return resultOf(parameters);
  const result = new Uint8Array(call.outputSize);
  const status = call.run(caller, parameters, result);
  if (status === HvStatus.Success && result.length > 0)
    caller.memory.copyIn(Number(output), result);
  return resultOf(status);
}

function runRep(
  call: RepCall,
  caller: Caller,
  control: Control,
  input: bigint,
  output: bigint,
): bigint {
  const {repCount, repStart, variableHeader, fast} = control;
  const header = call.headerSize + variableHeader;
  const lengths = {
    input: header + repCount * call.elementSize,
    output: repCount * call.outputElementSize,
  };
  const parameters = readInput(caller, fast, input, output, lengths);
  if (typeof parameters === 'number') return resultOf(parameters, repStart);
  let status = call.check(caller, parameters.subarray(0, header));
  if (status !== HvStatus.Success) return resultOf(status, repStart);
  for (let rep = repStart; rep < repCount; rep++) {
    const at = header + rep * call.elementSize;
    const result = new Uint8Array(call.outputElementSize);
    status = call.run(caller, parameters.subarray(at, at + call.elementSize), result);
    if (status !== HvStatus.Success) return resultOf(status, rep);
    if (result.length > 0)
      caller.memory.copyIn(Number(output) + rep * call.outputElementSize, result);
  }
  return resultOf(HvStatus.Success, repCount);
}

/** Executes one hypercall: RCX, RDX, R8 in, RAX out. */
export function dispatchHypercall(
  caller: Caller,
  control: bigint,
  input: bigint,
  output: bigint,
): bigint {
  const word = parseControl(control);
  if (!word) return resultOf(HvStatus.InvalidHypercallInput);
  const call = hypercallTable.get(word.code);
  if (!call) return resultOf(HvStatus.InvalidHypercallCode);
  if (call.privilege !== undefined && (caller.privileges & call.privilege) === 0n)
    return resultOf(HvStatus.AccessDenied);
  const status = checkForm(call, word);
  if (status !== HvStatus.Success) return resultOf(status);
  return call.kind === 'rep'
    ? runRep(call, caller, word, input, output)
    : runSimple(call, caller, word, input, output);
}
