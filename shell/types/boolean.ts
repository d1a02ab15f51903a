/** System.Boolean. */
import {NetException} from '../values/net-exception.ts';
import type {PSReference} from '../values/ps-reference.ts';
import type {MemberTables} from '../values/type-spec.ts';

function parse(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

export const booleanMembers: MemberTables<boolean> = {
  members: {'int CompareTo(bool value)': (self, other: boolean) => Number(self) - Number(other)},
  statics: {
    'string TrueString': () => 'True',
    'string FalseString': () => 'False',
    'bool Parse(string value)': (text: string) => {
      const found = parse(text);
      if (found === undefined) {
        throw new NetException(
          'System.FormatException',
          `String '${text}' was not recognized as a valid Boolean.`,
        );
      }
      return found;
    },
    'bool TryParse(string value, ref bool result)': (text: string, result: PSReference) => {
      const found = parse(text ?? '');
      result.value = found ?? false;
      return found !== undefined;
    },
  },
};
