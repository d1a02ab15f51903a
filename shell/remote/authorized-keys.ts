/**
 * Who may log in: a file in the format of OpenSSH's authorized_keys, read again at every login.
 *
 * Lines with options (`command="..."`, `restrict`, ...) are refused rather than admitted without them.
 */
import {timingSafeEqual} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {type ParsedKey, utils} from 'ssh2';

const KEY_LINE = /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) [A-Za-z0-9+/=]+/;

export interface KeyList {
  readonly keys: readonly ParsedKey[];
  readonly refused: readonly {readonly line: number; readonly reason: string}[];
}

export function parseAuthorizedKeys(text: string): KeyList {
  const keys: ParsedKey[] = [];
  const refused: {line: number; reason: string}[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (!KEY_LINE.test(line)) {
      refused.push({
        line: index + 1,
        reason: 'not a plain public key; key options are not supported',
      });
      continue;
    }
    const parsed = utils.parseKey(line);
    if (parsed instanceof Error) refused.push({line: index + 1, reason: parsed.message});
    else keys.push(...(Array.isArray(parsed) ? parsed : [parsed]));
  }
  return {keys, refused};
}

export function readAuthorizedKeys(file: string): KeyList {
  try {
    return parseAuthorizedKeys(readFileSync(file, 'utf8'));
  } catch {
    return {keys: [], refused: []};
  }
}

/** The listed key that equals the one offered, compared in constant time; undefined when none does. */
export function findKey(
  keys: readonly ParsedKey[],
  algorithm: string,
  data: Buffer,
): ParsedKey | undefined {
  let found: ParsedKey | undefined;
  for (const key of keys) {
    const listed = key.getPublicSSH();
    const same = listed.length === data.length && timingSafeEqual(listed, data);
    if (same && (key.type === algorithm || key.type === 'ssh-rsa')) found = key;
  }
  return found;
}
