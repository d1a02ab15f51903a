/**
 * Types from C# text: what shell/csharp/ reads is made as classes and enums of a script are, but every session part
 * sees them by their full name, and members keep to those who may use them.
 */
import {translateUnit} from '../csharp/declarations.ts';
import type {Access, CSharpMember, CSharpType} from '../csharp/declarations.ts';
import {parseScript} from '../../grammar/parse.ts';
import type {TypeDefinitionAst} from '../../grammar/ast.ts';
import {CSharpError} from '../csharp/csharp-error.ts';
import type {Session} from '../session/session.ts';
import {Layout, Scope} from '../session/scope.ts';
import {makeType, registeredType, registerType} from '../values/define-type.ts';
import {findType} from '../values/find-type.ts';
import type {Method, Overload, Property} from '../values/member-table.ts';
import type {NetType} from '../values/net-type.ts';
import {callMethod} from '../values/overload.ts';
import type {Value} from '../values/value.ts';
import {oweMembers} from './class-bases.ts';
import {typeScope} from './compile-type.ts';
import {Frame} from './frame.ts';
import {discard} from './output.ts';
import {newEnum} from './script-enum.ts';
import {fillClass, newClass} from './script-class.ts';
import {SourceText} from './source-text.ts';
import {definitionsIn} from './type-definitions.ts';

/** Text -> the types made of it: the same text again makes nothing new. */
const made = new Map<string, readonly NetType[]>();

/** Makes the types of a C# text known. Throws a CSharpError for what is not understood, and for known names. */
export function defineCSharp(text: string, session: Session): readonly NetType[] {
  const known = made.get(text);
  if (known !== undefined) return known;
  const {namespaces, types} = translateUnit(text);
  for (const {fullName} of types)
    if (registeredType(fullName))
      throw new CSharpError(`The type name '${fullName}' already exists`, 1);
  const frame = frameFor(session, types.map(type => type.text).join('\n'));
  frame.source.namespaces.push(...namespaces, ...new Set(types.map(spaceOf).filter(Boolean)));
  const defined = new Definer(types, frame).define();
  made.set(text, defined);
  return defined;
}

const spaceOf = ({name, fullName}: CSharpType): string => fullName.slice(0, -name.length - 1);

function frameFor(session: Session, text: string): Frame {
  const scope = new Scope(session.globalScope, new Layout(), true);
  const {streams} = session.frame;
  const source = new SourceText(text);
  const at = {start: 0, end: 0};
  return new Frame(session, scope, session.globalState, source, discard, streams, at);
}

class Definer {
  readonly #types: readonly CSharpType[];
  readonly #frame: Frame;

  constructor(types: readonly CSharpType[], frame: Frame) {
    this.#types = types;
    this.#frame = frame;
  }

  define(): NetType[] {
    const asts = this.#parse();
    const found = new Map<CSharpType, NetType>();
    for (const type of this.#types) found.set(type, this.#shape(type, asts.get(type.name)));
    for (const [type, net] of found) {
      const ast = asts.get(type.name);
      if (type.kind !== 'class' || ast === undefined) continue;
      fillClass(ast, net, this.#frame);
      finishClass(type, net);
    }
    for (const net of found.values()) registerType(net);
    return [...found.values()];
  }

  /** The tree of each class and enum, under its full name. */
  #parse(): Map<string, TypeDefinitionAst> {
    const {ast, errors} = parseScript(this.#frame.source.text);
    const [first] = errors;
    if (ast === null || first !== undefined) throw new CSharpError(first?.message ?? '', 1);
    const fullNames = new Map(this.#types.map(({name, fullName}) => [name, fullName]));
    return new Map(
      definitionsIn(ast, this.#frame.source).map(one => [
        one.name,
        {...one, name: fullNames.get(one.name) ?? one.name},
      ]),
    );
  }

  #shape(type: CSharpType, ast: TypeDefinitionAst | undefined): NetType {
    const net =
      type.kind === 'interface' || ast === undefined
        ? this.#interface(type)
        : type.kind === 'enum'
          ? newEnum(ast, this.#frame)
          : newClass(ast, this.#frame);
    const {types} = this.#frame.source;
    types.set(type.name.toLowerCase(), net);
    types.set(type.fullName.toLowerCase(), net);
    return net;
  }

  #interface({fullName, bases, members}: CSharpType): NetType {
    const parents = bases.flatMap(name => findType(name, typeScope(this.#frame)) ?? []);
    oweMembers(fullName, members.filter(one => !one.isStatic).flatMap(owedBy));
    return makeType({
      fullName,
      kind: 'interface',
      base: null,
      abstract: true,
      interfaces: parents.flatMap(one => [one.fullName, ...one.interfaces]),
    });
  }
}

/** What a class with this interface must have: C# signatures. */
function owedBy({kind, name, type, parameters}: CSharpMember): string[] {
  if (kind === 'property') return [`${type} get_${name}()`];
  const list = Array.from({length: parameters}, (_, at) => `object p${at}`).join(', ');
  return [`${type} ${name}(${list})`];
}

/** What the class's text does not say: access, properties made of code, no constructor of static classes. */
function finishClass({members, isStatic}: CSharpType, type: NetType): void {
  for (const member of members) {
    if (member.kind === 'property' && member.hasCode) addProperty(member, type);
    else if (member.kind !== 'constructor') guard(members, member, type);
  }
  const constructors = type.table.constructors as Overload[];
  const hidden = members.filter(({kind, access}) => kind === 'constructor' && access !== 'public');
  const kept = constructors.filter(
    ({signature}) =>
      !isStatic && !hidden.some(one => one.parameters === signature?.parameters.length),
  );
  constructors.splice(0, constructors.length, ...kept);
}

function tableOf({isStatic}: CSharpMember, {table}: NetType): Map<string, Property | Method> {
  return isStatic ? table.statics : table.members;
}

/** Overloads of one name are as open as the most open of them. */
function guard(members: readonly CSharpMember[], member: CSharpMember, type: NetType): void {
  const table = tableOf(member, type);
  const lower = member.name.toLowerCase();
  const known = table.get(lower);
  if (known === undefined) return;
  const all = members.filter(one => one.kind !== 'constructor' && one.name === member.name);
  const open = ORDER.find(access => all.some(one => one.access === access)) ?? 'private';
  const access = open === 'public' ? {} : {access: open};
  const {setAccess} = member;
  table.set(lower, {
    ...known,
    ...access,
    ...(known.kind === 'property' && setAccess !== null && setAccess !== 'public'
      ? {setAccess}
      : {}),
  });
}

const ORDER: readonly Access[] = ['public', 'protected', 'private'];

function addProperty(member: CSharpMember, type: NetType): void {
  const {name, access, setAccess} = member;
  const table = tableOf(member, type);
  const accessor = (kind: string): Method | undefined => {
    const found = table.get(`${kind}_${name}`.toLowerCase());
    return found?.kind === 'method' ? found : undefined;
  };
  const [getter, setter] = [accessor('get'), accessor('set')];
  const run = (method: Method, self: Value, args: Value[]) => callMethod(method, self, args, type);
  table.set(name.toLowerCase(), {
    kind: 'property',
    name,
    type: 'object',
    hidden: false,
    owner: type,
    ...(access === 'public' ? {} : {access}),
    ...(setAccess === null || setAccess === 'public' ? {} : {setAccess}),
    get: self => (getter ? run(getter, self, []) : null),
    ...(setter ? {set: (self: Value, value: Value) => void run(setter, self, [value])} : {}),
  });
}
