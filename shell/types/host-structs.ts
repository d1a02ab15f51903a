/**
 * Coordinates, Size and Rectangle of a host's window, and the abstract types that a host of one's own derives
 * from. The host that runs is shell/session/host-type.ts.
 */
import {asNumber} from '../conversion/plain-number.ts';
import {defineType} from '../values/define-type.ts';
import type {Value} from '../values/value.ts';

const SPACE = 'System.Management.Automation.Host';

/** A structure of whole numbers, by name. */
class Numbers {
  readonly values: Record<string, number>;
  constructor(names: readonly string[], given: readonly number[]) {
    this.values = Object.fromEntries(names.map((name, at) => [name, given[at] ?? 0]));
  }
}

/** A class for each structure, for the class is what tells a value's type. */
function defineNumbers(name: string, names: readonly string[], between: string): void {
  const Own = class extends Numbers {};
  const make = (...given: number[]) => new Own(names, given);
  const parameters = names.map(one => `int ${one.toLowerCase()}`).join(', ');
  defineType<Numbers>({
    fullName: `${SPACE}.${name}`,
    kind: 'struct',
    instance: Own,
    create: () => make(),
    toText: self => Object.values(self.values).join(between),
    equals: (a, b) => names.every(one => a.values[one] === b.values[one]),
    properties: Object.fromEntries(
      names.map(one => [
        one,
        {
          type: 'int',
          get: (self: Numbers) => self.values[one] ?? 0,
          set: (self: Numbers, value: Value) => {
            self.values[one] = asNumber(value);
          },
        },
      ]),
    ),
    constructors: {[`(${parameters})`]: make},
  });
}

defineNumbers('Coordinates', ['X', 'Y'], ',');
defineNumbers('Size', ['Width', 'Height'], ',');
defineNumbers('Rectangle', ['Left', 'Top', 'Right', 'Bottom'], ',');

const absent = {get: () => null};

defineType({
  fullName: `${SPACE}.PSHost`,
  abstract: true,
  properties: {
    Name: {type: 'string', ...absent},
    Version: absent,
    InstanceId: absent,
    UI: absent,
    CurrentCulture: absent,
    CurrentUICulture: absent,
    PrivateData: absent,
  },
});
defineType({fullName: `${SPACE}.PSHostUserInterface`, abstract: true});
defineType({fullName: `${SPACE}.PSHostRawUserInterface`, abstract: true});
