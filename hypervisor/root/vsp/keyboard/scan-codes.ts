/**
 * From texts and virtual keys to scan codes of set 1, on a US keyboard.
 *
 * Virtual keys have the numbers of Windows, in which Msvm_Keyboard names keys.
 */
import {type KeyEvent, KeyFlags} from './protocol.ts';

/** Rows of the keyboard from a code on: unshifted and shifted signs. */
const ROWS: readonly (readonly [code: number, plain: string, shifted: string])[] = [
  [0x02, '1234567890-=', '!@#$%^&*()_+'],
  [0x0f, '\t', '\t'],
  [0x10, 'qwertyuiop[]', 'QWERTYUIOP{}'],
  [0x1c, '\n', '\n'],
  [0x1e, "asdfghjkl;'`", 'ASDFGHJKL:"~'],
  [0x2b, '\\zxcvbnm,./', '|ZXCVBNM<>?'],
  [0x39, ' ', ' '],
];

const Code = {Backspace: 0x0e, Control: 0x1d, LeftShift: 0x2a, Alt: 0x38, Delete: 0x53} as const;

/** The code of a key with E0 before it. */
const EXTENDED = 0x100;

interface Sign {
  readonly code: number;
  readonly shift: boolean;
}

const signs = new Map<string, Sign>();
for (const [first, plain, shifted] of ROWS)
  for (const [shift, row] of [
    [true, shifted],
    [false, plain],
  ] as const)
    [...row].forEach((sign, index) => signs.set(sign, {code: first + index, shift}));
signs.set('\b', {code: Code.Backspace, shift: false});
signs.set('\r', {code: 0x1c, shift: false});
signs.set('\x1b', {code: 0x01, shift: false});

/** Virtual keys that are no letters, digits or function keys. */
const VIRTUAL_KEYS: Readonly<Record<number, number>> = {
  8: Code.Backspace,
  9: 0x0f, //             Tab
  13: 0x1c, //            Return
  16: Code.LeftShift,
  17: Code.Control,
  18: Code.Alt,
  20: 0x3a, //            Caps Lock
  27: 0x01, //            Escape
  32: 0x39, //            Space
  33: EXTENDED | 0x49, // Page Up
  34: EXTENDED | 0x51, // Page Down
  35: EXTENDED | 0x4f, // End
  36: EXTENDED | 0x47, // Home
  37: EXTENDED | 0x4b, // Left
  38: EXTENDED | 0x48, // Up
  39: EXTENDED | 0x4d, // Right
  40: EXTENDED | 0x50, // Down
  44: EXTENDED | 0x37, // Print Screen
  45: EXTENDED | 0x52, // Insert
  46: EXTENDED | Code.Delete,
  91: EXTENDED | 0x5b, // left Windows
  92: EXTENDED | 0x5c, // right Windows
  93: EXTENDED | 0x5d, // Menu
  106: 0x37, //           number pad *
  107: 0x4e, //           +
  109: 0x4a, //           -
  110: Code.Delete, //    .
  111: EXTENDED | 0x35, // /
  144: 0x45, //           Num Lock
  145: 0x46, //           Scroll Lock
  160: Code.LeftShift,
  161: 0x36, //           right Shift
  162: Code.Control,
  163: EXTENDED | Code.Control,
  164: Code.Alt,
  165: EXTENDED | Code.Alt,
  186: 0x27, //           ;
  187: 0x0d, //           =
  188: 0x33, //           ,
  189: 0x0c, //           -
  190: 0x34, //           .
  191: 0x35, //           /
  192: 0x29, //           `
  219: 0x1a, //           [
  220: 0x2b, //           \
  221: 0x1b, //           ]
  222: 0x28, //           '
};

/** Number pad 0 to 9, virtual keys 96 to 105. */
const PAD = [0x52, 0x4f, 0x50, 0x51, 0x4b, 0x4c, 0x4d, 0x47, 0x48, 0x49];

/** The scan code of a virtual key, with EXTENDED where E0 comes before it. */
export function codeOfVirtualKey(key: number): number | undefined {
  if ((key >= 48 && key <= 57) || (key >= 65 && key <= 90))
    return signs.get(String.fromCharCode(key).toLowerCase())?.code;
  if (key >= 96 && key <= 105) return PAD[key - 96];
  if (key >= 112 && key <= 121) return 0x3b + key - 112;
  if (key === 122 || key === 123) return 0x57 + key - 122;
  return VIRTUAL_KEYS[key];
}

export function keyDown(code: number): KeyEvent {
  return {makeCode: code & 0xff, flags: code >= EXTENDED ? KeyFlags.E0 : 0};
}

export function keyUp(code: number): KeyEvent {
  const {makeCode, flags} = keyDown(code);
  return {makeCode, flags: flags | KeyFlags.Up};
}

export function keyStroke(code: number): KeyEvent[] {
  return [keyDown(code), keyUp(code)];
}

/** Undefined if a sign is on no key of this keyboard. */
export function typedText(text: string): KeyEvent[] | undefined {
  const events: KeyEvent[] = [];
  for (const letter of text) {
    const sign = signs.get(letter);
    if (!sign) return undefined;
    const stroke = keyStroke(sign.code);
    if (sign.shift) events.push(keyDown(Code.LeftShift), ...stroke, keyUp(Code.LeftShift));
    else events.push(...stroke);
  }
  return events;
}

export function ctrlAltDelete(): KeyEvent[] {
  const keys = [Code.Control, Code.Alt, EXTENDED | Code.Delete];
  return [...keys.map(keyDown), ...keys.toReversed().map(keyUp)];
}

/** Bytes as a keyboard controller sends them: 0xE0 and 0xE1 before a code, bit 7 for a key that goes up. */
export function eventsOfScanCodes(codes: readonly number[]): KeyEvent[] {
  const events: KeyEvent[] = [];
  let prefix = 0;
  for (const code of codes) {
    if (code === 0xe0 || code === 0xe1) {
      prefix = code === 0xe0 ? KeyFlags.E0 : KeyFlags.E1;
      continue;
    }
    events.push({makeCode: code & 0x7f, flags: prefix | (code >= 0x80 ? KeyFlags.Up : 0)});
    prefix = 0;
  }
  return events;
}

/** The sign that a key types, for guests; undefined for keys that type none. */
export function signOfKey(code: number, isShifted: boolean): string | undefined {
  for (const [first, plain, shifted] of ROWS) {
    const sign = (isShifted ? shifted : plain)[code - first];
    if (sign !== undefined) return sign;
  }
  return code === Code.Backspace ? '\b' : undefined;
}
