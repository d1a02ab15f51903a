/** Names of what the inventory keeps: 1 to 255 signs, and different within their place, whatever their case. */
import {badSetting} from '../resources/allocation.ts';
import {RETURN, VmmsError} from '../vmms-error.ts';

const LONGEST_NAME = 255;

export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Refuses a name that is empty, too long, or that one of `others` has. */
export function checkName(
  what: string,
  name: string,
  others: Iterable<{readonly name: string}>,
): void {
  if (name.trim() === '' || name.length > LONGEST_NAME)
    badSetting(`The name of a ${what} has 1 to ${LONGEST_NAME} signs, but has ${name.length}.`);
  for (const other of others)
    if (sameName(other.name, name))
      throw new VmmsError(RETURN.ObjectExists, `A ${what} with the name '${name}' already exists.`);
}
