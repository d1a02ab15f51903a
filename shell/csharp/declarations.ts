/**
 * C# classes, interfaces and enums as PowerShell's, with what PowerShell's own do not say: who may use a member.
 *
 * Heads of members are read first, for code may name members that stand further down; their code after that.
 */
import {CSharpError} from './csharp-error.ts';
import {Expressions} from './expressions.ts';
import {Reader} from './reader.ts';
import type {ClassScope, SeenMember} from './scope.ts';
import {MethodScope} from './scope.ts';
import {Statements} from './statements.ts';
import {tokenize} from './tokens.ts';

export type Access = 'public' | 'protected' | 'private';

export interface CSharpMember {
  readonly name: string;
  readonly kind: 'constructor' | 'method' | 'property' | 'field';
  readonly isStatic: boolean;
  readonly access: Access;
  /** Who may set it; of properties and fields. */
  readonly setAccess: Access | null;
  /** A property made of code: methods `get_Name` and `set_Name`. */
  readonly hasCode: boolean;
  /** Its type, or that of a method's result. */
  readonly type: string;
  readonly parameters: number;
}

export interface CSharpType {
  readonly kind: 'class' | 'interface' | 'enum';
  readonly name: string;
  readonly fullName: string;
  readonly isStatic: boolean;
  readonly members: readonly CSharpMember[];
  /** Of an interface: those it builds on. */
  readonly bases: readonly string[];
  /** The PowerShell text that makes it; '' of an interface. */
  readonly text: string;
}

export interface CSharpUnit {
  /** Of `using` lines. */
  readonly namespaces: readonly string[];
  readonly types: readonly CSharpType[];
}

interface Head {
  readonly member: CSharpMember;
  /** `[int]$a, [string]$b` */
  readonly parameterText: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** Index of the first word of its code or value; -1: there is none. */
  readonly code: number;
  readonly setCode: number;
}

const MODIFIERS =
  /^(?:public|private|protected|internal|static|readonly|const|virtual|override|sealed|new|partial|volatile|abstract|extern|async|unsafe)$/;
/** Attributes that change nothing of what a script sees, and Flags. */
const HARMLESS =
  /^(?:Flags|Serializable|NonSerialized|Obsolete|Description|DebuggerDisplay|CompilerGenerated|SuppressMessage|ExcludeFromCodeCoverage)$/;
const REFUSED = /^(?:extern|async|unsafe|abstract)$/;

/** Reads C# text. Throws a CSharpError for what is beyond the subset. */
export function translateUnit(source: string): CSharpUnit {
  return new Unit(new Reader(tokenize(source))).read();
}

class Unit {
  readonly reader: Reader;
  readonly #namespaces: string[] = [];
  readonly #types: CSharpType[] = [];
  readonly #scopes = new Map<string, ClassScope>();

  constructor(reader: Reader) {
    this.reader = reader;
  }

  read(): CSharpUnit {
    while (this.reader.token.kind !== 'end') this.#declaration('');
    return {namespaces: this.#namespaces, types: this.#types};
  }

  #declaration(space: string): void {
    const {reader} = this;
    if (reader.skip('using')) {
      this.#namespaces.push(reader.type());
      reader.expect(';');
    } else if (reader.skip('namespace')) this.#namespace(space);
    else this.#type(space);
  }

