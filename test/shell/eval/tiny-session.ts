/** A session with a handful of commands: what the engine's tests run scripts in. */
import type {Command, PipelineContext, Stage, Streams} from '../../../shell/eval/runtime.ts';
import {blockStage} from '../../../shell/eval/block-stages.ts';
import {parseBlock} from '../../../shell/eval/parse-block.ts';
import {recordOf} from '../../../shell/errors/raise.ts';
import {ErrorRecord, newErrorRecord} from '../../../shell/errors/error-record.ts';
import {stopError} from '../../../shell/errors/raise.ts';
import {ExitSignal, isFlow, StopUpstream} from '../../../shell/eval/flow.ts';
import {errorAction} from '../../../shell/eval/statement-error.ts';
import {emit} from '../../../shell/eval/output.ts';
import {Session} from '../../../shell/session/session.ts';
import {asNumber, toText} from '../../../shell/conversion/index.ts';
import type {Value} from '../../../shell/values/value.ts';

/** A command from a function of its positional arguments; `process` per object, `end` at the end. */
function command(
  name: string,
  make: (args: Value[], context: PipelineContext) => Partial<Stage>,
): Command {
  return {
    name,
    commandType: 'Cmdlet',
    createStage(args, context) {
      const values = args.filter(argument => argument.kind === 'positional');
      const stage = make(
        values.map(argument => argument.value),
        context,
      );
      return {
        begin: () => stage.begin?.(),
        process: value => stage.process?.(value),
        end: () => stage.end?.(),
        dispose: () => stage.dispose?.(),
      };
    },
  };
}

const COMMANDS: readonly Command[] = [
  {
    name: 'ForEach-Object',
    commandType: 'Cmdlet',
    createStage: (args, context) => blockStage('ForEach', args, context) as Stage,
  },
  {
    name: 'Where-Object',
    commandType: 'Cmdlet',
    createStage: (args, context) => blockStage('Where', args, context) as Stage,
  },
  command('Write-Output', (args, {out, expectingInput}) => ({
    process: value => {
      if (expectingInput) emit(value, out);
      else for (const argument of args) emit(argument, out);
    },
  })),
  command('Out-Null', () => ({})),
  command('Sum', (_args, {out}) => {
    let sum = 0;
    return {
      process: value => {
        sum += asNumber(value);
      },
      end: () => out.process(sum),
    };
  }),
  {
    name: 'First',
    commandType: 'Cmdlet',
    createStage(args, {out}) {
      const [count] = args;
      let left = count?.kind === 'positional' ? asNumber(count.value) : 1;
      const stage: Stage = {
        begin: () => undefined,
        process(value) {
          if (left-- > 0) out.process(value);
          if (left <= 0) throw new StopUpstream(stage);
        },
        end: () => undefined,
      };
      return stage;
    },
  },
  command('Write-Error', (args, {frame, pipeline, session, streams}) => ({
    process() {
      const text = toText(args[0]);
      const record = newErrorRecord(
        'Microsoft.PowerShell.Commands.WriteErrorException',
        'NotSpecified',
        text,
        null,
        'Microsoft.PowerShell.Commands.WriteErrorException',
      );
      recordOf(record, frame);
      pipeline.failed = true;
      const action = errorAction(frame);
      session.recordError(record);
      if (action === 'stop') throw stopError(record);
      if (action === 'continue') streams.error.process(record);
    },
  })),
  command('Invoke-Expression', (args, {frame, out, session}) => ({
    process() {
      const block = parseBlock(toText(args[0]), session, frame.state);
      for (const value of block.invoke({scope: 'current', frame})) out.process(value);
    },
  })),
  command('Set-StrictMode', (args, {frame}) => ({
    process() {
      frame.scope.strict = asNumber(args[0]);
    },
  })),
];

const ALIASES: Readonly<Record<string, string>> = {
  '%': 'foreach-object',
  foreach: 'foreach-object',
  '?': 'where-object',
  where: 'where-object',
  echo: 'write-output',
  iex: 'invoke-expression',
};

export interface Ran {
  /** Text of each object written, in order; errors as `ERROR: text [id]`. */
  readonly lines: string[];
  readonly session: Session;
}

/** A session that writes into `lines`. */
export function tinySession(lines: string[]): Session {
  const byName = new Map(COMMANDS.map(one => [one.name.toLowerCase(), one]));
  const show = (prefix: string) => ({
    process: (value: Value) => void lines.push(prefix + describe(value)),
  });
  const streams: Streams = {
    error: show(''),
    warning: show('WARNING: '),
    verbose: show('VERBOSE: '),
    debug: show('DEBUG: '),
    information: show(''),
  };
  const silent = (): void => undefined;
  return new Session({
    host: {
      name: 'test',
      width: 80,
      height: 25,
      isInteractive: false,
      supportsAnsi: false,
      write: silent,
      writeLine: silent,
      writeErrorLine: silent,
      readLine: () => null,
      readSecret: () => null,
      openRawTerminal: () => {
        throw new Error('there is no terminal');
      },
      promptForChoice: (_caption, _message, _choices, standard) => standard,
    },
    resolver: {
      resolve(name, frame) {
        const lower = name.toLowerCase();
        return (
          frame.session.findFunction(lower, frame.scope) ?? byName.get(ALIASES[lower] ?? lower)
        );
      },
      requireModule: () => null,
    },
    formatter: {
      write: value => void lines.push(describe(value)),
      flush: silent,
    },
    streams,
  });
}

function describe(value: Value): string {
  if (value instanceof ErrorRecord)
    return `ERROR: ${value.message} [${value.fullyQualifiedErrorId}]`;
  return value === null ? '<null>' : toText(value);
}

/** Runs a script at the prompt of a fresh session. */
export function run(script: string): Ran {
  const lines: string[] = [];
  const session = tinySession(lines);
  runIn(session, script, lines);
  return {lines, session};
}

/** Runs one more line in a session. */
export function runIn(session: Session, script: string, lines: string[]): void {
  const {topFrame} = session;
  try {
    const block = parseBlock(script, session, session.globalState);
    const stage = block.command.createStage([], {
      session,
      frame: topFrame,
      out: topFrame.out,
      streams: topFrame.streams,
      source: block.source,
      ast: block.ast,
      invocationName: '',
      dotSourced: true,
      expectingInput: false,
      pipelinePosition: 1,
      pipelineLength: 1,
      pipeline: {failed: false},
    });
    try {
      stage.begin();
      stage.process(undefined);
      stage.end();
    } finally {
      stage.dispose?.();
    }
  } catch (thrown) {
    if (thrown instanceof ExitSignal) lines.push(`EXIT ${thrown.exitCode}`);
    else if (isFlow(thrown)) lines.push(`FLOW ${(thrown as object).constructor.name}`);
    else {
      const record = recordOf(thrown, topFrame);
      session.recordError(record);
      lines.push(`TERMINATED: ${describe(record)}`);
    }
  }
}
