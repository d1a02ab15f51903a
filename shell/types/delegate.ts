/** Delegates: `[Func[int,int]]{...}`, `[Action]{...}`, `[Comparison[int]]{...}`, predicates, event handlers. */
import {convertTo} from '../conversion/convert.ts';
import {cannotConvert} from '../conversion/conversion-error.ts';
import {booleanType, int32Type, stringType} from '../values/core-types.ts';
import {defineType, registeredType} from '../values/define-type.ts';
import {Delegate} from '../values/delegate.ts';
import {defineGeneric} from '../values/generic-type.ts';
import {hooks} from '../values/hooks.ts';
import {PSMethod} from '../values/ps-method.ts';
import type {NetType} from '../values/net-type.ts';
import type {TypeSpec} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';

/** The return type of a delegate made of these arguments; undefined: it returns nothing. */
type Returns = (args: readonly NetType[]) => NetType | undefined;

const RETURNS: Readonly<Record<string, Returns>> = {
  func: args => args.at(-1),
  predicate: () => booleanType,
  matchevaluator: () => stringType,
  comparison: () => int32Type,
  converter: args => args.at(-1),
};

function delegateSpec(
  own: () => NetType,
  returns: NetType | undefined,
): Omit<TypeSpec<object>, 'fullName'> {
  const finish = (result: Value) => (returns ? convertTo(result, returns) : undefined);
  const make = (v: Value) => {
    if (v instanceof Delegate) return new Delegate(own(), v.script, finish);
    if (!hooks.isScriptBlock(v) && !(v instanceof PSMethod)) throw cannotConvert(v, own());
    return new Delegate(own(), v, finish);
  };
  const spec: Omit<TypeSpec<Delegate>, 'fullName'> = {
    base: baseDelegate(),
    convert: make,
    members: {
      'object Invoke(params object[] args)': (self, args: Value[]) => self.invoke(args),
      'object DynamicInvoke(params object[] args)': (self, args: Value[]) => self.invoke(args),
    },
    constructors: {'(object method)': make},
  };
  return spec as unknown as Omit<TypeSpec<object>, 'fullName'>;
}

function baseDelegate(): NetType {
  return (
    registeredType('System.MulticastDelegate') ??
    defineType({
      fullName: 'System.MulticastDelegate',
      abstract: true,
      base: defineType({fullName: 'System.Delegate', abstract: true}),
    })
  );
}

/** Defines `System.Func`3` and its like by name; the name's form was checked by the caller. */
export function defineDelegate(fullName: string): boolean {
  const [stem = '', count] = fullName.split('`');
  const short = stem.slice(stem.lastIndexOf('.') + 1).toLowerCase();
  const returns = RETURNS[short] ?? (() => undefined);
  if (count === undefined) {
    if (short === 'func') return false;
    const type: NetType = defineType({...delegateSpec(() => type, returns([])), fullName});
    return true;
  }
  const parameters = Array.from({length: Number(count)}, (_, i) => `T${i + 1}`);
  defineGeneric(fullName, parameters, (args, own) => delegateSpec(own, returns(args)));
  return true;
}
