/**
 * A secret as text, as ConvertFrom-SecureString writes it and ConvertTo-SecureString reads it.
 *
 * With a key: a fixed header, then base64 of `2|<base64 of the IV>|<hex of AES-CBC>` in UTF-16. Without a
 * key, where there is no protection API (Linux): the UTF-16 bytes in hex.
 */
import {createCipheriv, createDecipheriv, randomBytes} from 'node:crypto';

/** The header PowerShell recognizes its own texts by. */
const HEADER = '76492d1116743f0423413b16050a5345';
const IV_BYTES = 16;

/** The AES keys there are, in bytes. */
export const KEY_SIZES: readonly number[] = [16, 24, 32];

function cipherName(key: Uint8Array): string {
  return `aes-${key.length * 8}-cbc`;
}

export function encryptText(plain: string, key: Uint8Array | undefined): string {
  const bytes = Buffer.from(plain, 'utf16le');
  if (!key) return bytes.toString('hex');
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(cipherName(key), key, iv);
  const secret = Buffer.concat([cipher.update(bytes), cipher.final()]).toString('hex');
  const packed = `2|${iv.toString('base64')}|${secret}`;
  return HEADER + Buffer.from(packed, 'utf16le').toString('base64');
}

/** Undefined when the text is none of ours or the key does not fit. */
export function decryptText(text: string, key: Uint8Array | undefined): string | undefined {
  if (!key) return /^(?:[0-9a-f]{4})*$/i.test(text) ? utf16(Buffer.from(text, 'hex')) : undefined;
  if (!text.startsWith(HEADER)) return undefined;
  const packed = utf16(Buffer.from(text.slice(HEADER.length), 'base64'));
  const [version, iv = '', secret = ''] = packed.split('|');
  if (version !== '2') return undefined;
  try {
    const decipher = createDecipheriv(cipherName(key), key, Buffer.from(iv, 'base64'));
    return utf16(Buffer.concat([decipher.update(Buffer.from(secret, 'hex')), decipher.final()]));
  } catch {
    return undefined; // another key, or damaged text
  }
}

function utf16(bytes: Buffer): string {
  return bytes.toString('utf16le');
}