  #namespace(space: string): void {
    const {reader} = this;
    const name = space === '' ? reader.type() : `${space}.${reader.type()}`;
    if (reader.skip(';')) {
      while (reader.token.kind !== 'end') this.#declaration(name);
      return;
    }
    reader.expect('{');
    while (!reader.skip('}')) {
      if (reader.token.kind === 'end') throw reader.error("'}' expected");
      this.#declaration(name);
    }
  }

  #type(space: string): void {
    const {reader} = this;
    const isFlags = this.#attributes().includes('Flags');
    const modifiers = this.#modifiers(/^(?:unsafe|extern)$/);
    const kind = reader.name();
    if (kind !== 'class' && kind !== 'enum' && kind !== 'interface')
      throw reader.error(`'${kind}' is not understood: classes, interfaces and enums are`);
    const name = reader.name();
    if (reader.is('<')) throw reader.error('Generic types are not understood');
    const bases: string[] = [];
    if (reader.skip(':'))
      do bases.push(reader.type());
      while (reader.skip(','));
    if (reader.is('where')) throw reader.error('Constraints are not understood');
    const known = {kind, name, fullName: space === '' ? name : `${space}.${name}`, bases};
    if (kind === 'enum') this.#types.push(this.#enum(known, isFlags));
    else this.#types.push(this.#class({...known, kind}, modifiers));
    reader.skip(';');
  }

  /** Names of the attributes before a declaration, `Attribute` left out. */
  #attributes(): string[] {
    const {reader} = this;
    const names: string[] = [];
    while (reader.skip('[')) {
      names.push(reader.type().replace(/^.*\.|Attribute$/g, ''));
      for (let depth = 1; depth > 0; ) {
        const {text, kind} = reader.take();
        if (kind === 'end') throw reader.error("']' expected");
        if (kind === 'sign') depth += text === '[' ? 1 : text === ']' ? -1 : 0;
      }
    }
    const effective = names.find(name => !HARMLESS.test(name));
    if (effective !== undefined)
      throw reader.error(`The attribute '${effective}' is not understood`);
    return names;
  }

  #modifiers(refused = REFUSED): Set<string> {
    const found = new Set<string>();
    while (this.reader.token.kind === 'name' && MODIFIERS.test(this.reader.token.text)) {
      const {text} = this.reader.take();
      if (refused.test(text)) throw this.reader.error(`'${text}' is not understood`);
      found.add(text);
    }
    return found;
  }

  #enum(
    {name, fullName, bases}: {name: string; fullName: string; bases: string[]},
    isFlags: boolean,
  ): CSharpType {
    const {reader} = this;
    const lines: string[] = [];
    reader.expect('{');
    while (!reader.skip('}')) {
      const label = reader.name();
      lines.push(reader.skip('=') ? `${label} = ${this.#constant()}` : label);
      if (!reader.is('}')) reader.expect(',');
    }
    const underlying = bases[0] === undefined ? '' : ` : ${bases[0]}`;
    const text = `${isFlags ? '[Flags()] ' : ''}enum ${name}${underlying} {\n${lines.join('\n')}\n}`;
    return {kind: 'enum', name, fullName, isStatic: false, members: [], bases: [], text};
  }

  #constant(): string {
    const owner: ClassScope = {name: '', base: '', members: new Map(), outer: null};
    return new Expressions(this.reader, new MethodScope(owner, true)).expression().text;
  }

  #class(
    type: {kind: 'class' | 'interface'; name: string; fullName: string; bases: string[]},
    modifiers: ReadonlySet<string>,
  ): CSharpType {
    const {reader} = this;
    const {kind, name, fullName, bases} = type;
    const heads: Head[] = [];
    reader.expect('{');
    while (!reader.skip('}')) this.#member(name, kind === 'interface', heads);
    const end = reader.at;
    const members = heads.map(head => head.member);
    const isStatic = modifiers.has('static');
    if (kind === 'interface') return {kind, name, fullName, isStatic, members, bases, text: ''};
    const scope = this.#scope(name, bases[0] ?? 'object', members);
    const lines = heads.map(head => this.#memberText(head, scope));
    reader.at = end;
    const from = bases.length === 0 ? '' : ` : ${bases.join(', ')}`;
    const text = `class ${name}${from} {\n${lines.join('\n')}\n}`;
    return {kind, name, fullName, isStatic, members, bases: [], text};
  }

  #scope(name: string, base: string, members: readonly CSharpMember[]): ClassScope {
    const seen = new Map<string, SeenMember>();
    for (const {kind, name: own, isStatic, type} of members)
      seen.set(own, {isStatic, isMethod: kind === 'method', type});
    const scope: ClassScope = {name, base, members: seen, outer: this.#scopes.get(base) ?? null};
    this.#scopes.set(name, scope);
    return scope;
  }

  #member(owner: string, isInterface: boolean, heads: Head[]): void {
    const {reader} = this;
    this.#attributes();
    const modifiers = this.#modifiers(isInterface ? /^(?:extern|async|unsafe)$/ : REFUSED);
    const {kind, text} = reader.token;
    if (kind !== 'name' || /^(?:class|struct|enum|interface|delegate|event|operator)$/.test(text))
      throw reader.error(`'${text}' is not understood in a class`);
    const access = isInterface ? 'public' : accessOf(modifiers, 'private');
    const isStatic = modifiers.has('static') || modifiers.has('const');
    if (text === owner && reader.peek(1).text === '(') {
      reader.take();
      heads.push(this.#routine('constructor', owner, '', access, isStatic));
      return;
    }
    const type = reader.type();
    const name = reader.name();
    if (reader.is('(')) heads.push(this.#routine('method', name, type, access, isStatic));
    else if (reader.is('{') || reader.is('=>'))
      heads.push(this.#property(name, type, access, isStatic));
    else if (reader.is('<')) throw reader.error('Generic methods are not understood');
    else this.#fields(name, type, access, isStatic, heads);
  }

  #routine(
    kind: 'constructor' | 'method',
    name: string,
    type: string,
    access: Access,
    isStatic: boolean,
  ): Head {
    const {reader} = this;
    const parameters = new Map<string, string>();
    const texts: string[] = [];
    reader.expect('(');
    while (!reader.skip(')')) {
      if (parameters.size > 0) reader.expect(',');
      if (/^(?:ref|out|in|params|this)$/.test(reader.token.text))
        throw reader.error(`Parameters with '${reader.token.text}' are not understood`);
      const own = reader.type();
      const parameter = reader.name();
      if (reader.is('=')) throw reader.error('Default values of parameters are not understood');
      parameters.set(parameter, own);
      texts.push(`[${own}]$${parameter}`);
    }
    const code = reader.at;
    this.#skipCode();
    const member: CSharpMember = {
      name,
      kind,
      isStatic,
      access,
      setAccess: null,
      hasCode: false,
      type,
      parameters: parameters.size,
    };
    return {member, parameterText: texts.join(', '), parameters, code, setCode: -1};
  }

  /** Past `: base(...)`, `{ ... }`, `=> ...;` or `;`. */
  #skipCode(): void {
    const {reader} = this;
    for (let depth = 0; ; ) {
      const {text, kind} = reader.take();
      if (kind === 'end') throw reader.error("'}' expected");
      if (kind !== 'sign') continue;
      if (text === '{' || text === '(') depth++;
      else if (text === '}' || text === ')') depth--;
      if (depth === 0 && (text === '}' || text === ';')) return;
    }
  }

  #property(name: string, type: string, access: Access, isStatic: boolean): Head {
    const {reader} = this;
    let code = -1;
    let setCode = -1;
    let getAccess: Access = access;
    let setAccess: Access | null = null;
    let hasCode = false;
    if (reader.is('=>')) {
      code = reader.at;
      hasCode = true;
      this.#skipCode();
    } else {
      reader.expect('{');
      while (!reader.skip('}')) {
        const own = accessOf(this.#modifiers(), access);
        const word = reader.name();
        const at = reader.at;
        const isAuto = reader.skip(';');
        if (!isAuto) this.#skipCode();
        hasCode ||= !isAuto;
        if (word === 'get') {
          getAccess = own;
          if (!isAuto) code = at;
        } else {
          setAccess = word === 'init' ? 'private' : own;
          if (!isAuto) setCode = at;
        }
      }
      // A property that only has `get` is set by its own class.
      if (!hasCode) setAccess ??= 'private';
      if (reader.is('=')) {
        code = reader.at;
        this.#skipCode();
      }
    }
    const member: CSharpMember = {
      name,
      kind: 'property',
      isStatic,
      access: getAccess,
      setAccess,
      hasCode,
      type,
      parameters: 0,
    };
    return {member, parameterText: '', parameters: new Map(), code, setCode};
  }

  #fields(first: string, type: string, access: Access, isStatic: boolean, heads: Head[]): void {
    const {reader} = this;
    for (let name = first; ; name = reader.name()) {
      const code = reader.is('=') ? reader.at : -1;
      for (let depth = 0; depth > 0 || !(reader.is(',') || reader.is(';')); ) {
        const {text, kind} = reader.take();
        if (kind === 'end') throw reader.error("';' expected");
        if (kind === 'sign') depth += /^[({[]$/.test(text) ? 1 : /^[)}\]]$/.test(text) ? -1 : 0;
      }
      const member: CSharpMember = {
        name,
        kind: 'field',
        isStatic,
        access,
        setAccess: access,
        hasCode: false,
        type,
        parameters: 0,
      };
      heads.push({member, parameterText: '', parameters: new Map(), code, setCode: -1});
      if (reader.skip(';')) return;
      reader.expect(',');
    }
  }

  // ---- the PowerShell text of members ----------------------------------------------------------

  #memberText(head: Head, owner: ClassScope): string {
    const {member} = head;
    const scope = new MethodScope(owner, member.isStatic);
    for (const [name, type] of head.parameters) scope.locals.set(name, type);
    const before = member.isStatic ? 'static ' : '';
    if (member.kind === 'constructor') return `${before}${this.#constructorText(head, scope)}`;
    if (member.kind === 'method')
      return `${before}[${member.type}]${member.name}(${head.parameterText}) ${this.#code(head.code, scope, member.type !== 'void')}`;
    if (member.hasCode) return this.#accessors(head, scope, before);
    const value = head.code < 0 ? '' : ` = ${this.#value(head.code, scope)}`;
    return `${before}[${member.type}]$${member.name}${value}`;
  }

  #value(at: number, scope: MethodScope): string {
    this.reader.at = at;
    this.reader.expect('=');
    return `(${new Expressions(this.reader, scope).expression().text})`;
  }

  #code(at: number, scope: MethodScope, returns: boolean): string {
    this.reader.at = at;
    const statements = new Statements(this.reader, scope);
    return this.reader.is('=>') ? statements.arrowBody(returns) : statements.block();
  }

  #constructorText(head: Head, scope: MethodScope): string {
    const {reader} = this;
    reader.at = head.code;
    let base = '';
    if (reader.skip(':')) {
      if (!reader.skip('base'))
        throw new CSharpError("': this(...)' is not understood", reader.token.line);
      base = ` : base${new Expressions(reader, scope).baseArguments()}`;
    }
    const body = this.#code(reader.at, scope, false);
    return `${head.member.name}(${head.parameterText})${base} ${body}`;
  }

  #accessors(head: Head, scope: MethodScope, before: string): string {
    const {name, type} = head.member;
    const parts: string[] = [];
    if (head.code >= 0)
      parts.push(`hidden ${before}[${type}]get_${name}() ${this.#code(head.code, scope, true)}`);
    if (head.setCode >= 0) {
      scope.locals.set('value', type);
      const code = this.#code(head.setCode, scope, false);
      parts.push(`hidden ${before}[void]set_${name}([${type}]$value) ${code}`);
    }
    return parts.join('\n');
  }
}

/** `protected internal` is protected here: scripts are of another assembly. */
function accessOf(modifiers: ReadonlySet<string>, otherwise: Access): Access {
  if (modifiers.has('public')) return 'public';
  if (modifiers.has('protected')) return 'protected';
  return modifiers.has('private') || modifiers.has('internal') ? 'private' : otherwise;
}
