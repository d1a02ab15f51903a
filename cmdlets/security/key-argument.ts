/** The key of -Key (bytes) or -SecureKey (a SecureString whose UTF-16 bytes are the key). */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {SecureString} from '../../shell/types/secure-string.ts';
import {arrayItems, asNumber, NetException, unwrap} from '../../shell/values/index.ts';
import {KEY_SIZES} from './key-text.ts';

/** Undefined when none was given; a key of a wrong size ends the cmdlet. */
export function keyArgument(
  run: Run,
  p: {readonly Key?: unknown; readonly SecureKey?: unknown},
): Uint8Array | undefined {
  const secure = unwrap(p.SecureKey);
  const key = secure instanceof SecureString ? Buffer.from(secure.plainText, 'utf16le') : p.Key;
  if (key === undefined || key === null) return undefined;
  const items = arrayItems(key as unknown[] | Uint8Array);
  const bytes = Uint8Array.from(items, item => asNumber(item));
  if (KEY_SIZES.includes(bytes.length)) return bytes;
  return run.throwTerminatingError(
    run.error(
      'Argument',
      'InvalidArgument',
      new NetException(
        'System.ArgumentException',
        'The specified key is not valid. Valid key length settings are either 128 bits, 192 bits, or 256 bits.',
      ),
    ),
  );
}
