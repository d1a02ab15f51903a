/** Names of users and groups by number, from /etc/passwd and /etc/group. */
import {readFileSync} from 'node:fs';

let users: Map<number, string> | undefined;
let groups: Map<number, string> | undefined;

/** Lines `name:password:number:...`. An unreadable file gives no names. */
function namesIn(file: string): Map<number, string> {
  const names = new Map<number, string>();
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return names; // no such database on this system: numbers will be shown
  }
  for (const line of text.split('\n')) {
    const [name, , number] = line.split(':');
    if (name && number && !names.has(Number(number))) names.set(Number(number), name);
  }
  return names;
}

export function userName(uid: number): string {
  users ??= namesIn('/etc/passwd');
  return users.get(uid) ?? String(uid);
}

export function groupName(gid: number): string {
  groups ??= namesIn('/etc/group');
  return groups.get(gid) ?? String(gid);
}
