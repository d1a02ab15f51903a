/**
 * InvocationInfo: how and where a command was called. `$MyInvocation`, and the place of an error.
 *
 * Source: language specification 4.1 (`$MyInvocation`) and 12.3 (PositionMessage).
 */
import {dirname} from 'node:path';
import type {Node} from '../../grammar/ast.ts';
import type {Frame} from '../eval/frame.ts';
import type {CallSite, Command} from '../eval/runtime.ts';
import type {SourceText} from '../eval/source-text.ts';
import {historyOf} from '../session/history.ts';
import type {Session} from '../session/session.ts';
import type {Value} from '../values/value.ts';

interface Invocation {
  readonly invocationName: string;
  readonly pipelineLength: number;
  readonly pipelinePosition: number;
  readonly expectingInput: boolean;
}

export class InvocationInfo {
  readonly myCommand: Command | null;
  readonly source: SourceText;
  readonly node: Node;
  readonly invocationName: string;
  readonly pipelineLength: number;
  readonly pipelinePosition: number;
  readonly expectingInput: boolean;
  /** Number of the line of history it belongs to; 0 for a text of which nothing ran. */
  historyId = 0;
  boundParameters: Value = null;
  unboundArguments: readonly Value[] = [];

  constructor(
    myCommand: Command | null,
    source: SourceText,
    node: Node,
    call: Invocation = NO_CALL,
  ) {
    this.myCommand = myCommand;
    this.source = source;
    this.node = node;
    this.invocationName = call.invocationName;
    this.pipelineLength = call.pipelineLength;
    this.pipelinePosition = call.pipelinePosition;
    this.expectingInput = call.expectingInput;
  }

  /** How `command` was called. */
  static ofCall(command: Command, call: CallSite & {readonly session?: Session}): InvocationInfo {
    const made = new InvocationInfo(command, call.source, call.ast, call);
    if (call.session) made.historyId = historyOf(call.session).running;
    return made;
  }

  /** The statement `frame` is at, as the place of an error in an expression: of no command. */
  static ofStatement(frame: Frame): InvocationInfo {
    return InvocationInfo.ofNode(frame, frame.at);
  }

  /** A part of the code that runs in `frame`. */
  static ofNode(
    frame: Frame,
    node: Node,
    command: Command | null = null,
    call?: Invocation,
  ): InvocationInfo {
    const made = new InvocationInfo(command, frame.source, node, call);
    made.historyId = historyOf(frame.session).running;
    return made;
  }

  /** A place in a text of which nothing ran: a syntax error. */
  static ofText(source: SourceText, node: Node): InvocationInfo {
    return new InvocationInfo(null, source, node, NO_CALL);
  }

  get scriptName(): string {
    return this.source.file;
  }
  get scriptLineNumber(): number {
    return this.source.position(this.node.start).line;
  }
  get offsetInLine(): number {
    return this.source.position(this.node.start).column;
  }
  get line(): string {
    return this.source.lineAt(this.node.start);
  }
  /** The source text of the command or statement. */
  get statement(): string {
    return this.source.textOf(this.node);
  }
  get psCommandPath(): string {
    return this.source.file;
  }
  get psScriptRoot(): string {
    return this.source.file === '' ? '' : dirname(this.source.file);
  }

  /** `At FILE:LINE char:COL`, the line, and tildes under the part; nothing for a call from no text. */
  get positionMessage(): string {
    if (this.source.text === '') return '';
    const {line, column} = this.source.position(this.node.start);
    const text = this.line;
    const length = Math.max(1, Math.min(this.node.end - this.node.start, text.length - column + 1));
    const place = this.source.file === '' ? 'line' : this.source.file;
    const under = ' '.repeat(column - 1) + '~'.repeat(length);
    return `At ${place}:${line} char:${column}\n+ ${text}\n+ ${under}`;
  }
}

const NO_CALL = {
  invocationName: '',
  pipelineLength: 0,
  pipelinePosition: 0,
  expectingInput: false,
};
