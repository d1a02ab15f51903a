/**
 * A mocked command: takes the arguments of the command it stands for, by its parameters, and runs a behaviour
 * of the mock table, or the command itself when none fits.
 */
import {type BindingTarget, ParameterBinder} from '../../shell/cmdlet/parameter-binder.ts';
import {CommandMetadata, ParameterMetadata} from '../../shell/cmdlet/metadata.ts';
import {namedArguments} from '../../shell/cmdlet/run-call.ts';
import {CmdletCommand} from '../../shell/cmdlet/cmdlet-command.ts';
import {metadataOf} from '../../shell/commands/command-info.ts';
import {recordOf} from '../../shell/errors/raise.ts';
import {withArguments} from '../../shell/eval/advanced-stage.ts';
import {newFrame, runBody} from '../../shell/eval/function-call.ts';
import {FunctionCommand} from '../../shell/eval/function-command.ts';
import {ScriptStage} from '../../shell/eval/function-stage.ts';
import {Collector} from '../../shell/eval/output.ts';
import {drive} from '../../shell/eval/run-pipeline.ts';
import type {
  Command,
  CommandArgument,
  PipelineContext,
  Sink,
  Stage,
} from '../../shell/eval/runtime.ts';
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import {bindArguments} from '../../shell/eval/simple-parameters.ts';
import {findType, hashtable, type NetType, toBool} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import type {MockArguments, MockBehavior} from './mock-table.ts';
import {pesterState} from './pester-state.ts';

export interface MockSettings {
  readonly original: Command;
  readonly moduleName: string;
  /** Parameters that lose their type, and their checks. */
  readonly untyped: readonly string[];
  readonly unchecked: readonly string[];
}

export class MockCommand extends FunctionCommand {
  readonly settings: MockSettings;

  constructor(settings: MockSettings, body: ScriptBlock) {
    super(settings.original.name, 'Function', body);
    this.settings = settings;
  }

  /** Calls always make a stage. */
  override get isPlain(): boolean {
    return false;
  }

  override createStage(args: readonly CommandArgument[], context: PipelineContext): Stage {
    const {original} = this.settings;
    const simple = original instanceof FunctionCommand && !original.block.compiled.isAdvanced;
    if (simple) return new SimpleMockStage(this, args, context, original);
    const described =
      original instanceof FunctionCommand ? withArguments(original, args, context) : original;
    const metadata = metadataOf(described, context.session);
    return metadata === undefined
      ? new SimpleMockStage(this, args, context, null)
      : new BoundMockStage(this, args, context, relaxed(metadata, this.settings));
  }
}

const OBJECT = 'System.Object';

/** The parameters without what the mock was told to leave out. */
function relaxed(metadata: CommandMetadata, {untyped, unchecked}: MockSettings): CommandMetadata {
  if (untyped.length === 0 && unchecked.length === 0) return metadata;
  const has = (names: readonly string[], name: string) =>
    names.some(each => each.toLowerCase() === name.toLowerCase());
  const parameters = metadata.parameters.map(({spec, name}) => {
    const {validSet: _set, ...open} = spec;
    const checked = has(unchecked, name) ? {...open, validators: []} : spec;
    const type = has(untyped, name) ? (findType(OBJECT) as NetType) : checked.type;
    return new ParameterMetadata({...checked, type});
  });
  return new CommandMetadata({...metadata.spec, parameters});
}

abstract class MockStage implements Stage {
  readonly mock: MockCommand;
  readonly context: PipelineContext;
  readonly given: readonly CommandArgument[];

  constructor(mock: MockCommand, args: readonly CommandArgument[], context: PipelineContext) {
    this.mock = mock;
    this.given = args;
    this.context = context;
  }
  abstract begin(): void;
  abstract process(value: Value): void;
  end(): void {
    // everything was done per object
  }

  /** One call of the mock: notes it, and runs what fits. */
  protected call(args: MockArguments, piped: Value, input: readonly Value[] = [piped]): void {
    const {session} = this.context;
    const state = pesterState(session);
    const {original, moduleName} = this.mock.settings;
    if (state === undefined) return this.#callOriginal(original, input);
    const {block, test, mocks} = state;
    mocks.calls.push({...args, commandName: original.name, moduleName, block, test});
    const behavior = mocks
      .behaviorsOf(original.name, moduleName)
      .find(each => each.filter === null || filterFits(each.filter, args, this.context));
    if (behavior === undefined) return this.#callOriginal(original, input);
    this.#runBehavior(behavior, args, piped);
  }

  #runBehavior(behavior: MockBehavior, args: MockArguments, piped: Value): void {
    behavior.invoked = true;
    runWithArguments(behavior.body, args, this.context, this.context.out, piped);
  }

  #callOriginal(original: Command, piped: readonly Value[]): void {
    const stage = original.createStage(this.given, this.context);
    const input = this.context.expectingInput ? piped : null;
    try {
      drive(this.context.frame, [stage], input, {count: 0});
    } finally {
      stage.dispose?.();
    }
  }
}

