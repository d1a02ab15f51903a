/** -Encoding of the cmdlets that read and write text: a name, a code page or an Encoding object. */
import {Encoding, encodingNamed, UNKNOWN_ENCODING} from '../types/encoding.ts';
import {asNumber, NetException, typeOf, unwrap} from '../values/index.ts';
import type {ParameterDeclaration, Run} from './cmdlet.ts';

/** Offered at Tab. */
const NAMES = [
  'ansi',
  'ascii',
  'bigendianunicode',
  'bigendianutf32',
  'oem',
  'unicode',
  'utf7',
  'utf8',
  'utf8BOM',
  'utf8NoBOM',
  'utf32',
];

/** Source: PowerShell, ArgumentToEncodingTransformationAttribute. */
function encodingArgument(run: Run, argument: unknown): unknown {
  const bare = unwrap(argument);
  if (bare instanceof Encoding || bare === null || bare === undefined) return argument;
  const name = typeof bare === 'string' ? bare : numberOf(bare);
  if (name === undefined) return argument;
  const found = encodingNamed(name);
  if (!found) throw new NetException('System.ArgumentException', UNKNOWN_ENCODING(name));
  if (found.codec === 'utf7') run.writeWarning("Encoding 'UTF-7' is obsolete, please use UTF-8.");
  return found;
}

function numberOf(value: unknown): number | undefined {
  return /^System\.U?Int(16|32|64)$/.test(typeOf(value).fullName) ? asNumber(value) : undefined;
}

export const ENCODING = {
  type: 'System.Text.Encoding',
  validate: [{notNullOrEmpty: true}],
  help: 'The encoding of the text: a name such as utf8 or unicode, a code page or an Encoding object.',
  transform: encodingArgument,
  complete: (_run: Run, word: string) =>
    NAMES.filter(name => name.toLowerCase().startsWith(word.toLowerCase())),
} as const satisfies ParameterDeclaration;
