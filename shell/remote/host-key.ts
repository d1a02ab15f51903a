/** The server's own key: made once, kept in the state folder with mode 0600. */
import {createHash} from 'node:crypto';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {utils} from 'ssh2';

export const HOST_KEY_FILE = 'ssh_host_ed25519_key';

/** PEM text of the host key in `folder`; makes it at the first use. */
export function hostKey(folder: string): string {
  const file = path.join(folder, HOST_KEY_FILE);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const pair = utils.generateKeyPairSync('ed25519', {comment: 'hvsh'});
    mkdirSync(folder, {recursive: true, mode: 0o700});
    writeFileSync(`${file}.pub`, `${pair.public}\n`);
    try {
      writeFileSync(file, pair.private, {mode: 0o600, flag: 'wx'});
    } catch {
      return readFileSync(file, 'utf8'); // another server made it in this moment
    }
    return pair.private;
  }
}

/** `SHA256:...` as ssh prints it at the first login. */
export function fingerprint(privateKey: string): string {
  const key = utils.parseKey(privateKey);
  if (key instanceof Error) throw key;
  const first = Array.isArray(key) ? key[0] : key;
  return `SHA256:${createHash('sha256').update(first.getPublicSSH()).digest('base64').replace(/=+$/, '')}`;
}
