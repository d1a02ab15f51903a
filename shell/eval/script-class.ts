/**
 * Classes of scripts. An instance is an object with its own [TYPE] and its property values under FIELDS; a
 * class that derives from a .NET type (Exception, lists) has instances of that type's JavaScript class.
 *
 * Source: language specification 15.
 */
import {raisedOf} from '../errors/raise.ts';
import {isFlow} from './flow.ts';
import type {
  AttributeAst,
  FunctionMemberAst,
  PropertyMemberAst,
  TypeDefinitionAst,
} from '../../grammar/ast.ts';
import {convertTo} from '../conversion/convert.ts';
import {toText} from '../conversion/to-text.ts';
import {Layout} from '../session/scope.ts';
import type {Transform} from '../session/variable.ts';
import {instantiate} from '../cmdlet/script-metadata.ts';
import {construct} from '../values/construct.ts';
import {objectType} from '../values/core-types.ts';
import {makeType} from '../values/define-type.ts';
import type {Method, Overload, Property} from '../values/member-table.ts';
import {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import {noOverload} from '../values/overload.ts';
import {TYPE} from '../values/type-symbol.ts';
import type {Value} from '../values/value.ts';
import {attributeMaker} from './attribute-maker.ts';
import {chooseByTypes} from './class-overload.ts';
import {basesOf, checkDebts, classError} from './class-bases.ts';
import type {Home, Initialiser, Routine} from './class-routine.ts';
import {
  compileRoutine,
  groupBy,
  invoke,
  overloadsOf,
  routineFrame,
  runInitialiser,
  runRoutine,
  typeOfConstraint,
} from './class-routine.ts';
import {fullClassName} from './class-name.ts';
import type {Frame} from './frame.ts';
import {runBody} from './function-call.ts';
import {isScriptClass, markScriptClass} from './script-class-mark.ts';
import {zeroOf} from './simple-parameters.ts';
import {Unit} from './unit.ts';
import {attributeTransform} from './variable-transform.ts';
import {compileExpression} from './compile.ts';

/** Under this key an instance keeps its property values, by lower-case name. */
const FIELDS: unique symbol = Symbol('fields');

interface Instance {
  [TYPE]: NetType;
  [FIELDS]: Map<string, Value>;
}

interface ClassInfo {
  readonly home: Home;
  readonly initialisers: Initialiser[];
  readonly constructors: Routine[];
  /** Initial values of static properties and the static constructor; run when the class is first used. */
  readonly staticWork: (() => void)[];
  /** What ended that work; every later use of the class fails with it too. */
  failure?: NetException;
}

const classes = new WeakMap<NetType, ClassInfo>();

/** Runs what the class does once, before its first use. */
function initialise(info: ClassInfo, type: NetType): void {
  if (info.failure !== undefined) throw info.failure;
  try {
    for (const work of info.staticWork.splice(0)) work();
  } catch (thrown) {
    if (isFlow(thrown)) throw thrown;
    const {record} = raisedOf(thrown, info.home.frame);
    const inner = new NetException(
      'System.Management.Automation.RuntimeException',
      record.message,
      {
        inner: record.exception,
      },
    );
    inner.record = record;
    info.failure = new NetException(
      'System.TypeInitializationException',
      `The type initializer for '${type.name}' threw an exception.`,
      {inner},
    );
    throw info.failure;
  }
}

/** The type without members; `fillClass` adds them when all types of the script are there. */
export function newClass(ast: TypeDefinitionAst, f: Frame): NetType {
  const {base, interfaces} = basesOf(ast, f);
  const methods = new Set(
    ast.members
      .filter(member => member.kind === 'FunctionMemberAst' && !member.isStatic)
      .map(member => member.name.toLowerCase()),
  );
  const type = makeType<object>(
    {
      fullName: fullClassName(ast.name, f),
      base,
      interfaces: interfaces.flatMap(one => [one.fullName, ...one.interfaces]),
      ...(methods.has('tostring')
        ? {toText: (self: object) => toText(call(self, 'ToString', []))}
        : {}),
      ...(methods.has('equals')
        ? {equals: (self: object, other: object) => call(self, 'Equals', [other]) === true}
        : {}),
      ...(methods.has('compareto')
        ? {compare: (self: object, other: object) => Number(call(self, 'CompareTo', [other]))}
        : {}),
    },
    {genericArguments: base.genericArguments, genericParameters: base.genericParameters},
  );
  markScriptClass(type);
  type.scriptFile = f.source.file;
  classes.set(type, {
    home: {frame: f, scope: f.scope, state: f.state, source: f.source, type},
    initialisers: [],
    constructors: [],
    staticWork: [],
  });
  return type;
}

function call(self: object, name: string, args: Value[]): Value {
  const method = (self as Instance)[TYPE].member(name);
  if (method?.kind !== 'method') return undefined;
  const overload = method.overloads.find(one => one.signature?.parameters.length === args.length);
  return overload?.call(self, args);
}

export function fillClass(ast: TypeDefinitionAst, type: NetType, f: Frame): void {
  const info = classes.get(type) as ClassInfo;
  type.attributes = classAttributes(ast, info.home);
  for (const member of ast.members) {
    if (member.kind === 'PropertyMemberAst') addProperty(member, type, info, f);
  }
  const routines = ast.members.filter(member => member.kind === 'FunctionMemberAst');
  const methods = groupBy(
    routines.filter(member => !member.isConstructor),
    member => `${member.isStatic ? 's' : 'i'} ${member.name.toLowerCase()}`,
  );
  for (const group of methods) addMethod(group, type, info);
  addConstructors(routines, type, info);
  checkDebts(ast, type, f);
}

/** Those of a class are made at once: a bad one is a syntax error. */
function classAttributes(ast: TypeDefinitionAst, home: Home): () => Value[] {
  const attributes = attributesOf(ast.attributes, home);
  try {
    attributes();
  } catch (error) {
    if (!(error instanceof NetException)) throw error;
    const id = error.errorId ?? '';
    const name = id.startsWith('InvalidCast') ? 'CannotConvertValue' : id;
    throw classError(home.frame, name, error.message, ast);
  }
  return attributes;
}

// ---- properties --------------------------------------------------------------------------------

function addProperty(ast: PropertyMemberAst, type: NetType, info: ClassInfo, f: Frame): void {
  const {home} = info;
  const lower = ast.name.toLowerCase();
  const valueType = typeOfConstraint(ast.propertyType, f);
  const layout = new Layout();
  const unit = new Unit(layout, home.source);
  const checks = ast.attributes
    .filter(attribute => /^validate/i.test(attribute.typeName.name))
    .map(attribute => attributeTransform(attribute, unit)(f, ast.name));
  const convert: Transform = value =>
    checks.reduce((checked, check) => check(checked), convertTo(value ?? null, valueType));
  const initial = ast.initialValue === null ? null : compileExpression(ast.initialValue, unit);
  const statics = new Map<string, Value>([[lower, zeroOf(valueType)]]);
  const fieldsOf = (self: Value): Map<string, Value> => {
    if (!ast.isStatic) return (self as Instance)[FIELDS];
    initialise(info, type);
    return statics;
  };
  const property: Property = {
    kind: 'property',
    name: ast.name,
    type: isScriptClass(valueType) || valueType.enumInfo ? 'object' : valueType.fullName,
    valueType,
    attributes: attributesOf(ast.attributes, home),
    hidden: ast.isHidden,
    owner: type,
    get: self => fieldsOf(self).get(lower) ?? zeroOf(valueType),
    set: (self, given) => void fieldsOf(self).set(lower, convert(given)),
  };
  (ast.isStatic ? type.table.statics : type.table.members).set(lower, property);
  if (initial === null) return;
  const set = (self: Value, value: Value) => property.set?.(self, value);
  const initialiser: Initialiser = {ast, value: initial, layout, set};
  if (ast.isStatic) info.staticWork.push(() => runInitialiser(initialiser, home, null));
  else info.initialisers.push(initialiser);
}

/** The objects that attributes stand for, made when asked for. */
function attributesOf(attributes: readonly AttributeAst[], {frame}: Home): () => Value[] {
  let made: Value[] | undefined;
  return () => {
    made ??= attributes.map(one => instantiate(one, attributeMaker(frame)));
    return made;
  };
}

// ---- methods ---------------------------------------------------------------------------------

function addMethod(group: readonly FunctionMemberAst[], type: NetType, info: ClassInfo): void {
  const [first] = group;
  if (first === undefined) return;
  const routines = group.map(ast => compileRoutine(ast, info.home));
  const method: Method = {
    kind: 'method',
    name: first.name,
    owner: type,
    attributes: attributesOf(
      group.flatMap(ast => ast.attributes),
      info.home,
    ),
    isStatic: first.isStatic,
    overloads: overloadsOf(routines, (routine, self, args) => {
      initialise(info, type);
      return invoke(routine, info.home, self, args);
    }),
  };
  const {table} = type;
  (first.isStatic ? table.statics : table.members).set(first.name.toLowerCase(), method);
  if (!first.isStatic) addAccessor(method, type);
}

/** A method `get_Name` stands for the property Name of the base. */
function addAccessor(method: Method, type: NetType): void {
  const [, kind, name = ''] = /^(get|set)_(.+)$/i.exec(method.name) ?? [];
  const inherited = name === '' ? undefined : type.base?.member(name);
  if (inherited?.kind !== 'property') return;
  const {table} = type;
  const lower = name.toLowerCase();
  const before = table.members.get(lower) ?? inherited;
  if (before.kind !== 'property') return;
  const run = (self: Value, args: Value[]) => call(self as object, method.name, args);
  const accessor =
    kind?.toLowerCase() === 'get'
      ? {get: (self: Value) => run(self, [])}
      : {set: (self: Value, value: Value) => void run(self, [value])};
  table.members.set(lower, {...before, ...accessor, owner: type});
}

// ---- constructors ------------------------------------------------------------------------------

function addConstructors(
  routines: readonly FunctionMemberAst[],
  type: NetType,
  info: ClassInfo,
): void {
  const own = routines.filter(member => member.isConstructor && !member.isStatic);
  info.constructors.push(...own.map(ast => compileRoutine(ast, info.home)));
  const overloads = type.table.constructors as Overload[];
  if (own.length === 0) overloads.push(defaultConstructor(type));
  overloads.push(
    ...overloadsOf(info.constructors, (routine, _self, args) => create(type, type, routine, args)),
  );
  const initialiser = routines.find(member => member.isConstructor && member.isStatic);
  if (initialiser !== undefined)
    info.staticWork.push(() => invoke(compileRoutine(initialiser, info.home), info.home, null, []));
}

function defaultConstructor(type: NetType): Overload {
  return {
    plain: false,
    signature: {
      name: 'new',
      generics: [],
      returnType: 'object',
      parameters: [],
      text: `${type.name} new()`,
    },
    call: () => create(type, type, null, []),
  };
}

/** Makes an instance of `type`, running the constructor of `level` (the class itself or a base of it). */
function create(
  type: NetType,
  level: NetType,
  routine: Routine | null,
  args: readonly Value[],
): Value {
  const info = classes.get(level) as ClassInfo;
  initialise(info, level);
  const frame = routine === null ? null : routineFrame(routine, info.home, null, args);
  const base = frame === null || routine === null ? [] : baseArguments(frame, routine);
  const instance = createBase(type, level.base ?? objectType, base);
  setInitialValues(info, instance);
  if (frame !== null && routine !== null) {
    frame.slots[0] = instance;
    runRoutine(frame, routine);
  }
  return instance;
}

function setInitialValues({initialisers, home}: ClassInfo, instance: Value): void {
  for (const initialiser of initialisers) runInitialiser(initialiser, home, instance);
}

function baseArguments(frame: Frame, routine: Routine): Value[] {
  let values: Value[] = [];
  runBody(frame, running => {
    values = routine.baseArguments.map(argument => argument(running) ?? null);
  });
  return values;
}

function createBase(type: NetType, base: NetType, args: Value[]): Value {
  const info = classes.get(base);
  if (info !== undefined) {
    const fitting = info.constructors.filter(one => one.parameters.length === args.length);
    if (fitting.length === 0 && (args.length > 0 || info.constructors.length > 0))
      throw raisedOf(noOverload('new', args.length), info.home.frame);
    const types = fitting.map(one => one.parameters.map(parameter => parameter.type));
    const routine = fitting.length === 0 ? null : (fitting[chooseByTypes(types, args)] ?? null);
    return create(type, base, routine, args);
  }
  const hasNone = base.table.constructors.length === 0 && base.behaviour.create === undefined;
  const isBare = base === objectType || (base.isAbstract && hasNone);
  const instance = isBare ? {} : construct(base, args);
  Object.defineProperty(instance, TYPE, {value: type, configurable: true});
  if ('typeOrName' in (instance as object))
    Object.defineProperty(instance, 'typeOrName', {value: type});
  Object.defineProperty(instance, FIELDS, {value: new Map<string, Value>()});
  return instance;
}
