/** `$PSCmdlet.PagingParameters`: -First, -Skip and -IncludeTotalCount of a function that supports paging. */
import {asBigInt, defineType, double, toBool} from '../values/index.ts';
import {addMember} from '../values/add-member.ts';
import {Integer} from '../values/numbers.ts';
import type {Value} from '../values/value.ts';
import type {ParameterBinder} from './parameter-binder.ts';

const ALL = 2n ** 64n - 1n;

export class PagingParameters {
  readonly #binder: ParameterBinder;
  constructor(binder: ParameterBinder) {
    this.#binder = binder;
  }

  #number(name: string, unbound: bigint): Integer {
    const value = this.#binder.valueOf(name);
    return new Integer('UInt64', value === undefined ? unbound : asBigInt(value));
  }

  get first(): Integer {
    return this.#number('First', ALL);
  }
  get skip(): Integer {
    return this.#number('Skip', 0n);
  }
  get includeTotalCount(): boolean {
    return toBool(this.#binder.valueOf('IncludeTotalCount') ?? false);
  }
}

/** A count that says how sure it is: 1 exact, 0 not known at all. */
function totalCount(count: Value, accuracy: number): Value {
  const text =
    accuracy >= 1
      ? `Total count: ${asBigInt(count)}`
      : accuracy > 0
        ? `Estimated total count: ${asBigInt(count)}`
        : 'Unknown total count';
  const carrier = addMember(new Integer('UInt64', asBigInt(count)), {
    memberType: 'NoteProperty',
    name: 'Accuracy',
    value: double(accuracy),
  });
  return addMember(carrier, {memberType: 'CodeMethod', name: 'ToString', call: () => text});
}

defineType<PagingParameters>({
  fullName: 'System.Management.Automation.PagingParameters',
  instance: PagingParameters,
  members: {
    'object First': self => self.first,
    'object Skip': self => self.skip,
    'object IncludeTotalCount': self => self.includeTotalCount,
    'object NewTotalCount(object totalCount, double accuracy)': (
      _self,
      count: Value,
      accuracy: number,
    ) => totalCount(count, accuracy),
  },
});
