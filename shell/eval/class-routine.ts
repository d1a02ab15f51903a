/**
 * Methods and constructors of script classes: compiled code with its own scope, whose parent is where the
 * class was defined. An error ends a method and its callers; only `return` gives a value.
 *
 * Source: language specification 15.
 */
import type {FunctionMemberAst, PropertyMemberAst, TypeConstraintAst} from '../../grammar/ast.ts';
import {convertTo} from '../conversion/convert.ts';
import {raisedOf} from '../errors/raise.ts';
import {Layout, Scope} from '../session/scope.ts';
import type {SessionState} from '../session/session.ts';
import {Variable} from '../session/variable.ts';
import {objectType, voidType} from '../values/core-types.ts';
import {requireType} from '../values/find-type.ts';
import type {Overload} from '../values/member-table.ts';
import type {NetType} from '../values/net-type.ts';
import type {Value} from '../values/value.ts';
import {chooseByTypes} from './class-overload.ts';
import {compileBody} from './compile-block.ts';
import {currentSession, setCurrentSession} from './current-session.ts';
import type {Body} from './compile-block.ts';
import {typeScope} from './compile-type.ts';
import {isFlow} from './flow.ts';
import {Frame} from './frame.ts';
import {runBody} from './function-call.ts';
import {discard} from './output.ts';
import type {SourceText} from './source-text.ts';
import type {Expression} from './unit.ts';
import {Unit} from './unit.ts';
import {compileExpression} from './compile.ts';

/** Where the class was defined: its code runs there, not where it is called. */
export interface Home {
  readonly frame: Frame;
  readonly scope: Scope;
  readonly state: SessionState;
  readonly source: SourceText;
  readonly type: NetType;
}

interface Parameter {
  readonly name: string;
  readonly slot: number;
  readonly type: NetType;
}

/** A method or constructor ready to run. */
export interface Routine {
  readonly ast: FunctionMemberAst;
  readonly parameters: readonly Parameter[];
  readonly returnType: NetType;
  readonly layout: Layout;
  readonly body: Body | null;
  readonly baseArguments: readonly Expression[];
}

export function typeOfConstraint(constraint: TypeConstraintAst | null, f: Frame): NetType {
  return constraint === null ? objectType : requireType(constraint.typeName.fullName, typeScope(f));
}

/** What a property starts with. */
export interface Initialiser {
  readonly ast: PropertyMemberAst;
  readonly value: Expression;
  readonly layout: Layout;
  set(self: Value, value: Value): void;
}

/** Sets a property to its initial value, which is found in a scope of its own with `$this`. */
export function runInitialiser(initialiser: Initialiser, home: Home, self: Value): void {
  const frame = classFrame(home, initialiser.layout, initialiser.ast);
  if (self !== null) frame.scope.put('this', self);
  try {
    runAtHome(frame, running => initialiser.set(self, initialiser.value(running)));
  } catch (thrown) {
    throw isFlow(thrown) ? thrown : raisedOf(thrown, frame);
  }
}

/** Runs code of a class in the session that defined it, whichever one calls. */
function runAtHome(frame: Frame, body: Body): void {
  const caller = currentSession();
  setCurrentSession(frame.session);
  try {
    runBody(frame, body);
  } finally {
    setCurrentSession(caller);
  }
}

function classFrame(home: Home, layout: Layout, at: Frame['at']): Frame {
  const {session} = home.frame;
  const scope = new Scope(home.scope, layout);
  const frame = new Frame(
    session,
    scope,
    home.state,
    home.source,
    discard,
    session.frame.streams,
    at,
  );
  scope.owner = frame;
  frame.runningClass = home.type;
  return frame;
}

// ---- methods -----------------------------------------------------------------------------------

export function compileRoutine(ast: FunctionMemberAst, home: Home): Routine {
  const layout = new Layout();
  const unit = new Unit(layout, home.source, true);
  const {frame} = home;
  layout.slot('this');
  const parameters = ast.parameters.map(parameter => {
    const type = parameter.attributes.find(one => one.kind === 'TypeConstraintAst') ?? null;
    return {
      name: parameter.name.name,
      slot: layout.slot(parameter.name.name.toLowerCase()),
      type: type?.kind === 'TypeConstraintAst' ? typeOfConstraint(type, frame) : objectType,
    };
  });
  return {
    ast,
    parameters,
    returnType: ast.returnType === null ? voidType : typeOfConstraint(ast.returnType, frame),
    layout,
    baseArguments: (ast.baseArguments ?? []).map(argument => compileExpression(argument, unit)),
    body: ast.body.endBlock === null ? null : compileBody(ast.body.endBlock, unit),
  };
}

/** One overload for each count of parameters; among those of equal count the types decide. */
export function overloadsOf(
  routines: readonly Routine[],
  run: (routine: Routine, self: Value, args: Value[]) => Value,
): Overload[] {
  const byCount = groupBy(routines, routine => String(routine.parameters.length));
  return byCount.map(group => ({
    plain: false,
    signature: {
      name: group[0]?.ast.name ?? '',
      generics: [],
      returnType: 'object',
      parameters: (group[0]?.parameters ?? []).map(({name}) => ({
        name,
        type: 'object',
        rest: false,
        byRef: false,
        optional: false,
        defaultText: undefined,
      })),
      text: group.map(signatureText).join(', '),
    },
    call(self, args) {
      const types = group.map(routine => routine.parameters.map(parameter => parameter.type));
      const routine = group[chooseByTypes(types, args)] as Routine;
      return run(routine, self, args);
    },
  }));
}

function signatureText(routine: Routine): string {
  const {ast, parameters, returnType} = routine;
  const list = parameters.map(({name, type}) => `${type.accelerator ?? type.name} ${name}`);
  const head = ast.isConstructor ? '' : `${returnType.accelerator ?? returnType.name} `;
  return `${head}${ast.isConstructor ? `${ast.name} new` : ast.name}(${list.join(', ')})`;
}

/** Items with equal keys together, in order of first appearance. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** Runs a method: errors end it and its callers; only `return` gives a value. */
export function invoke(routine: Routine, home: Home, self: Value, args: readonly Value[]): Value {
  const frame = routineFrame(routine, home, self, args);
  runRoutine(frame, routine);
  if (routine.returnType === voidType) return undefined;
  return routine.returnType === objectType
    ? frame.returned
    : convertTo(frame.returned ?? null, routine.returnType);
}

export function routineFrame(
  routine: Routine,
  home: Home,
  self: Value,
  args: readonly Value[],
): Frame {
  const frame = classFrame(home, routine.layout, routine.ast);
  if (self !== null) frame.slots[0] = self;
  routine.parameters.forEach((parameter, at) => {
    const variable = new Variable(parameter.name);
    variable.transform = value => convertTo(value, parameter.type);
    variable.assign(args[at] ?? null);
    frame.slots[parameter.slot] = parameter.type === objectType ? (args[at] ?? null) : variable;
  });
  frame.command = {
    name: routine.ast.name,
    commandType: 'Function',
    createStage() {
      throw new Error('a method is no command');
    },
  };
  return frame;
}

export function runRoutine(frame: Frame, {body}: Routine): void {
  if (body === null) return;
  const {session} = frame;
  const saved = session.propagateErrors;
  session.propagateErrors = true;
  try {
    runAtHome(frame, body);
  } catch (thrown) {
    throw isFlow(thrown) ? thrown : raisedOf(thrown, frame);
  } finally {
    session.propagateErrors = saved;
  }
}
