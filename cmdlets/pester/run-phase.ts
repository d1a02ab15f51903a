/**
 * The run phase: each block runs BeforeAll, its tests and inner blocks in order, AfterAll; each test runs
 * BeforeEach of all blocks around it from the outside in, its body, AfterEach from the inside out.
 *
 * Source: https://pester.dev/docs/usage/setup-and-teardown.
 */
import {namedArguments} from '../../shell/cmdlet/run-call.ts';
import type {ErrorRecord} from '../../shell/errors/error-record.ts';
import type {Frame} from '../../shell/eval/frame.ts';
import {Collector} from '../../shell/eval/output.ts';
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import {DateTime} from '../../shell/types/date-time.ts';
import type {Value} from '../../shell/values/value.ts';
import type {Report} from './console-report.ts';
import {dataVariables} from './define.ts';
import {OWN_RESULTS, plainId} from './error-text.ts';
import {expandName} from './expand-name.ts';
import type {PesterState} from './pester-state.ts';
import {errorOf, RunScope, runIn} from './run-scope.ts';
import {TestDrive} from './test-drive.ts';
import type {Block, Container, FixtureKind, Item} from './test-tree.ts';
import {Test} from './test-tree.ts';

export type SkipReach = 'none' | 'run' | 'container' | 'block';

/** One run of containers: what stays the same for all of them. */
export class TestRunner {
  readonly #caller: Frame;
  readonly #report: Report;
  readonly #skipReach: SkipReach;
  #failed = false;
  #state!: PesterState;
  #drive: TestDrive | null = null;

  constructor(caller: Frame, report: Report, skipReach: SkipReach) {
    this.#caller = caller;
    this.#report = report;
    this.#skipReach = skipReach;
  }

  runContainer(container: Container, state: PesterState): void {
    if (this.#skipReach === 'container') this.#failed = false;
    this.#state = state;
    container.executed = true;
    container.executedAt = DateTime.now();
    const started = performance.now();
    const scope = new RunScope(this.#caller);
    for (const [name, value] of dataVariables(container.info.data)) scope.set(name, value);
    if (state.configuration.option('TestDrive', 'Enabled').flag) {
      this.#drive = new TestDrive(this.#caller.session);
      scope.set('TestDrive', this.#drive.folder);
    }
    try {
      this.#runBlock(container.root, scope);
    } finally {
      this.#drive?.remove();
      this.#drive = null;
      finishTiming(container, started, container.root.timing.user);
    }
  }

  #runBlock(block: Block, scope: RunScope): void {
    const state = this.#state;
    const outer = {block: state.block, scope: state.scope};
    const started = performance.now();
    const left = this.#drive?.content() ?? null;
    state.block = block;
    state.scope = scope;
    block.executed = true;
    block.executedAt = DateTime.now();
    this.#bindData(block, scope);
    try {
      this.#runInside(block, scope);
    } finally {
      state.mocks.leave(block);
      if (left !== null) this.#drive?.restore(left);
      scope.leave();
      state.block = outer.block;
      state.scope = outer.scope;
      finishTiming(block, started, block.timing.user);
    }
    block.passed = block.ownPassed && block.order.every(item => item.passed || !item.shouldRun);
    if (!block.ownPassed) this.#report.blockFailed(block);
  }

  /** BeforeAll, the content, AfterAll. Nothing is set up where every test is skipped. */
  #runInside(block: Block, scope: RunScope): void {
    const {shouldRun} = block;
    const needed =
      shouldRun && block.allTests.some(test => test.shouldRun && !test.skip) && !this.#skipping;
    const ready = !needed || this.#fixture(block, scope, 'BeforeAll');
    if (ready) this.#expand(block, block, scope);
    for (const item of block.order) {
      if (!item.shouldRun) continue;
      if (!ready) failUnrun(item);
      else if (item instanceof Test) this.#runTest(item, scope.inner());
      else {
        this.#runBlock(item, scope.inner());
        block.timing.user += item.timing.user;
      }
    }
    if (needed) this.#fixture(block, scope, 'AfterAll');
    if (this.#skipReach === 'block') this.#failed = false;
  }

  get #skipping(): boolean {
    return this.#failed && this.#skipReach !== 'none';
  }

  /** False when it failed. */
  #fixture(block: Block, scope: RunScope, kind: FixtureKind): boolean {
    const script = block.fixtures.get(kind);
    if (script === undefined) return true;
    const error = this.#run(block, scope, script, undefined);
    if (error === null) return true;
    block.errors.push(error);
    block.ownPassed = false;
    return false;
  }

