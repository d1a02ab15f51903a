/** Describe, Context and It in the discovery phase: they put themselves into the tree. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import {Hashtable, runtimeError, toArray, toText} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {refuseUnbound} from './bound-block.ts';
import {pesterState, type PesterState} from './pester-state.ts';
import {runInteractively} from './run-interactively.ts';
import {Block, type Definition, type FixtureKind, Test} from './test-tree.ts';

export interface DefinitionArguments {
  readonly Name: string;
  readonly Fixture: ScriptBlock | undefined;
  readonly Tag?: readonly string[] | undefined;
  readonly Skip: boolean;
  readonly ForEach?: readonly unknown[] | undefined;
  readonly AllowNullOrEmptyForEach: boolean;
}

let groups = 0;

/** One definition, or one for each item of -ForEach. */
function definitions(run: Run, p: DefinitionArguments, command: string): Definition[] {
  if (p.Fixture === undefined) throw noFixture(p.Name, command);
  const script = p.Fixture;
  refuseUnbound(script);
  const base = {
    name: p.Name,
    script,
    tags: p.Tag ?? [],
    skip: p.Skip,
    line: script.source.position(script.ast.start).line,
  };
  if (!run.bound.has('ForEach')) return [{...base, data: undefined, groupId: ''}];
  const items = toArray(p.ForEach ?? []);
  if (items.length === 0 && !p.AllowNullOrEmptyForEach) throw emptyData();
  groups += 1;
  return items.map(data => ({...base, data, groupId: `${base.line}:${groups}`}));
}

function noFixture(name: string, command: string): Error {
  const test = command === 'It' ? 'test' : 'test fixture';
  const text = name.includes('\n')
    ? `Test fixture name has multiple lines and no ${test} is provided. (Have you provided a name for the test group?)`
    : `No ${test} is provided. (Have you put the open curly brace on the next line?)`;
  return runtimeError('RuntimeException', text);
}

function emptyData(): Error {
  return runtimeError(
    'RuntimeException',
    "Value can not be null or empty array. If this is expected, use -AllowNullOrEmptyForEach. (Parameter 'ForEach')",
  );
}

/** The state when discovery is under way; null when the command has run its file by itself. */
function discovering(run: Run, command: string): PesterState | null {
  const state = pesterState(run.session);
  if (state === undefined) {
    runInteractively(run, command);
    return null;
  }
  if (state.phase === 'run')
    throw runtimeError(
      'RuntimeException',
      `${command} cannot be used inside of It or a setup block.`,
    );
  return state;
}

export function defineBlock(
  run: Run,
  p: DefinitionArguments,
  command: 'Describe' | 'Context',
): void {
  const made = definitions(run, p, command);
  const state = discovering(run, command);
  if (state === null) return;
  const outer = state.block;
  for (const definition of made) {
    const block = new Block(definition, outer, outer.container, command);
    block.skip ||= outer.skip;
    outer.order.push(block);
    state.block = block;
    const started = performance.now();
    try {
      fill(run, definition);
    } finally {
      state.block = outer;
      block.timing.discovery = performance.now() - started;
    }
  }
}

function fill(run: Run, {script, data}: Definition): void {
  script.invoke({
    scope: 'new',
    frame: run.context.frame,
    streams: run.context.streams,
    prepare: scope => {
      if (data !== undefined) scope.underscore = data;
      for (const [name, value] of dataVariables(data)) scope.put(name.toLowerCase(), value);
    },
  });
}

export function defineTest(run: Run, p: DefinitionArguments): void {
  const made = definitions(run, p, 'It');
  const state = discovering(run, 'It');
  if (state === null) return;
  for (const definition of made) {
    const test = new Test(definition, state.block);
    test.skip ||= state.block.skip;
    state.block.order.push(test);
  }
}

export function defineFixture(run: Run, kind: FixtureKind, script: ScriptBlock): void {
  refuseUnbound(script);
  const state = pesterState(run.session);
  if (state === undefined) return runInteractively(run, kind);
  if (state.phase === 'run') return;
  if (state.block.fixtures.has(kind))
    throw runtimeError(
      'RuntimeException',
      `${kind} is already defined in this block. Each block can only have one ${kind}. Combine the code into a single ${kind} block.`,
    );
  state.block.fixtures.set(kind, script);
}

/** The entries of a hashtable as variables; other data has none. */
export function dataVariables(data: Value): [string, Value][] {
  if (!(data instanceof Hashtable)) return [];
  return data.keys().map(key => [toText(key), data.get(key)]);
}
