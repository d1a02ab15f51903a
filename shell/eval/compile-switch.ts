/** switch, in all modes. Language specification 2. */
import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import type {ExpressionAst, SwitchStatementAst} from '../../grammar/ast.ts';
import {toBool} from '../conversion/to-bool.ts';
import {toText} from '../conversion/to-text.ts';
import {equalTo, match} from '../operators/index.ts';
import {UNSET} from '../session/scope.ts';
import {enumerate, isEnumerable} from '../values/enumerate.ts';
import type {Value} from '../values/value.ts';
import {wildcard} from '../values/wildcard.ts';
import {settle, settleSignal} from './compile-loop.ts';
import type {Completion} from './flow.ts';
import {LoopSignal, NORMAL} from './flow.ts';
import type {Frame} from './frame.ts';
import {Enumerator} from '../values/enumerator.ts';
import {ScriptBlock} from './script-block.ts';
import type {Expression, Statement, Unit} from './unit.ts';
import {compileExpression, compileStatements, compileValue} from './compile.ts';

type Test = (f: Frame, item: Value) => boolean;

export function compileSwitch(ast: SwitchStatementAst, unit: Unit): Statement {
  const value = compileValue(ast.condition, unit);
  const clauses = ast.clauses.map(clause => ({
    test: compileTest(clause.condition, ast.flags, unit),
    body: compileStatements(clause.body, unit),
  }));
  const otherwise = ast.default === null ? null : compileStatements(ast.default, unit);
  const label = ast.label?.toLowerCase() ?? '';
  const enumerator = unit.layout.slot('switch');

  /** Runs all clauses that match one item. */
  const runItem = (f: Frame, item: Value): Completion => {
    let matched = false;
    for (const {test, body} of clauses) {
      if (!test(f, item)) continue;
      matched = true;
      const completion = body(f);
      if (completion !== NORMAL) return completion;
    }
    return !matched && otherwise !== null ? otherwise(f) : NORMAL;
  };

  return f => {
    f.at = ast.condition;
    const items = new Enumerator(itemsOf(f, value(f), ast.flags.file));
    const outerItem = f.scope.underscore;
    const outer = f.slots[enumerator];
    f.slots[enumerator] = items;
    try {
      while (items.moveNext()) {
        f.scope.underscore = items.current;
        const verdict = turn(f, () => runItem(f, items.current), label);
        if (verdict === 'end') return NORMAL;
        if (verdict !== 'next') return verdict;
        f.session.checkStop();
      }
      return NORMAL;
    } finally {
      f.scope.underscore = outerItem;
      f.slots[enumerator] = outer ?? UNSET;
    }
  };
}

function turn(
  f: Frame,
  run: () => Completion,
  label: string,
): 'next' | 'end' | Exclude<Completion, typeof NORMAL> {
  let completion: Completion;
  try {
    completion = run();
  } catch (thrown) {
    if (thrown instanceof LoopSignal) return settleSignal(thrown, label);
    throw thrown;
  }
  if (completion === NORMAL) return 'next';
  const verdict = settle(f, completion, label);
  return verdict === 'leave' ? completion : verdict;
}

function itemsOf(f: Frame, value: Value, isFile: boolean): Value[] {
  if (isFile) {
    const text = readFileSync(resolve(f.session.location, toText(value)), 'utf8');
    const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
    if (lines.at(-1) === '') lines.pop();
    return lines;
  }
  if (value === undefined) return [];
  return isEnumerable(value) ? [...enumerate(value)] : [value];
}

function compileTest(
  condition: ExpressionAst,
  flags: SwitchStatementAst['flags'],
  unit: Unit,
): Test {
  if (condition.kind === 'ScriptBlockExpressionAst') return blockTest(condition, unit);
  const value = compileExpression(condition, unit);
  const literal =
    condition.kind === 'StringConstantExpressionAst' || condition.kind === 'ConstantExpressionAst';
  const compare = COMPARE[flags.mode](flags.caseSensitive, unit, literal, value);
  return (f, item) => {
    f.at = condition;
    const wanted = value(f);
    return wanted instanceof ScriptBlock
      ? toBool(capture(wanted.invoke({underscore: item, scope: 'current', frame: f})))
      : compare(f, item, wanted);
  };
}

function blockTest(
  condition: Extract<ExpressionAst, {kind: 'ScriptBlockExpressionAst'}>,
  unit: Unit,
): Test {
  const make = compileExpression(condition, unit);
  return (f, item) => {
    const block = make(f) as ScriptBlock;
    return toBool(capture(block.invoke({underscore: item, scope: 'current', frame: f})));
  };
}

function capture(items: Value[]): Value {
  return items.length === 1 ? items[0] : items;
}

type Compare = (f: Frame, item: Value, wanted: Value) => boolean;
type MakeCompare = (
  caseSensitive: boolean,
  unit: Unit,
  literal: boolean,
  value: Expression,
) => Compare;

const COMPARE: Readonly<Record<SwitchStatementAst['flags']['mode'], MakeCompare>> = {
  exact: (caseSensitive, _unit, literal) => {
    const ignoreCase = !caseSensitive;
    return (_f, item, wanted) =>
      toBool(
        literal
          ? equalTo(toText(item), toText(wanted), ignoreCase)
          : equalTo(item, wanted, ignoreCase),
      );
  },
  wildcard: caseSensitive => (_f, item, wanted) =>
    wildcard(toText(wanted), {caseSensitive})(toText(item)),
  regex: (caseSensitive, unit) => {
    const slot = unit.layout.slot('matches');
    return (f, item, wanted) => {
      const {value, matches} = match(toText(item), wanted, !caseSensitive);
      if (matches !== undefined) f.slots[slot] = matches;
      return toBool(value);
    };
  },
};
