/** Tuple`1 to Tuple`7 and ValueTuple, `[Tuple]::Create(...)`. */
import {convertTo} from '../conversion/convert.ts';
import {toCurrentText} from '../conversion/to-text.ts';
import {int32Type} from '../values/core-types.ts';
import {defineType} from '../values/define-type.ts';
import {requireType} from '../values/find-type.ts';
import {defineGeneric} from '../values/generic-type.ts';
import type {NetType} from '../values/net-type.ts';
import {typeOf} from '../values/type-of.ts';
import {TYPE} from '../values/type-symbol.ts';
import type {TypeSpec} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';

export class Tuple {
  readonly [TYPE]: NetType;
  readonly items: readonly Value[];
  constructor(type: NetType, items: readonly Value[]) {
    this[TYPE] = type;
    this.items = items;
  }
}

function names(count: number): string[] {
  return Array.from({length: count}, (_, i) => `T${i + 1}`);
}

/** ITuple's indexer; negative ones count from the end. */
function itemAt(items: readonly Value[], index: Value): Value {
  const at = convertTo(index, int32Type) as number;
  return items[at < 0 ? items.length + at : at] ?? null;
}

function typeFor(stem: string, items: readonly Value[]): NetType {
  return requireType(`${stem}[${items.map(item => typeOf(item).fullName).join(',')}]`);
}

/** Defines `System.Tuple`, `System.Tuple`2` ... by name; the name's form was checked by the caller. */
export function defineTuple(fullName: string): boolean {
  const [stem = '', count] = fullName.split('`');
  if (count === undefined) {
    defineType({
      fullName: stem,
      abstract: true,
      statics: {
        'object Create(params object[] items)': (items: Value[]) =>
          new Tuple(typeFor(stem, items), items),
      },
    });
    return true;
  }
  const parameters = names(Number(count));
  defineGeneric(fullName, parameters, (_args, own) => {
    const spec: Omit<TypeSpec<Tuple>, 'fullName'> = {
      getIndex: (self, index) => itemAt(self.items, index),
      toText: self => `(${self.items.map(toCurrentText).join(', ')})`,
      members: Object.fromEntries(
        parameters.map((name, i) => [`${name} Item${i + 1}`, (self: Tuple) => self.items[i]]),
      ),
      constructors: {
        [`(${parameters.map((name, i) => `${name} item${i + 1}`).join(', ')})`]: (
          ...items: Value[]
        ) => new Tuple(own(), items),
      },
    };
    return spec as unknown as Omit<TypeSpec<object>, 'fullName'>;
  });
  return true;
}
