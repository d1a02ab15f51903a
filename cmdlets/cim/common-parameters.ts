/** Parameters that every CIM cmdlet has, and their completions. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {toText, type Value} from '../../shell/values/index.ts';
import {CimInstanceObject} from './cim-instance.ts';

/** Where the cmdlets look when no namespace is given. */
export const DEFAULT_NAMESPACE = 'root/cimv2';

export const where = {
  ComputerName: {
    type: 'string[]',
    help: 'The computer to ask: this host.',
    aliases: ['CN', 'ServerName'],
    pipeline: 'name',
  },
  CimSession: {type: 'CimSession[]', help: 'The session to use.', pipeline: 'name'},
} as const;

export const namespace = {
  type: 'string',
  help: 'The namespace of the class. Default: root/cimv2.',
  pipeline: 'name',
} as const;

/** Class names that begin with the word. */
export function completeClassNames(
  run: Run,
  word: string,
  bound: {get(name: string): Value},
): string[] {
  const wanted = word.toLowerCase();
  const given = bound.get('Namespace');
  const names = run.door().classNames(given === undefined ? DEFAULT_NAMESPACE : toText(given));
  return names.filter(name => name.toLowerCase().startsWith(wanted)).sort();
}

/** An argument that the binder has checked to be a CimInstance. */
export function asInstance(value: unknown): CimInstanceObject {
  if (value instanceof CimInstanceObject) return value;
  throw new TypeError('not a CimInstance');
}
