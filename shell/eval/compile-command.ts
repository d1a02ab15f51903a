/**
 * Commands: finding what a name leads to, evaluating arguments, opening a stage.
 *
 * A call of a simple function with plain positional arguments does not go through stages at all
 * (function-call.ts). Language specification 1.6, 11.2 and 11.3.
 */
import type {
  CommandAst,
  CommandParameterAst,
  ExpressionAst,
  VariableExpressionAst,
} from '../../grammar/ast.ts';
import {toText} from '../conversion/to-text.ts';
import {badInvocation, commandNotFound} from '../errors/engine-errors.ts';
import {Raised, recordOf} from '../errors/raise.ts';
import {InvocationInfo} from '../errors/invocation-info.ts';
import type {ErrorRecord} from '../errors/error-record.ts';
import type {NetException} from '../values/net-exception.ts';
import {runtimeError} from '../values/net-exception.ts';
import {enumerate, isEnumerable} from '../values/enumerate.ts';
import {Hashtable} from '../values/hashtable.ts';
import {unwrap} from '../values/ps-wrapper.ts';
import {isNull} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {compileVariable} from './compile-variable.ts';
import type {Frame} from './frame.ts';
import {FunctionCommand} from './function-command.ts';
import {callFunction} from './function-call.ts';
import {namedWord} from './parameter-words.ts';
import {compileRedirections} from './redirection.ts';
import {runPipeline} from './run-pipeline.ts';
import type {
  CallSite,
  Command,
  CommandArgument,
  PipelineContext,
  PipelineStatus,
  Sink,
  Stage,
} from './runtime.ts';
import {ScriptBlock} from './script-block.ts';
import {SessionState} from '../session/session-state.ts';
import {plainExpression} from './plain-expression.ts';
import type {Expression, Unit} from './unit.ts';
import {uncollected} from '../cmdlet/variable-collectors.ts';
import {watcher} from './watching.ts';
import {compileExpression} from './compile.ts';
import type {RunInto} from './compile.ts';

export interface CallShape {
  readonly expectingInput: boolean;
  readonly pipelineLength: number;
  readonly pipeline: PipelineStatus;
}

/** One command of a pipeline. */
export interface CommandSite {
  /** Finds the command and evaluates its arguments. */
  prepare(f: Frame): PreparedCommand;
}

/** A command with its arguments, ready to be connected to the next one. */
export interface PreparedCommand {
  connect(
    out: Sink,
    shape: CallShape,
  ): {readonly stage: Stage; readonly close: (() => void) | null};
}

/** `position`: 0-based place among the pipeline's elements. */
export function compileCommand(ast: CommandAst, unit: Unit, position: number): CommandSite {
  const target = compileTarget(ast, unit);
  const evaluate = compileArguments(ast.elements.slice(1), unit);
  const redirect = compileRedirections(ast.redirections, unit);
  const {source} = unit;
  const likeMethod = isLikeMethodCall(ast);
  return {
    prepare(f) {
      if (likeMethod && f.scope.strictVersion() >= 2) throw calledLikeMethod();
      const found = target(f);
      const evaluated = evaluate(f);
      const {command, args} =
        found.skip === null ? {command: found.command, args: evaluated} : found.skip(evaluated);
      return {
        connect(out, shape) {
          const isLast = position + 1 >= shape.pipelineLength;
          const streams = isLast ? f.streams : uncollected(f.streams);
          const redirected = redirect === null ? null : redirect(f, out, streams);
          const context: PipelineContext = {
            session: f.session,
            frame: f,
            out: redirected?.out ?? out,
            streams: redirected?.streams ?? streams,
            source,
            ast,
            invocationName: found.name,
            dotSourced: ast.invocationOperator === '.',
            expectingInput: shape.expectingInput,
            pipelinePosition: position + 1,
            pipelineLength: shape.pipelineLength,
            pipeline: shape.pipeline,
          };
          try {
            const stage = command.createStage(args, context);
            return {stage, close: redirected === null ? null : () => redirected.close()};
          } catch (thrown) {
            redirected?.close();
            throw thrown;
          }
        },
      };
    },
  };
}

/** `f(1, 2)`: a function called as a method is, which gives it one list. */
function isLikeMethodCall({elements}: CommandAst): boolean {
  const [name, list, ...more] = elements;
  if (more.length > 0 || list?.kind !== 'ParenExpressionAst' || name?.end !== list.start)
    return false;
  return plainExpression(list.pipeline)?.kind === 'ArrayLiteralAst';
}

function calledLikeMethod(): NetException {
  return runtimeError(
    'StrictModeFunctionCallWithParens',
    'The function or command was called as if it were a method. Parameters should be separated by spaces. For information about parameters, see the about_Parameters Help topic.',
  );
}

