/** System.Management.Automation.Host: what scripts make for `$Host.UI`: choices, sizes, places. */
import {defineType} from '../values/define-type.ts';

class ChoiceDescription {
  readonly label: string;
  helpMessage: string;
  constructor(label: string, helpMessage = '') {
    this.label = label;
    this.helpMessage = helpMessage;
  }
}

const SPACE = 'System.Management.Automation.Host';

defineType<ChoiceDescription>({
  fullName: `${SPACE}.ChoiceDescription`,
  instance: ChoiceDescription,
  members: {
    'string Label': self => self.label,
    'string HelpMessage': {
      get: self => self.helpMessage,
      set: (self, text: string) => {
        self.helpMessage = text;
      },
    },
  },
  constructors: {
    '(string label)': (label: string) => new ChoiceDescription(label),
    '(string label, string helpMessage)': (label: string, help: string) =>
      new ChoiceDescription(label, help),
  },
});

/** Two numbers under two names. */
class Pair {
  first: number;
  second: number;
  constructor(first: number, second: number) {
    this.first = first;
    this.second = second;
  }
}
class Size extends Pair {}
class Coordinates extends Pair {}

for (const [name, kind, first, second] of [
  ['Size', Size, 'Width', 'Height'],
  ['Coordinates', Coordinates, 'X', 'Y'],
] as const)
  defineType<Pair>({
    fullName: `${SPACE}.${name}`,
    instance: kind,
    toText: self => `${self.first},${self.second}`,
    equals: (a, b) => a.first === b.first && a.second === b.second,
    members: {
      [`int ${first}`]: {
        get: (self: Pair) => self.first,
        set: (self: Pair, value: number) => {
          self.first = value;
        },
      },
      [`int ${second}`]: {
        get: (self: Pair) => self.second,
        set: (self: Pair, value: number) => {
          self.second = value;
        },
      },
    },
    constructors: {
      '()': () => new kind(0, 0),
      [`(int ${first.toLowerCase()}, int ${second.toLowerCase()})`]: (a: number, b: number) =>
        new kind(a, b),
    },
  });
