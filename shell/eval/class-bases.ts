/**
 * What a class may derive from, and what it then owes: checked when its type is made, before the script runs.
 *
 * Names of types are checked earlier (class-types.ts). Errors are syntax errors with PowerShell's ids.
 * Language specification 15.
 */
import type {FunctionMemberAst, TypeConstraintAst, TypeDefinitionAst} from '../../grammar/ast.ts';
import {parseException} from '../errors/parse-exception.ts';
import {findType} from '../values/find-type.ts';
import {objectType} from '../values/core-types.ts';
import type {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import {parseSignature} from '../values/signature.ts';
import {typeScope} from './compile-type.ts';
import type {Frame} from './frame.ts';
import {isScriptClass} from './script-class-mark.ts';

/** Members that a class must have for the sake of an interface or an abstract base: C# signatures. */
const OWED: Readonly<Record<string, readonly string[]>> = {
  'System.IComparable': ['int CompareTo(object obj)'],
  'System.IComparable`1': ['int CompareTo(T other)'],
  'System.IEquatable`1': ['bool Equals(T other)'],
  'System.ICloneable': ['object Clone()'],
  'System.IDisposable': ['void Dispose()'],
  'System.IFormattable': ['string ToString(string format, System.IFormatProvider formatProvider)'],
  'System.Collections.IEnumerable': ['System.Collections.IEnumerator GetEnumerator()'],
  'System.Collections.IEnumerator': ['object get_Current()', 'bool MoveNext()', 'void Reset()'],
  'System.Collections.IComparer': ['int Compare(object x, object y)'],
  'System.Collections.IEqualityComparer': [
    'bool Equals(object x, object y)',
    'int GetHashCode(object obj)',
  ],
  'System.Collections.Generic.IComparer`1': ['int Compare(T x, T y)'],
  'System.Management.Automation.IValidateSetValuesGenerator': ['string[] GetValidValues()'],
  'System.Management.Automation.IDynamicParameters': ['object GetDynamicParameters()'],
  'System.Management.Automation.Host.PSHost': [
    'string get_Name()',
    'version get_Version()',
    'guid get_InstanceId()',
    'object get_UI()',
    'cultureinfo get_CurrentCulture()',
    'cultureinfo get_CurrentUICulture()',
    'void SetShouldExit(int exitCode)',
    'void EnterNestedPrompt()',
    'void ExitNestedPrompt()',
    'void NotifyBeginApplication()',
    'void NotifyEndApplication()',
  ],
  'System.IO.FileSystemInfo': ['bool get_Exists()', 'string get_Name()', 'void Delete()'],
  'System.Type': ['System.Reflection.Assembly get_Assembly()'],
};

/** What classes owe to interfaces that scripts brought (C# text). */
const owedToOwn = new Map<string, readonly string[]>();

/** Classes with the interface must have these members: C# signatures. */
export function oweMembers(interfaceName: string, signatures: readonly string[]): void {
  owedToOwn.set(interfaceName, signatures);
}

export interface Bases {
  readonly base: NetType;
  readonly interfaces: readonly NetType[];
}

/** The base class and interfaces of a class. Throws the first error among them. */
export function basesOf(ast: TypeDefinitionAst, f: Frame): Bases {
  const types = ast.baseTypes.map((constraint, at) => baseOf(constraint, at > 0, f));
  const [first] = types;
  if (first === undefined || first.kind === 'interface')
    return {base: objectType, interfaces: types};
  return {base: first, interfaces: types.slice(1)};
}

function baseOf(constraint: TypeConstraintAst, isInterface: boolean, f: Frame): NetType {
  const {fullName, ranks} = constraint.typeName;
  const refuse = (id: string, message: string) => classError(f, id, message, constraint.typeName);
  if (ranks.length > 0)
    throw refuse('SubtypeArray', `Invalid base type '${fullName}'. Base type cannot be an array.`);
  const type = findType(fullName, typeScope(f));
  if (type === undefined) throw refuse('TypeNotFound', `Unable to find type [${fullName}].`);
  if (isInterface && type.kind !== 'interface')
    throw refuse('InterfaceNameExpected', `'${type.name}': Interface name expected.`);
  if (type.isValueType || SEALED.has(type.fullName))
    throw refuse('SealedBaseClass', `Cannot inherit from sealed class '${type.name}'.`);
  if (type.genericParameters.length > 0 && type.genericArguments.length === 0)
    throw refuse(
      'SubtypeUnclosedGeneric',
      `Invalid base type '${type.name}'. Base type cannot be a generic with unspecified parameters.`,
    );
  return type;
}

const SEALED = new Set([
  'System.String',
  'System.DBNull',
  'System.Uri',
  'System.Version',
  'System.Text.StringBuilder',
  'System.IO.FileInfo',
  'System.IO.DirectoryInfo',
  'System.Management.Automation.PSCredential',
  'System.Management.Automation.ScriptBlock',
]);

/** Throws when the class has no constructor and could not get one, or lacks a member that it owes. */
export function checkDebts(ast: TypeDefinitionAst, type: NetType, f: Frame): void {
  const base = type.base ?? objectType;
  const own = ast.members.filter(
    member => member.kind === 'FunctionMemberAst' && member.isConstructor && !member.isStatic,
  );
  if (own.length === 0 && !hasDefaultConstructor(base))
    throw classError(
      f,
      'BaseClassNoDefaultCtor',
      `Base class '${base.name}' does not contain a parameterless constructor.`,
      ast,
    );
  const bases = isScriptClass(base) ? [] : [base.genericDefinition ?? base.fullName];
  const interfaces = [...type.interfaces].filter(name => !base.interfaces.has(name));
  for (const name of [...bases, ...interfaces]) checkOwed(ast, type, name, f);
}

/** A type without any constructor here is abstract in .NET, or has a protected one. */
function hasDefaultConstructor(base: NetType): boolean {
  const {constructors} = base.table;
  if (constructors.length === 0 || base.behaviour.create !== undefined) return true;
  return constructors.some(({signature}) =>
    (signature?.parameters ?? []).every(one => one.optional || one.rest),
  );
}

function checkOwed(ast: TypeDefinitionAst, type: NetType, owner: string, f: Frame): void {
  const owed = OWED[owner.split('[', 1)[0] ?? ''] ?? owedToOwn.get(owner) ?? [];
  for (const text of owed) {
    const signature = parseSignature(text);
    const {name, parameters} = signature;
    if (implementsProperty(ast, name)) continue;
    const method = ast.members.find(
      (member): member is FunctionMemberAst =>
        member.kind === 'FunctionMemberAst' &&
        member.name.toLowerCase() === name.toLowerCase() &&
        member.parameters.length === parameters.length,
    );
    const inherited =
      type.base === null || method !== undefined ? undefined : type.base.member(name);
    if (inherited?.kind === 'method' && inherited.owner !== objectType) continue;
    if (method !== undefined && returns(method, signature.returnType, f)) continue;
    throw classError(
      f,
      'TypeCreationError',
      `Error during creation of type "${ast.name}". Error message:\nMethod '${name}' in type '${ast.name}' does not have an implementation.`,
      ast,
    );
  }
}

/** A property of the class does for `get_Name`. */
function implementsProperty(ast: TypeDefinitionAst, accessor: string): boolean {
  const [, name] = /^get_(.+)$/.exec(accessor) ?? [];
  return (
    name !== undefined &&
    ast.members.some(
      member =>
        member.kind === 'PropertyMemberAst' && member.name.toLowerCase() === name.toLowerCase(),
    )
  );
}

function returns(method: FunctionMemberAst, wanted: string, f: Frame): boolean {
  if (wanted === 'object') return method.returnType !== null;
  const own = findType(method.returnType?.typeName.fullName ?? 'void', typeScope(f));
  return own !== undefined && own.is(findType(wanted) ?? own);
}

/** A syntax error at a place in the class. */
export function classError(
  f: Frame,
  errorId: string,
  message: string,
  at: {start: number; end: number},
): NetException {
  const {start, end} = at;
  return parseException(f.source, [{errorId, message, start, end, incompleteInput: false}]);
}
