/**
 * The tree of a test run: Run, Container (a file or a block), Block (Describe, Context), Test (It). Discovery
 * grows it, the run fills in results, reports read it. Its objects are what `Invoke-Pester -PassThru` gives.
 *
 * Source: the result object of Pester 5 (https://pester.dev/docs/usage/result-object).
 */
import type {ErrorRecord} from '../../shell/errors/error-record.ts';
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import type {DateTime} from '../../shell/types/date-time.ts';
import type {Value} from '../../shell/values/value.ts';

export type Outcome = 'NotRun' | 'Passed' | 'Failed' | 'Skipped' | 'Inconclusive';

/** Time in milliseconds: the user's code and Pester's own. */
export class Timing {
  user = 0;
  framework = 0;
  discovery = 0;
  get total(): number {
    return this.user + this.framework + this.discovery;
  }
}

/** What Describe, Context and It have in common. */
export interface Definition {
  readonly name: string;
  readonly script: ScriptBlock;
  readonly tags: readonly string[];
  readonly skip: boolean;
  /** The item of -ForEach, -TestCases; undefined: none. */
  readonly data: Value;
  /** Line of the block in its file. */
  readonly line: number;
  /** Tells the cases of one -ForEach from those of another; '' for none. */
  readonly groupId: string;
}

export abstract class Item {
  readonly name: string;
  readonly script: ScriptBlock | null;
  readonly tags: readonly string[];
  skip: boolean;
  readonly data: Value;
  readonly line: number;
  readonly groupId: string;
  expandedName: string;
  result: Outcome = 'NotRun';
  readonly errors: ErrorRecord[] = [];
  shouldRun = false;
  include = false;
  exclude = false;
  explicit = false;
  executed = false;
  executedAt: DateTime | null = null;
  passed = false;
  readonly timing = new Timing();
  readonly output: Value[] = [];

  constructor(definition: Partial<Definition> & {readonly name: string}) {
    this.name = definition.name;
    this.expandedName = definition.name;
    this.script = definition.script ?? null;
    this.tags = definition.tags ?? [];
    this.skip = definition.skip ?? false;
    this.data = definition.data;
    this.line = definition.line ?? 0;
    this.groupId = definition.groupId ?? '';
  }

  abstract readonly parent: Block | null;

  /** Names from the outermost Describe down to this. */
  get path(): string[] {
    return [...(this.parent?.path ?? []), ...this.#own(this.name)];
  }
  get expandedPath(): string {
    const names = [this.parent?.expandedPath ?? '', ...this.#own(this.expandedName)];
    return names.filter(name => name !== '').join('.');
  }
  #own(name: string): string[] {
    return this.script === null ? [] : [name];
  }

  /** The file, '' for a block without one. */
  get file(): string {
    return this.script?.source.file ?? '';
  }
}

export class Test extends Item {
  override readonly parent: Block;
  /** First and last of its block among those that run. */
  first = false;
  last = false;

  constructor(definition: Definition, parent: Block) {
    super(definition);
    this.parent = parent;
  }
  get skipped(): boolean {
    return this.result === 'Skipped';
  }
}

/** Blocks that a Describe runs around its tests. */
export type FixtureKind = 'BeforeAll' | 'AfterAll' | 'BeforeEach' | 'AfterEach';

export class Block extends Item {
  override readonly parent: Block | null;
  readonly container: Container;
  /** `Describe` or `Context`. */
  readonly command: string;
  readonly order: (Block | Test)[] = [];
  readonly fixtures = new Map<FixtureKind, ScriptBlock>();
  /** False when its own BeforeAll or AfterAll failed. */
  ownPassed = true;

  constructor(
    definition: Partial<Definition> & {readonly name: string},
    parent: Block | null,
    container: Container,
    command = '',
  ) {
    super(definition);
    this.parent = parent;
    this.container = container;
    this.command = command;
  }
  get isRoot(): boolean {
    return this.parent === null;
  }
  get tests(): Test[] {
    return this.order.filter(item => item instanceof Test);
  }
  get blocks(): Block[] {
    return this.order.filter(item => item instanceof Block);
  }
  /** All tests in it and below, in order. */
  get allTests(): Test[] {
    return this.order.flatMap(item => (item instanceof Test ? [item] : item.allTests));
  }
  /** All blocks below, in order. */
  get allBlocks(): Block[] {
    return this.blocks.flatMap(block => [block, ...block.allBlocks]);
  }
}

/** What is run as one: a file, or a script block. */
export interface ContainerInfo {
  readonly type: 'File' | 'ScriptBlock';
  /** A FileInfo or a ScriptBlock. */
  readonly item: Value;
  readonly script: ScriptBlock | (() => ScriptBlock);
  readonly name: string;
  /** Parameters of the file. */
  readonly data: Value;
}

export class Container {
  readonly info: ContainerInfo;
  readonly root: Block;
  readonly errors: ErrorRecord[] = [];
  readonly timing = new Timing();
  /** Discovery failed: nothing of it runs. */
  broken = false;
  executed = false;
  executedAt: DateTime | null = null;

  constructor(info: ContainerInfo) {
    this.info = info;
    this.root = new Block({name: 'Root'}, null, this);
  }
  get tests(): Test[] {
    return this.root.allTests;
  }
  get ownPassed(): boolean {
    return !this.broken && this.errors.length === 0 && this.root.ownPassed;
  }
  get shouldRun(): boolean {
    return this.broken || this.root.shouldRun;
  }
  get result(): Outcome {
    if (!this.ownPassed) return 'Failed';
    return summary(this.tests, this.root.allBlocks);
  }
}

export function countOf(tests: readonly Test[], result: Outcome): number {
  return tests.filter(test => test.result === result).length;
}

/** The result of what holds `tests` and `blocks`. */
export function summary(tests: readonly Test[], blocks: readonly Block[]): Outcome {
  if (tests.some(test => test.result === 'Failed') || blocks.some(block => !block.ownPassed))
    return 'Failed';
  const ran = tests.filter(test => test.result !== 'NotRun');
  if (ran.length === 0) return 'NotRun';
  return ran.every(test => test.result === 'Skipped') ? 'Skipped' : 'Passed';
}

export class TestRun {
  readonly containers: readonly Container[];
  executedAt: DateTime | null = null;
  durationMs = 0;
  readonly timing = new Timing();
  readonly configuration: Value;

  constructor(containers: readonly Container[], configuration: Value) {
    this.containers = containers;
    this.configuration = configuration;
  }
  get tests(): Test[] {
    return this.containers.flatMap(container => container.tests);
  }
  get failedBlocks(): Block[] {
    return this.containers.flatMap(({root}) => root.allBlocks).filter(block => !block.ownPassed);
  }
  get failedContainers(): Container[] {
    return this.containers.filter(container => !container.ownPassed);
  }
  ofResult(result: Outcome): Test[] {
    return this.tests.filter(test => test.result === result);
  }
  get failures(): number {
    return this.ofResult('Failed').length + this.failedBlocks.length + this.failedContainers.length;
  }
  get result(): Outcome {
    if (this.failures > 0) return 'Failed';
    return this.tests.some(test => test.executed) || this.containers.length > 0
      ? 'Passed'
      : 'NotRun';
  }
}