/** A pipeline that is one command. */
export function compileSingleCommand(ast: CommandAst, unit: Unit): RunInto {
  const site = [compileCommand(ast, unit, 0)];
  const isPlain = ast.redirections.length === 0 && !isLikeMethodCall(ast);
  const quick = isPlain ? compilePlainArguments(ast, unit) : null;
  if (quick === null || ast.invocationOperator === '.') {
    return (f, out) => runPipeline(f, site, 1, null, out);
  }
  const target = compileTarget(ast, unit);
  const call: CallSite = {
    source: unit.source,
    ast,
    invocationName: nameOf(ast, unit),
    expectingInput: false,
    pipelinePosition: 1,
    pipelineLength: 1,
  };
  return (f, out) => {
    const {command, skip} = target(f);
    if (skip === null && command instanceof FunctionCommand && command.isPlain) {
      callFunction(f, command, quick(f), out, call);
      f.session.ok = true;
    } else runPipeline(f, site, 1, null, out);
  };
}

function nameOf(ast: CommandAst, unit: Unit): string {
  const [head] = ast.elements;
  if (head?.kind === 'StringConstantExpressionAst') return head.value;
  return ast.invocationOperator || (head === undefined ? '' : unit.textOf(head));
}

// ---- what is called ----------------------------------------------------------------------------

interface Target {
  readonly command: Command;
  readonly name: string;
  /** For `& $module {}`: turns the arguments into the block to run and what it gets. */
  readonly skip:
    | ((args: readonly CommandArgument[]) => {command: Command; args: readonly CommandArgument[]})
    | null;
}

function compileTarget(ast: CommandAst, unit: Unit): (f: Frame) => Target {
  const [head] = ast.elements;
  if (head === undefined || head.kind === 'CommandParameterAst') throw new Error('no command');
  const target =
    head.kind === 'StringConstantExpressionAst'
      ? namedTarget(head.value, ast)
      : computedTarget(compileExpression(head, unit), ast);
  if (!unit.isWatched) return target;
  return f => {
    const found = target(f);
    watcher?.onCommand(f, ast, found.command.name);
    return found;
  };
}

function computedTarget(value: Expression, ast: CommandAst): (f: Frame) => Target {
  return f => valueTarget(f, unwrap(value(f)), ast);
}

/** A fixed name; what it leads to is kept until some name may lead elsewhere. */
function namedTarget(name: string, ast: CommandAst): (f: Frame) => Target {
  let version = -1;
  let state: SessionState | null = null;
  let known: Target | null = null;
  return f => {
    const {session} = f;
    if (known !== null && version === session.commandVersion && state === f.state) return known;
    const command = session.resolveCommand(name, f);
    if (command === undefined) throw notFoundAt(f, name, ast);
    known = {command, name, skip: null};
    version = session.commandVersion;
    ({state} = f);
    return known;
  };
}

function valueTarget(f: Frame, value: Value, ast: CommandAst): Target {
  if (value instanceof ScriptBlock)
    return {command: value.command, name: ast.invocationOperator, skip: null};
  if (isCommand(value)) return {command: value, name: value.name, skip: null};
  const state = (value as {sessionState?: unknown} | null)?.sessionState;
  if (state instanceof SessionState) return moduleTarget(f, state, ast);
  if (isNull(value)) throw locatedAt(f, badInvocation(), ast);
  const name = toText(value);
  const command = name === '' ? undefined : f.session.resolveCommand(name, f);
  if (command === undefined) {
    throw typeof value === 'string' && name !== ''
      ? notFoundAt(f, name, ast)
      : locatedAt(f, badInvocation(), ast);
  }
  return {command, name, skip: null};
}

function isCommand(value: Value): value is Command {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as {createStage?: unknown}).createStage === 'function'
  );
}

/** `& $module { ... } args`: the block, or the command named, inside the module. */
function moduleTarget(f: Frame, state: SessionState, ast: CommandAst): Target {
  const skip: Target['skip'] = args => {
    const [first, ...rest] = args;
    const inner = first?.kind === 'positional' ? unwrap(first.value) : null;
    if (inner instanceof ScriptBlock) return {command: inner.boundTo(state).command, args: rest};
    const name = toText(inner);
    const command = f.session.findFunction(name, state.scope) ?? f.session.resolveCommand(name, f);
    if (command === undefined) throw notFoundAt(f, name, ast);
    return {command, args: rest};
  };
  const nothing: Command = {
    name: '',
    commandType: 'Script',
    createStage() {
      throw badInvocation();
    },
  };
  return {command: nothing, name: ast.invocationOperator, skip};
}

function notFoundAt(f: Frame, name: string, ast: CommandAst): Raised {
  const raised = locatedAt(f, commandNotFound(name), ast);
  raised.record.categoryInfo.activity = '';
  return raised;
}

