/** The text console of a running machine, for cmdlets. */
import type {ConsoleStream} from '../../hypervisor/wmi/door.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {EnabledState, faultStateText} from './machine-state.ts';
import {invalidState, type Speaker} from './flavour.ts';
import type {VirtualMachine} from './virtual-machine.ts';

/** Slice of waiting, so that Ctrl-C is seen soon. */
export const SLICE_MS = 50;

/** Opens the console; undefined after an error was written, when the machine does not run. */
export function openConsole(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  scrollback: boolean,
): ConsoleStream | undefined {
  const state = machine.fresh().enabledState;
  if (state === EnabledState.Running || state === EnabledState.Paused)
    return run.door().openConsole(machine.id, scrollback);
  run.writeError(invalidState(speaker, machine.name, faultStateText(state), machine));
  return undefined;
}

/** Reads until `done` says so, the time is over or the console ends; what was read, with plain line feeds. */
export function readUntil(
  run: Run,
  console: ConsoleStream,
  timeoutMs: number,
  done: (text: string) => boolean,
): {text: string; found: boolean} {
  const decoder = new TextDecoder();
  const deadline = Date.now() + timeoutMs;
  let text = '';
  while (!done(text)) {
    const left = deadline - Date.now();
    if (left <= 0) return {text, found: false};
    const bytes = console.read(Math.min(SLICE_MS, left));
    if (bytes === undefined) return {text, found: done(text)};
    if (bytes) text = (text + decoder.decode(bytes, {stream: true})).replaceAll('\r\n', '\n');
    run.sleep(0); // sees Ctrl-C
  }
  return {text, found: true};
}
