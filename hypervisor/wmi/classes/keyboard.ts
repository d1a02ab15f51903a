/** Msvm_Keyboard: types into a machine that runs (wmi.md 16.7). Keys have the numbers of Windows. */
import type {KeyEvent} from '../../root/vsp/keyboard/protocol.ts';
import {
  codeOfVirtualKey,
  ctrlAltDelete,
  eventsOfScanCodes,
  keyDown,
  keyStroke,
  keyUp,
  typedText,
} from '../../root/vsp/keyboard/scan-codes.ts';
import type {MachineWorker} from '../../root/vmms/machine-worker.ts';
import {STATE} from '../../root/vmms/states.ts';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import type {Arguments} from '../arguments.ts';
import type {Outcome} from '../class-definition.ts';
import type {LiveDevice} from './live-device.ts';

type Method = (self: LiveDevice, args: Arguments) => Outcome;

/** The keyboard of a machine that runs and whose guest listens. */
function keyboardOf({machine}: LiveDevice): MachineWorker['keyboard'] {
  const keyboard = machine.worker?.keyboard;
  if (!keyboard || machine.state !== STATE.Running)
    throw new VmmsError(RETURN.InvalidState, `'${machine.name}' is not running.`);
  return keyboard;
}

function typing(eventsOf: (args: Arguments) => readonly KeyEvent[]): Method {
  return (self, args) => {
    const keyboard = keyboardOf(self);
    if (keyboard.type(eventsOf(args))) return RETURN.Completed;
    throw new VmmsError(
      RETURN.NotReady,
      keyboard.isReady
        ? 'The guest does not take what is typed.'
        : 'The guest has no driver for the keyboard.',
    );
  };
}

function keyCode(args: Arguments): number {
  const key = args.number('keyCode') ?? 0;
  const code = codeOfVirtualKey(key);
  if (code !== undefined) return code;
  throw new VmmsError(RETURN.InvalidParameter, `There is no key with the code ${key}.`);
}

function typed(args: Arguments): KeyEvent[] {
  const events = typedText(args.requiredText('asciiText'));
  if (events) return events;
  throw new VmmsError(RETURN.InvalidParameter, 'The text has signs that are on no key.');
}

export const keyboardMethods: Readonly<Record<string, Method>> = {
  TypeText: typing(typed),
  TypeKey: typing(args => keyStroke(keyCode(args))),
  PressKey: typing(args => [keyDown(keyCode(args))]),
  ReleaseKey: typing(args => [keyUp(keyCode(args))]),
  TypeCtrlAltDel: typing(ctrlAltDelete),
  TypeScancodes: typing(args => eventsOfScanCodes(args.texts('Scancodes').map(Number))),
  IsKeyPressed: (self, args) => ({
    ReturnValue: RETURN.Completed,
    keyState: keyboardOf(self).isPressed(keyDown(keyCode(args))),
  }),
};