/** Bound by the rules of the command that is mocked: cmdlets and advanced functions. */
class BoundMockStage extends MockStage {
  readonly #binder: ParameterBinder;

  constructor(
    mock: MockCommand,
    args: readonly CommandArgument[],
    context: PipelineContext,
    metadata: CommandMetadata,
  ) {
    super(mock, args, context);
    this.#binder = new ParameterBinder(metadata, context, targetFor(mock, context));
    this.#binder.bindCommandLine(args);
  }

  begin(): void {
    // bound when it was made
  }

  process(value: Value): void {
    const {context} = this;
    if (context.expectingInput) {
      const report = (error: unknown): void =>
        context.streams.error.process(recordOf(error, context.frame));
      if (!this.#binder.bindPipelineObject(value, report)) return;
    }
    const bound = new Map<string, Value>();
    const aliases = new Map<string, string>();
    for (const [parameter, bind] of this.#binder.bound) {
      bound.set(parameter.name, bind);
      for (const alias of parameter.aliases) aliases.set(alias, parameter.name);
    }
    this.call({bound, aliases, rest: []}, value);
  }
}

/** Where arguments go: where those of a cmdlet go, which may ask for more; those of a function go nowhere. */
function targetFor(mock: MockCommand, context: PipelineContext): BindingTarget {
  const {original} = mock.settings;
  if (original instanceof CmdletCommand) return original.target(context);
  return {command: mock, assign: () => undefined, unassign: () => undefined};
}

/** Bound by position and name as a simple function; a program gets everything in `$args`. */
class SimpleMockStage extends MockStage {
  readonly #original: FunctionCommand | null;
  readonly #input: Value[] = [];

  constructor(
    mock: MockCommand,
    args: readonly CommandArgument[],
    context: PipelineContext,
    original: FunctionCommand | null,
  ) {
    super(mock, args, context);
    this.#original = original;
  }

  begin(): void {
    // nothing is bound before the end
  }

  process(value: Value): void {
    if (this.context.expectingInput) this.#input.push(value);
  }

  override end(): void {
    const input = this.#input;
    this.call(this.#arguments(), input.length === 1 ? input[0] : input, input);
  }

  #arguments(): MockArguments {
    if (this.#original === null)
      return {bound: new Map(), aliases: new Map(), rest: plain(this.given)};
    const {block} = this.#original;
    const frame = newFrame(this.context.frame, block, block.compiled, this.context.out);
    runBody(frame, inner => bindArguments(inner, block.compiled, this.given));
    return {bound: new Map(frame.given ?? []), aliases: new Map(), rest: frame.args};
  }
}

/** Arguments as a program gets them. */
function plain(args: readonly CommandArgument[]): Value[] {
  return args.flatMap(each => {
    if (each.kind === 'positional') return [each.value];
    return each.hasValue ? [each.text, each.value] : [each.text];
  });
}

/** Does the filter say yes to a call with `args`? */
export function filterFits(
  filter: ScriptBlock,
  args: MockArguments,
  context: PipelineContext,
): boolean {
  const collector = new Collector();
  const state = pesterState(context.session);
  if (state !== undefined) state.inParameterFilter = true;
  try {
    runWithArguments(filter, args, context, collector);
  } finally {
    if (state !== undefined) state.inParameterFilter = false;
  }
  const values = collector.toArray();
  return toBool(values.length === 1 ? values[0] : values);
}

/** Runs a block with the arguments of a call as variables, and as parameters where it declares them. */
export function runWithArguments(
  block: ScriptBlock,
  {bound, aliases, rest}: MockArguments,
  context: PipelineContext,
  out: Sink,
  piped?: Value,
): void {
  const names = new Set(block.compiled.parameters.map(each => each.lower));
  const named = [...bound].filter(([name]) => names.has(name.toLowerCase()));
  const args: CommandArgument[] = [
    ...namedArguments(Object.fromEntries(named)),
    ...rest.map((value): CommandArgument => ({kind: 'positional', value})),
  ];
  const stage = block.command.createStage(args, {
    ...context,
    out,
    dotSourced: false,
    expectingInput: false,
  });
  if (stage instanceof ScriptStage) {
    const {frame} = stage;
    const {scope} = frame;
    const values = hashtable(Object.fromEntries(bound));
    for (const [name, value] of bound) scope.put(name.toLowerCase(), value);
    for (const [alias, name] of aliases) scope.put(alias.toLowerCase(), bound.get(name));
    scope.put('pesterboundparameters', values);
    if (piped !== undefined) scope.underscore = piped;
    frame.bound ??= values;
  }
  try {
    drive(context.frame, [stage], null, {count: 0});
  } finally {
    stage.dispose?.();
  }
}
