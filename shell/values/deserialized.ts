/**
 * What becomes of values whose type does not survive the way (CLIXML, jobs in processes): the `Deserialized.`
 * names, and simple values that keep the text they had, as enumerations do.
 *
 * Source: [MS-PSRP] 2.2.5.2.7; the type data of Deserialized.System.Enum.
 */
import {toText} from '../conversion/to-text.ts';
import {addMember, setTypeNames} from './add-member.ts';
import {shipTypeData} from './type-data.ts';
import type {Value} from './value.ts';

/** The name of a type after the way. */
export function deserializedName(name: string): string {
  return /^(?:Deserialized\.|Selected\.)/.test(name) ? name : `Deserialized.${name}`;
}

/** `carrier` answers `text` to ToString. Gives the value that does. */
export function withText(carrier: Value, text: string): Value {
  return addMember(carrier, {memberType: 'CodeMethod', name: 'ToString', call: () => text}, true);
}

/** A simple value of other types than its own (`types`: names before the way), shown as `text`. */
export function deserializedScalar(base: Value, types: readonly string[], text: string): Value {
  return setTypeNames(withText(base, text), types.map(deserializedName));
}

shipTypeData('Deserialized.System.Enum').members.set('value', {
  memberType: 'CodeProperty',
  name: 'Value',
  get: toText,
});
