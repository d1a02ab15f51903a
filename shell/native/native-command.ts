/**
 * A program as a command of a pipeline: objects in as text lines, output lines out as strings, streaming.
 *
 * The last command whose output nobody captures owns the terminal; between two programs bytes pass
 * unchanged. Source: language specification 13.
 */
import {basename} from 'node:path';
import {service} from '../cmdlet/services.ts';
import {ErrorRecord, newErrorRecord} from '../errors/error-record.ts';
import {InvocationInfo} from '../errors/invocation-info.ts';
import {locate, stopError} from '../errors/raise.ts';
import type {Command, CommandArgument, PipelineContext, Stage} from '../eval/runtime.ts';
import {toBool, toText} from '../values/index.ts';
import {NetException, runtimeError} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {nativeWords} from './arguments.ts';
import {Child, SpawnFailure} from './child.ts';
import {LineSplitter} from './line-splitter.ts';
import {TextFeed} from './text-feed.ts';

export class NativeCommand implements Command {
  readonly commandType = 'Application';
  readonly name: string;
  /** Absolute path of the program. */
  readonly path: string;

  constructor(path: string) {
    this.path = path;
    this.name = basename(path);
  }

  createStage(args: readonly CommandArgument[], context: PipelineContext): Stage {
    return new NativeStage(this, nativeWords(args, context.session.location), context);
  }
}

function hexadecimal(code: number): string {
  return `0x${code.toString(16).toUpperCase().padStart(2, '0')}`;
}

export class NativeStage implements Stage {
  readonly #command: NativeCommand;
  readonly #words: readonly string[];
  readonly #context: PipelineContext;
  readonly #out = new LineSplitter();
  readonly #err = new LineSplitter();
  readonly #feed: TextFeed;
  #child: Child | null = null;
  #errorCount = 0;

  constructor(command: NativeCommand, words: readonly string[], context: PipelineContext) {
    this.#command = command;
    this.#words = words;
    this.#context = context;
    this.#feed = new TextFeed(context.session, bytes => this.sendBytes(bytes));
  }

  begin(): void {
    const {session, out, streams, expectingInput} = this.#context;
    const {topFrame} = session;
    const ownsOutput = out === topFrame.out;
    if (ownsOutput) session.formatter.flush();
    try {
      this.#child = new Child(service('channel'), {
        file: this.#command.path,
        args: this.#words,
        cwd: session.location,
        env: null,
        stdin: expectingInput ? 'pipe' : 'inherit',
        stdout: ownsOutput ? 'inherit' : 'pipe',
        stderr: streams.error === topFrame.streams.error ? 'inherit' : 'pipe',
      });
    } catch (error) {
      throw error instanceof SpawnFailure ? this.#failed(error) : error;
    }
  }

  process(value: Value): void {
    if (!this.#context.expectingInput) return;
    this.#feed.write(value);
    for (let data = this.#child?.poll(); data !== undefined; data = this.#child?.poll())
      this.#pass(data.stream, data.bytes);
  }

  /** Bytes from a program before this one. */
  sendBytes(bytes: Uint8Array): void {
    this.#child?.send(bytes);
  }

  end(): void {
    const child = this.#child;
    if (child === null) return;
    if (this.#context.expectingInput) {
      this.#feed.finish();
      child.endInput();
    }
    for (let data = child.next(); data !== undefined; data = child.next())
      this.#pass(data.stream, data.bytes);
    for (const line of this.#out.finish()) this.#context.out.process(line);
    for (const line of this.#err.finish()) this.#writeErrorLine(line);
    this.#context.session.checkStop();
    this.#finished(child.exit?.code ?? 0);
  }

  dispose(): void {
    this.#child?.abandon();
  }

  #pass(stream: 'stdin' | 'stdout' | 'stderr', bytes: Uint8Array): void {
    const {out} = this.#context;
    if (stream === 'stderr') for (const line of this.#err.push(bytes)) this.#writeErrorLine(line);
    else if (out instanceof NativeStage) out.sendBytes(bytes);
    else for (const line of this.#out.push(bytes)) out.process(line);
  }

  #writeErrorLine(line: string): void {
    const id = this.#errorCount++ === 0 ? 'NativeCommandError' : 'NativeCommandErrorMessage';
    const record = newErrorRecord(
      id,
      'NotSpecified',
      line,
      line,
      'System.Management.Automation.RemoteException',
    );
    record.categoryInfo.activity = this.#command.name;
    record.invocationInfo = InvocationInfo.ofCall(this.#command, this.#context);
    this.#context.streams.error.process(record);
  }

  #finished(code: number): void {
    const {session, pipeline, frame} = this.#context;
    session.setGlobal('LASTEXITCODE', code);
    if (code === 0) return;
    pipeline.failed = true;
    const wanted = session.getVariable('PSNativeCommandUseErrorActionPreference', frame);
    if (toBool(wanted)) this.#reportExitCode(code);
  }

  #reportExitCode(code: number): void {
    const {session, frame, streams} = this.#context;
    const {name, path} = this.#command;
    const exception = new NetException(
      'System.Management.Automation.NativeCommandExitException',
      `Program "${name}" ended with non-zero exit code: ${code} (${hexadecimal(code)}).`,
      {fields: {ExitCode: code, Path: path, ProcessId: this.#child?.pid ?? 0}},
    );
    const record = new ErrorRecord(exception, 'ProgramExitedWithNonZeroCode', 'NotSpecified', path);
    record.categoryInfo.activity = name;
    record.invocationInfo = InvocationInfo.ofCall(this.#command, this.#context);
    locate(record, frame);
    const action = toText(session.getVariable('ErrorActionPreference', frame)).toLowerCase();
    if (action !== 'ignore') session.recordError(record);
    if (action === 'stop') throw stopError(record);
    if (action === 'continue' || action === 'inquire') streams.error.process(record);
  }

  #failed(failure: SpawnFailure): NetException {
    const why =
      failure.code === 'EACCES'
        ? 'Permission denied'
        : failure.code === 'ENOEXEC'
          ? 'Exec format error'
          : failure.message;
    const {name, path} = this.#command;
    return runtimeError(
      'NativeCommandFailed',
      `Program '${name}' failed to run: An error occurred trying to start process '${path}' with working directory '${this.#context.session.location}'. ${why}`,
      {
        type: 'System.Management.Automation.ApplicationFailedException',
        category: 'ResourceUnavailable',
      },
    );
  }
}