  #runTest(test: Test, scope: RunScope): void {
    const state = this.#state;
    const started = performance.now();
    const outer = state.scope;
    test.executedAt = DateTime.now();
    this.#report.testStart(test);
    if (test.skip || this.#skipping) test.result = 'Skipped';
    else {
      state.test = test;
      state.scope = scope;
      test.executed = true;
      try {
        this.#runSteps(test, scope);
      } finally {
        state.mocks.leave(test);
        state.test = null;
        state.scope = outer;
        scope.leave();
      }
      judge(test);
    }
    test.passed = test.result !== 'Failed';
    if (!test.passed) this.#failed = true;
    finishTiming(test, started, test.timing.user);
    test.parent.timing.user += test.timing.user;
    this.#report.testEnd(test);
  }

  #runSteps(test: Test, scope: RunScope): void {
    this.#bindData(test, scope);
    const around = ancestors(test);
    const before = around.toReversed().map(block => block.fixtures.get('BeforeEach'));
    let ready = true;
    for (const script of before) ready &&= this.#step(test, scope, script, undefined);
    this.#expand(test, test, scope);
    if (ready) this.#step(test, scope, test.script ?? undefined, test.data);
    for (const block of around) this.#step(test, scope, block.fixtures.get('AfterEach'), undefined);
    test.errors.push(...this.#state.failures.splice(0));
  }

  #step(test: Test, scope: RunScope, script: ScriptBlock | undefined, data: Value): boolean {
    if (script === undefined) return true;
    const error = this.#run(test, scope, script, data);
    if (error !== null) test.errors.push(error);
    return error === null;
  }

  /** The name with its data; an error in it is one of `owner`. */
  #expand(item: Item, owner: Item, scope: RunScope): void {
    const {script} = item;
    if (script === null) return;
    const error = errorOf(this.#caller, () => {
      item.expandedName = expandName(item.name, scope.frameFor(script));
    });
    if (error !== null) owner.errors.push(error);
  }

  #bindData(item: Item, scope: RunScope): void {
    if (item.data === undefined) return;
    scope.setUnderscore(item.data);
    for (const [name, value] of dataVariables(item.data)) scope.set(name, value);
  }

  #run(item: Item, scope: RunScope, script: ScriptBlock, data: Value): ErrorRecord | null {
    const collector = new Collector();
    const started = performance.now();
    try {
      return errorOf(this.#caller, () =>
        runIn(scope, script, argumentsFor(script, data), collector),
      );
    } finally {
      item.timing.user += performance.now() - started;
      item.output.push(...collector.toArray());
    }
  }
}

/** Data by the names of the block's parameters. */
function argumentsFor(script: ScriptBlock, data: Value) {
  const {parameters} = script.compiled;
  if (parameters.length === 0) return [];
  const names = new Set(parameters.map(each => each.lower));
  const entries = dataVariables(data).filter(([name]) => names.has(name.toLowerCase()));
  return namedArguments(Object.fromEntries(entries));
}

/** From the innermost block around a test to the root. */
function ancestors(test: Test): Block[] {
  const found: Block[] = [];
  for (let block: Block | null = test.parent; block !== null; block = block.parent)
    found.push(block);
  return found;
}

function failUnrun(item: Block | Test): void {
  for (const test of item instanceof Test ? [item] : item.allTests)
    if (test.shouldRun) test.result = 'Failed';
}

/** The result from the errors: a test may end itself as skipped or inconclusive. */
function judge(test: Test): void {
  const own = test.errors.map(error => OWN_RESULTS[plainId(error)]);
  const decided = own.find(result => result !== undefined);
  if (own.some(result => result === undefined)) test.result = 'Failed';
  else test.result = decided ?? 'Passed';
}

function finishTiming(item: Pick<Item, 'timing'>, started: number, user: number): void {
  item.timing.user = user;
  item.timing.framework = Math.max(0, performance.now() - started - user);
}
