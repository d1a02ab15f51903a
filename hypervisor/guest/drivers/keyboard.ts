/** The guest's synthetic keyboard: keys become what a terminal would send; Caps Lock lights its light. */
import {
  encodeIndicators,
  encodeProtocolRequest,
  Indicators,
  KEYBOARD_CLASS,
  KEYBOARD_VERSION,
  type KeyEvent,
  KeyFlags,
  parseHostKeyboard,
} from '../../root/vsp/keyboard/protocol.ts';
import {signOfKey} from '../../root/vsp/keyboard/scan-codes.ts';
import type {GuestChannel, IncomingPacket} from '../vmbus/channel.ts';
import type {Driver} from './driver.ts';

const Key = {
  Control: 0x1d,
  LeftShift: 0x2a,
  RightShift: 0x36,
  Alt: 0x38,
  CapsLock: 0x3a,
  Delete: 0x53,
};
const isShift = (code: number): boolean => code === Key.LeftShift || code === Key.RightShift;

export interface KeyboardDriverState {
  /** Make codes of keys that are down. */
  down: number[];
  capsLock: boolean;
}

export interface KeyboardEvents {
  /** What was typed, one sign at a time. */
  onText(text: string): void;
  onCtrlAltDelete(): void;
}

export class KeyboardDriver implements Driver {
  readonly interfaceId = KEYBOARD_CLASS;
  readonly name = 'hyperv_keyboard';
  readonly ringPages = 5;
  readonly #events: KeyboardEvents;
  readonly #down: Set<number>;
  #capsLock: boolean;
  #channel: GuestChannel | undefined;

  constructor(events: KeyboardEvents, state?: KeyboardDriverState) {
    this.#events = events;
    this.#down = new Set(state?.down);
    this.#capsLock = state?.capsLock ?? false;
  }

  onOpen(channel: GuestChannel, restored: boolean): void {
    this.#channel = channel;
    if (!restored) channel.send({payload: encodeProtocolRequest(KEYBOARD_VERSION)});
  }

  onClose(): void {
    this.#channel = undefined;
    this.#down.clear();
  }

  onPacket(packet: IncomingPacket): void {
    const message = parseHostKeyboard(packet.payload());
    if (typeof message === 'object') this.#onKey(message);
  }

  save(): KeyboardDriverState {
    return {down: [...this.#down], capsLock: this.#capsLock};
  }

  #onKey({makeCode, flags}: KeyEvent): void {
    if ((flags & KeyFlags.Up) !== 0) {
      this.#down.delete(makeCode);
      return;
    }
    this.#down.add(makeCode);
    if (makeCode === Key.CapsLock) this.#toggleCapsLock();
    else if (makeCode === Key.Delete && this.#down.has(Key.Control) && this.#down.has(Key.Alt))
      this.#events.onCtrlAltDelete();
    else if ((flags & KeyFlags.E0) === 0) this.#type(makeCode);
  }

  #toggleCapsLock(): void {
    this.#capsLock = !this.#capsLock;
    this.#channel?.send({payload: encodeIndicators(this.#capsLock ? Indicators.CapsLock : 0)});
  }

  #type(code: number): void {
    const isShifted = [...this.#down].some(isShift);
    const sign = signOfKey(code, isShifted);
    if (sign === undefined) return;
    if (this.#down.has(Key.Control)) this.#events.onText(controlSign(sign));
    else this.#events.onText(this.#capsLock && /[a-z]/i.test(sign) ? swapped(sign) : sign);
  }
}

function controlSign(sign: string): string {
  return String.fromCharCode(sign.toUpperCase().charCodeAt(0) & 0x1f);
}

function swapped(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}
