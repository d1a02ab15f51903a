/**
 * Options of a machine: names with texts, kept with its configuration for those who set them. Nothing here reads
 * them; vSphere calls them extra configuration. Names that differ in case only are the same.
 */
import type {Machine} from './machine.ts';
import {badSetting} from './resources/allocation.ts';
import type {Vmms} from './vmms.ts';

const MOST_OPTIONS = 1000;
const LONGEST_NAME = 255;
const LONGEST_VALUE = 65_536;

export interface OptionChange {
  readonly set: readonly (readonly [name: string, value: string])[];
  readonly remove: readonly string[];
}

export function modifyOptions(vmms: Vmms, machine: Machine, {set, remove}: OptionChange): void {
  const options = new Map(Object.entries(machine.config.options ?? {}));
  const known = (name: string) =>
    [...options.keys()].find(each => each.toLowerCase() === name.toLowerCase()) ?? name;
  for (const name of remove) options.delete(known(name));
  for (const [name, value] of set) {
    check(name, value);
    options.set(known(name), value);
  }
  if (options.size > MOST_OPTIONS)
    badSetting(`A machine can have ${MOST_OPTIONS} options, but would have ${options.size}.`);
  vmms.keep(machine, {...machine.config, options: Object.fromEntries(options)});
}

function check(name: string, value: string): void {
  if (name.length === 0 || name.length > LONGEST_NAME)
    badSetting(`The name of an option has 1 to ${LONGEST_NAME} signs, but has ${name.length}.`);
  if (value.length > LONGEST_VALUE)
    badSetting(`The value of an option has up to ${LONGEST_VALUE} signs, but has ${value.length}.`);
}
