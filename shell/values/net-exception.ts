/**
 * A .NET exception as a JavaScript error. The engine wraps it in an ErrorRecord (shell/errors/).
 *
 * `errorId` and `category` are what PowerShell's ErrorRecord would carry when the exception itself decides
 * (RuntimeException and its kin). The tree of exception types is data in shell/types/exception.ts.
 */
import {NetType} from './net-type.ts';
import {TYPE} from './type-symbol.ts';
import type {Value} from './value.ts';

/** find-type.ts throws exceptions, exceptions look their types up: loaded at the first look. */
interface TypeFinder {
  findType(name: string): NetType | undefined;
}
let finder: TypeFinder | undefined;

export interface ExceptionDetails {
  readonly inner?: NetException | null | undefined;
  /** FullyQualifiedErrorId when it is not the type's name. */
  readonly errorId?: string | undefined;
  /** ErrorCategory name. */
  readonly category?: string | undefined;
  readonly target?: Value;
  /** Further properties of the exception type, by their .NET names (`ParamName`, `FileName`). */
  readonly fields?: Readonly<Record<string, Value>> | undefined;
}

export class NetException extends Error {
  /** Full name, or the type itself (classes of a script). */
  private readonly typeOrName: string | NetType;
  readonly inner: NetException | null;
  readonly errorId: string | undefined;
  readonly category: string | undefined;
  readonly target: Value;
  readonly fields: Record<string, Value>;
  /** The ErrorRecord made of this exception, once there is one (set by the engine). */
  record: Value = undefined;

  constructor(type: string | NetType, message: string, details: ExceptionDetails = {}) {
    super(message);
    this.typeOrName = type;
    this.inner = details.inner ?? null;
    this.errorId = details.errorId;
    this.category = details.category;
    this.target = details.target ?? null;
    this.fields = {...details.fields};
  }

  /** The exception's .NET type; System.Exception when the name is unknown. */
  get type(): NetType {
    if (this.typeOrName instanceof NetType) return this.typeOrName;
    finder ??= require('./find-type.ts') as TypeFinder;
    const found = finder.findType(this.typeOrName) ?? finder.findType('System.Exception');
    if (!found) throw new Error(`no exception type ${this.typeOrName}`);
    return found;
  }
  get [TYPE](): NetType {
    return this.type;
  }
  /** Without namespace: what FullyQualifiedErrorId and CategoryInfo.Reason show. */
  get typeName(): string {
    const name = this.fullTypeName;
    return name.slice(name.lastIndexOf('.') + 1);
  }

  get fullTypeName(): string {
    return this.typeOrName instanceof NetType ? this.typeOrName.fullName : this.typeOrName;
  }
}

/** Throws a .NET exception. `type` is the full name, `System.ArgumentException`. */
export function throwNet(type: string, message: string, inner?: NetException): never {
  throw new NetException(type, message, {inner});
}

/** A RuntimeException with PowerShell's error id; the engine adds position and record. */
export function runtimeError(
  errorId: string,
  message: string,
  details: ExceptionDetails & {type?: string} = {},
): NetException {
  return new NetException(
    details.type ?? 'System.Management.Automation.RuntimeException',
    message,
    {
      category: 'InvalidOperation',
      ...details,
      errorId,
    },
  );
}

/** Any thrown thing as a NetException: foreign JavaScript errors become System.Exception. */
export function toNetException(error: unknown): NetException {
  if (error instanceof NetException) return error;
  if (error instanceof RangeError && /call stack/.test(error.message)) {
    return new NetException(
      'System.Management.Automation.ScriptCallDepthException',
      'The script failed due to call depth overflow.',
      {errorId: 'CallDepthOverflow', category: 'InvalidOperation'},
    );
  }
  return new NetException(
    'System.Exception',
    error instanceof Error ? error.message : String(error),
  );
}
