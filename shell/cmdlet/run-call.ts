/** Running a command by name from within a cmdlet: `run.call('Get-Item', '-Path', '/')`. */
import {commandNotFound} from '../errors/engine-errors.ts';
import type {Command, CommandArgument, PipelineContext, Sink, Streams} from '../eval/runtime.ts';
import {SwitchParameter} from '../values/switch-parameter.ts';
import type {Value} from '../values/value.ts';

/** Values as arguments: a string that begins with a dash and a letter names a parameter. */
export function argumentsOf(values: readonly Value[]): CommandArgument[] {
  return values.map(value =>
    typeof value === 'string' && /^-[A-Za-z]\w*$/.test(value)
      ? {kind: 'named', name: value.slice(1), hasValue: false, text: value}
      : {kind: 'positional', value},
  );
}

/** Values by parameter name, each bound by that name alone; `true` of a switch included. */
export function namedArguments(values: Readonly<Record<string, Value>>): CommandArgument[] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({
      kind: 'named',
      name,
      hasValue: true,
      value: value instanceof SwitchParameter ? value.isPresent : value,
      text: `-${name}:`,
    }));
}

/** Runs the command `name` with `values`; its output goes to `out`. Throws when there is no such command. */
export function callCommand(
  name: string,
  values: readonly Value[],
  caller: PipelineContext,
  streams: Streams,
  out: Sink,
): void {
  const command = caller.session.resolveCommand(name, caller.frame);
  if (command === undefined) throw commandNotFound(name);
  runCommand(command, argumentsOf(values), {caller, streams, out, name});
}

export interface CommandCall {
  readonly caller: PipelineContext;
  readonly streams: Streams;
  readonly out: Sink;
  readonly name: string;
  /** Objects piped in; absent: the command expects no input. */
  readonly input?: Iterable<Value>;
}

/** Runs one command as a pipeline of its own. */
export function runCommand(
  command: Command,
  args: readonly CommandArgument[],
  call: CommandCall,
): void {
  const {caller, streams, out, name, input} = call;
  const stage = command.createStage(args, {
    ...caller,
    streams,
    out,
    invocationName: name,
    dotSourced: false,
    expectingInput: input !== undefined,
    pipelinePosition: 1,
    pipelineLength: 1,
    pipeline: {failed: false},
  });
  try {
    stage.begin();
    if (input === undefined) stage.process(undefined);
    else for (const value of input) stage.process(value);
    stage.end();
  } finally {
    stage.dispose?.();
  }
}
