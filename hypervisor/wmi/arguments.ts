/** Arguments of a method as its body reads them: checked against the schema, references resolved. */
import {RETURN, VmmsError} from '../root/vmms/vmms-error.ts';
import type {CimInstance, CimMethodDeclaration, CimParameter, CimValue} from './cim.ts';
import {isDateTime, isInstance, isReference} from './cim.ts';
import type {CimObject, WmiClass} from './class-definition.ts';
import {millisOfDateTime} from './date-time.ts';
import {DoorError} from './door-error.ts';
import {parseEmbedded} from './embedded.ts';

export type Resolve = (path: string) => CimObject | undefined;

export class Arguments {
  private readonly values = new Map<string, CimValue>();
  private readonly resolve: Resolve;

  constructor(
    method: CimMethodDeclaration,
    given: Readonly<Record<string, CimValue>>,
    resolve: Resolve,
  ) {
    this.resolve = resolve;
    const declared = new Map(
      method.parameters.filter(p => p.direction === 'in').map(p => [p.name.toLowerCase(), p]),
    );
    for (const [name, value] of Object.entries(given)) {
      const parameter = declared.get(name.toLowerCase());
      if (!parameter)
        throw new DoorError(
          'INVALID_METHOD_PARAMETERS',
          `${method.name} has no parameter "${name}".`,
        );
      this.values.set(parameter.name, checked(parameter, value));
    }
  }

  /** Whether it was given at all; null counts. */
  has(name: string): boolean {
    return this.values.has(name);
  }

  value(name: string): CimValue {
    return this.values.get(name) ?? null;
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    return value === null ? undefined : String(value);
  }

  /** A text that must be there. */
  requiredText(name: string): string {
    return this.text(name) ?? missing(name);
  }

  number(name: string): number | undefined {
    const value = this.value(name);
    return value === null ? undefined : Number(value);
  }

  boolean(name: string): boolean | undefined {
    const value = this.value(name);
    return value === null ? undefined : value === true;
  }

  texts(name: string): string[] {
    return this.list(name).map(String);
  }

  /** Milliseconds since 1970 of a datetime. */
  time(name: string): number | undefined {
    const value = this.value(name);
    return value !== null && isDateTime(value) ? millisOfDateTime(value.datetime) : undefined;
  }

  /** The object a reference names; one that is gone or of another class is an invalid parameter. */
  object<T>(name: string, type: WmiClass<T>): T {
    const value = this.value(name);
    return this.reference(name, value === null ? missing(name) : value, type);
  }

  optionalObject<T>(name: string, type: WmiClass<T>): T | undefined {
    const value = this.value(name);
    return value === null ? undefined : this.reference(name, value, type);
  }

  /** Objects of a reference array, whatever their class. */
  anyObjects(name: string): CimObject[] {
    return this.list(name).map(value => this.resolved(name, value));
  }

  private reference<T>(name: string, value: CimValue, type: WmiClass<T>): T {
    const self = type.from(this.resolved(name, value));
    if (self !== undefined) return self;
    throw new VmmsError(RETURN.InvalidParameter, `${name} must be a reference to a ${type.name}.`);
  }

  private resolved(name: string, value: CimValue): CimObject {
    const object = this.resolve(pathText(value));
    if (object) return object;
    throw new VmmsError(
      RETURN.InvalidParameter,
      `${name} names an object that does not exist: ${pathText(value)}`,
    );
  }

  embedded(name: string): CimInstance {
    const value = this.value(name);
    return embeddedOf(name, value === null ? missing(name) : value);
  }

  optionalEmbedded(name: string): CimInstance | undefined {
    const value = this.value(name);
    return value === null || value === '' ? undefined : embeddedOf(name, value);
  }

  embeddedList(name: string): CimInstance[] {
    return this.list(name).map(value => embeddedOf(name, value));
  }

  /** The object a path in a text property names. */
  find(path: string): CimObject | undefined {
    return this.resolve(path);
  }

  private list(name: string): readonly CimValue[] {
    const value = this.value(name);
    if (value === null) return [];
    return Array.isArray(value) ? value : [value];
  }
}

function missing(name: string): never {
  throw new DoorError('INVALID_PARAMETER', `The parameter "${name}" is missing.`);
}

export function pathText(value: CimValue): string {
  if (value === null || typeof value !== 'object') return String(value ?? '');
  if (isReference(value)) return value.ref;
  return isInstance(value) ? value.path : '';
}

function embeddedOf(name: string, value: CimValue): CimInstance {
  if (typeof value === 'object' && value !== null && isInstance(value)) return value;
  const parsed = typeof value === 'string' ? parseEmbedded(value) : undefined;
  if (parsed) return parsed;
  throw new VmmsError(RETURN.InvalidParameter, `${name} does not hold an embedded instance.`);
}

const INTEGER_RANGES: Readonly<Record<string, readonly [bigint, bigint]>> = {
  uint8: [0n, 0xffn],
  uint16: [0n, 0xffffn],
  uint32: [0n, 0xffffffffn],
  uint64: [0n, 0xffffffffffffffffn],
  sint8: [-0x80n, 0x7fn],
  sint16: [-0x8000n, 0x7fffn],
  sint32: [-0x80000000n, 0x7fffffffn],
  sint64: [-0x8000000000000000n, 0x7fffffffffffffffn],
};

function checked(parameter: CimParameter, value: CimValue): CimValue {
  if (value === null) return null;
  const items = Array.isArray(value) ? value : [value];
  if (!parameter.array && Array.isArray(value)) mismatch(parameter);
  const converted = items.map(item => scalar(parameter, item));
  return parameter.array ? converted : (converted[0] ?? null);
}

function scalar(parameter: CimParameter, value: CimValue): CimValue {
  const range = INTEGER_RANGES[parameter.type];
  if (range) return integer(parameter, value, range);
  if (parameter.type === 'boolean') return typeof value === 'boolean' ? value : mismatch(parameter);
  if (parameter.type === 'datetime' && typeof value === 'string') return {datetime: value};
  return value;
}

function integer(
  parameter: CimParameter,
  value: CimValue,
  [low, high]: readonly [bigint, bigint],
): CimValue {
  const fits =
    (typeof value === 'number' && Number.isInteger(value)) ||
    typeof value === 'bigint' ||
    (typeof value === 'string' && /^[+-]?\d+$/.test(value));
  if (!fits) return mismatch(parameter);
  const exact = BigInt(value as number | bigint | string);
  if (exact < low || exact > high) return mismatch(parameter);
  return parameter.type.endsWith('64') ? exact : Number(exact);
}

function mismatch(parameter: CimParameter): never {
  throw new DoorError(
    'TYPE_MISMATCH',
    `The parameter "${parameter.name}" must be ${parameter.array ? 'an array of ' : ''}${parameter.type}.`,
  );
}