/** The error with the command, not the whole statement, as its place. */
function locatedAt(f: Frame, exception: NetException, ast: CommandAst): Raised {
  const [head] = ast.elements;
  const record: ErrorRecord = recordOf(exception, f);
  record.invocationInfo = InvocationInfo.ofNode(f, head ?? ast, null, {
    invocationName: head === undefined ? '' : f.source.textOf(head),
    pipelineLength: 0,
    pipelinePosition: 0,
    expectingInput: false,
  });
  return new Raised(record, 'statement');
}

// ---- arguments ---------------------------------------------------------------------------------

type Element = CommandParameterAst | ExpressionAst;

/** The argument values when all are plain and positional; null when a parameter or splat is there. */
function compilePlainArguments(ast: CommandAst, unit: Unit): ((f: Frame) => Value[]) | null {
  const parts: Expression[] = [];
  for (const element of ast.elements.slice(1)) {
    if (element.kind === 'CommandParameterAst') return null;
    if (element.kind === 'VariableExpressionAst' && element.splatted) return null;
    if (hasSpelling(element, unit)) return null;
    parts.push(compileExpression(element, unit));
  }
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return f => [only(f) ?? null];
  return f => parts.map(part => part(f) ?? null);
}

/** Whether it is a number written otherwise than it reads: `01`, `1kb`. */
function hasSpelling(element: Element, unit: Unit): boolean {
  if (element.kind !== 'ConstantExpressionAst' && element.kind !== 'UnaryExpressionAst')
    return false;
  const text = wordText(element, unit);
  return text !== null && !/^-?(?:0|[1-9]\d*)$/.test(text);
}

/** The arguments of one call. */
export function compileArguments(
  elements: readonly Element[],
  unit: Unit,
): (f: Frame) => CommandArgument[] {
  const parts = elements.map(element => compileArgument(element, unit));
  return f => {
    const args: CommandArgument[] = [];
    for (const part of parts) part(f, args);
    return args;
  };
}

type AddArgument = (f: Frame, args: CommandArgument[]) => void;

function compileArgument(element: Element, unit: Unit): AddArgument {
  if (element.kind === 'CommandParameterAst') return compileParameterWord(element, unit);
  if (element.kind === 'VariableExpressionAst' && element.splatted)
    return compileSplat(element, unit);
  const value = compileExpression(element, unit);
  const text = wordText(element, unit);
  if (text === null) {
    return (f, args) => args.push({kind: 'positional', value: value(f) ?? null, node: element});
  }
  const bare = element.kind !== 'ConstantExpressionAst' && element.kind !== 'UnaryExpressionAst';
  return (f, args) =>
    args.push({kind: 'positional', value: value(f) ?? null, text, bare, node: element});
}

/** The source of a bare word, a number or an unspaced list of them. */
function wordText(element: ExpressionAst, unit: Unit): string | null {
  switch (element.kind) {
    case 'StringConstantExpressionAst':
    case 'ExpandableStringExpressionAst':
      return element.stringConstantType === 'BareWord' ? unit.textOf(element) : null;
    case 'ConstantExpressionAst':
    case 'ArrayLiteralAst':
      return unit.textOf(element);
    case 'UnaryExpressionAst':
      return element.child.kind === 'ConstantExpressionAst' ? unit.textOf(element) : null;
    default:
      return null;
  }
}

function compileParameterWord(element: CommandParameterAst, unit: Unit): AddArgument {
  const name = element.parameterName;
  if (element.argument === null) {
    const text = unit.textOf(element);
    return (_f, args) => args.push({kind: 'named', name, hasValue: false, text, node: element});
  }
  const value = compileExpression(element.argument, unit);
  const spaced = /\s/.test(unit.source.text[element.argument.start - 1] ?? '');
  return (f, args) =>
    args.push({
      kind: 'named',
      name,
      spaced,
      value: value(f) ?? null,
      hasValue: true,
      text: `-${name}:`,
      node: element,
    });
}

/** `@h` gives named arguments, `@list` positional ones; words remembered from `$args` stay names. */
function compileSplat(element: VariableExpressionAst, unit: Unit): AddArgument {
  const variable = compileVariable({...element, splatted: false}, unit);
  return (f, args) => {
    const value = unwrap(variable(f));
    if (value instanceof Hashtable) {
      for (const [key, item] of value.entries()) {
        const name = toText(key);
        args.push({
          kind: 'named',
          name,
          value: item,
          hasValue: true,
          text: `-${name}:`,
          splatted: true,
          node: element,
        });
      }
      return;
    }
    const items = isEnumerable(value) ? [...enumerate(value)] : isNull(value) ? [] : [value];
    for (const item of items) {
      args.push(
        namedWord(item) ?? {
          kind: 'positional',
          value: item ?? null,
          splatted: true,
          node: element,
        },
      );
    }
  };
}
