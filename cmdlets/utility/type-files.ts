/** The type files that this session has taken in, so that Remove-TypeData -Path can take them out. */
import {changeTypeData} from '../../shell/values/index.ts';
import type {TypeEntry} from './types-file.ts';

const files = new Map<string, readonly TypeEntry[]>();

export function rememberFile(file: string, entries: readonly TypeEntry[]): void {
  files.set(file, entries);
}

/** Takes away the members that came from the file; false when it was not taken in. */
export function forgetFile(file: string): boolean {
  const entries = files.get(file);
  if (!entries) return false;
  files.delete(file);
  for (const {typeName, members, hints} of entries) {
    const data = changeTypeData(typeName);
    for (const member of members) {
      const lower = member.name.toLowerCase();
      if (data.members.get(lower) === member) data.members.delete(lower);
    }
    for (const key of Object.keys(hints) as (keyof typeof hints)[])
      if (data[key] === hints[key]) delete data[key];
  }
  return true;
}
