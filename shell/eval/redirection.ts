/** `>`, `2>&1`, `*> file`: where the streams of one pipeline element go. Language specification 2. */
import type {FileRedirectionAst, RedirectionAst, StreamName} from '../../grammar/ast.ts';
import {commandNotFound} from '../errors/engine-errors.ts';
import {isNull} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import type {Frame} from './frame.ts';
import {discard} from './output.ts';
import type {Sink, Streams} from './runtime.ts';
import type {Expression, Unit} from './unit.ts';
import {compileExpression} from './compile.ts';

export interface Redirected {
  readonly out: Sink;
  readonly streams: Streams;
  /** Finishes the files. */
  close(): void;
}

export type Redirect = (f: Frame, out: Sink, streams: Streams) => Redirected;

type SideStream = keyof Streams;
const SIDE_STREAMS: readonly SideStream[] = ['error', 'warning', 'verbose', 'debug', 'information'];

/** Null when there are none. */
export function compileRedirections(
  redirections: readonly RedirectionAst[],
  unit: Unit,
): Redirect | null {
  if (redirections.length === 0) return null;
  const files = redirections
    .filter(redirection => redirection.kind === 'FileRedirectionAst')
    .map(redirection => ({ast: redirection, path: compileExpression(redirection.location, unit)}));
  const merges = redirections
    .filter(redirection => redirection.kind === 'MergingRedirectionAst')
    .map(redirection => redirection.fromStream);
  return (f, out, streams) => open(f, out, streams, files, merges);
}

function open(
  f: Frame,
  out: Sink,
  streams: Streams,
  files: readonly {readonly ast: FileRedirectionAst; readonly path: Expression}[],
  merges: readonly StreamName[],
): Redirected {
  const sinks: Record<SideStream | 'success', Sink> = {...pick(streams), success: out};
  const opened: FileSink[] = [];
  for (const {ast, path} of files) {
    const target = openFile(f, path(f), ast.append);
    if (target instanceof FileSink) opened.push(target);
    for (const name of streamsOf(ast.fromStream)) sinks[name] = target;
  }
  for (const from of merges) {
    for (const name of streamsOf(from)) if (name !== 'success') sinks[name] = sinks.success;
  }
  const {success, ...side} = sinks;
  return {
    out: success,
    streams: side,
    close: () => {
      for (const file of opened) file.close();
    },
  };
}

function pick(streams: Streams): Streams {
  const {error, warning, verbose, debug, information} = streams;
  return {error, warning, verbose, debug, information};
}

function streamsOf(name: StreamName): readonly (SideStream | 'success')[] {
  return name === 'all' ? ['success', ...SIDE_STREAMS] : [name];
}

function openFile(f: Frame, path: Value, append: boolean): Sink {
  return isNull(path) ? discard : new FileSink(f, path, append);
}

/** A file written the way Out-File writes it; opened at once, so that an empty output makes an empty file. */
class FileSink implements Sink {
  readonly #stage;

  constructor(f: Frame, path: Value, append: boolean) {
    const command = f.session.resolveCommand('Microsoft.PowerShell.Utility\\Out-File', f);
    if (command === undefined) throw commandNotFound('Out-File');
    this.#stage = command.createStage(
      [
        {kind: 'named', name: 'LiteralPath', value: path, hasValue: true, text: '-LiteralPath'},
        {kind: 'named', name: 'Append', value: append, hasValue: true, text: '-Append'},
        {kind: 'named', name: 'Width', value: 2147483647 - 1, hasValue: true, text: '-Width'},
      ],
      {
        session: f.session,
        frame: f,
        out: discard,
        streams: f.streams,
        source: f.source,
        ast: f.at,
        invocationName: 'Out-File',
        dotSourced: false,
        expectingInput: true,
        pipelinePosition: 1,
        pipelineLength: 1,
        pipeline: {failed: false},
      },
    );
    this.#stage.begin();
  }

  process(value: Value): void {
    this.#stage.process(value);
  }

  close(): void {
    try {
      this.#stage.end();
    } finally {
      this.#stage.dispose?.();
    }
  }
}
