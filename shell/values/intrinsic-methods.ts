/**
 * `.ForEach()` and `.Where()`, which exist on every value. Source: language specification 5.
 */
import {convertTo} from '../conversion/convert.ts';
import {toBool} from '../conversion/to-bool.ts';
import {asNumber} from '../conversion/plain-number.ts';
import {toText} from '../conversion/to-text.ts';
import {enumerate} from './enumerate.ts';
import {hooks} from './hooks.ts';
import {invokeMethod} from './invoke.ts';
import {getMember, isProperty, setProperty} from './members.ts';
import {readMember} from './member-access.ts';
import {runtimeError} from './net-exception.ts';
import {NetType} from './net-type.ts';
import {psCollection} from './ps-collection.ts';
import {isNull} from './type-of.ts';
import type {Value} from './value.ts';

type Intrinsic = (v: Value, args: Value[]) => Value;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  foreach: forEach,
  psforeach: forEach,
  where: where,
  pswhere: where,
};

/** By lower-case name. */
export function intrinsicMethod(name: string): Intrinsic | undefined {
  return Object.hasOwn(intrinsics, name) ? intrinsics[name] : undefined;
}

function needArgument(name: string, args: readonly Value[]): void {
  if (args.length > 0 && !isNull(args[0])) return;
  throw runtimeError(
    'MethodCountCouldNotFindBest',
    `Cannot find an overload for "${name}" and the argument count: "${args.length}".`,
    {
      type: 'System.Management.Automation.MethodException',
    },
  );
}

function forEach(v: Value, args: Value[]): Value {
  needArgument('ForEach', args);
  const [what, ...rest] = args;
  const out: Value[] = [];
  for (const item of enumerate(v)) collect(out, oneEach(item, what, rest));
  return psCollection(out);
}

/** Pipelines inside are flattened one level, as their output would be. */
function collect(out: Value[], result: Value): void {
  if (Array.isArray(result)) out.push(...result);
  else if (result !== undefined) out.push(result);
}

function oneEach(item: Value, what: Value, rest: Value[]): Value {
  if (hooks.isScriptBlock(what)) return hooks.invokeScript(what, {underscore: item, args: rest});
  if (what instanceof NetType) return convertTo(item, what);
  const name = toText(what);
  if (!isProperty(getMember(item, name))) return invokeMethod(item, name, rest);
  if (rest.length === 0) return readMember(item, name);
  setProperty(item, name, rest[0]);
  return undefined;
}

function where(v: Value, args: Value[]): Value {
  needArgument('Where', args);
  const [block, modeArgument = 'Default', countArgument = 0] = args;
  const mode = toText(modeArgument).toLowerCase();
  const count = asNumber(countArgument);
  const test = (item: Value) => toBool(hooks.invokeScript(block, {underscore: item}));
  return psCollection(select([...enumerate(v)], test, mode, count));
}

type Test = (item: Value) => boolean;

function select(items: Value[], test: Test, mode: string, count: number): Value[] {
  const atMost = (list: Value[]) => (count > 0 ? list.slice(0, count) : list);
  switch (mode) {
    case 'first':
      return takeFirst(items, test, Math.max(1, count));
    case 'last':
      return items.filter(test).slice(-Math.max(1, count));
    case 'skipuntil': {
      const start = items.findIndex(test);
      return start < 0 ? [] : atMost(items.slice(start));
    }
    case 'until': {
      const end = items.findIndex(test);
      return atMost(end < 0 ? items : items.slice(0, end));
    }
    case 'split':
      return split(items, test, count);
    default:
      return count > 0 ? takeFirst(items, test, count) : items.filter(test);
  }
}

function takeFirst(items: Value[], test: Test, count: number): Value[] {
  const out: Value[] = [];
  for (const item of items) {
    if (!test(item)) continue;
    out.push(item);
    if (out.length >= count) break;
  }
  return out;
}

function split(items: Value[], test: Test, count: number): Value[] {
  const yes: Value[] = [];
  const no: Value[] = [];
  for (const item of items)
    ((count <= 0 || yes.length < count) && test(item) ? yes : no).push(item);
  return [psCollection(yes), psCollection(no)];
}
