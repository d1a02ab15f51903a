/**
 * The provider: instances, paths and methods of every class, over VMMS. Queries are query.ts.
 *
 * Values leave here in the type the schema says (numbers of 64-bit properties become bigint);
 * properties that are null are left out.
 */
import {RETURN, refusalOf} from '../root/vmms/vmms-error.ts';
import {Job} from '../root/vmms/jobs.ts';
import type {Vmms} from '../root/vmms/vmms.ts';
import {Arguments} from './arguments.ts';
import type {CimClass, CimInstance, CimPropertyDeclaration, CimValue} from './cim.ts';
import type {Association, CimObject, Outcome, WmiClass} from './class-definition.ts';
import {type ClassTable, classTable} from './class-table.ts';
import {associations, cimv2Classes, virtualizationClasses} from './classes/index.ts';
import {CIMV2, type MethodResult, VIRTUALIZATION} from './door.ts';
import {DoorError} from './door-error.ts';
import {formatPath, hostName, type ObjectPath, parsePath} from './object-path.ts';

const NAMESPACES: Readonly<Record<string, readonly WmiClass[]>> = {
  [VIRTUALIZATION]: virtualizationClasses,
  [CIMV2]: cimv2Classes,
};

export class Provider {
  readonly vmms: Vmms;
  readonly associations: readonly Association[] = associations;
  private readonly classes = new Map<string, WmiClass>();
  private readonly types = new Map<WmiClass, CimClass>();
  private readonly getters = new Map<WmiClass, readonly CimPropertyDeclaration[]>();

  constructor(vmms: Vmms) {
    this.vmms = vmms;
    for (const [namespace, list] of Object.entries(NAMESPACES))
      for (const row of list) this.classes.set(`${namespace}:${row.name}`.toLowerCase(), row);
  }

  table(namespace: string): ClassTable {
    return classTable(namespace);
  }

  /** Instances of a class and of everything below it. */
  *objects(className: string, table: ClassTable): Iterable<CimObject> {
    for (const name of table.withDescendants(table.get(className).name)) {
      const row = this.classes.get(`${table.namespace}:${name}`.toLowerCase());
      if (row) for (const self of row.list(this.vmms)) yield {class: row, self};
    }
  }

  /** Namespace of an object's class. */
  tableOf(object: CimObject): ClassTable {
    return classTable(cimv2Classes.includes(object.class) ? CIMV2 : VIRTUALIZATION);
  }

  classOf(object: CimObject): CimClass {
    const known = this.types.get(object.class);
    if (known) return known;
    const type = this.tableOf(object).get(object.class.name);
    this.types.set(object.class, type);
    return type;
  }

  pathOf(object: CimObject): string {
    const type = this.classOf(object);
    return formatPath(
      type.namespace,
      type.name,
      type.keys.map(key => [key, this.value(object, key)] as const),
    );
  }

  /** A property, or a system property such as `__PATH`; the name's case is the class's. */
  value(object: CimObject, property: string): CimValue {
    if (property.startsWith('__')) return this.systemProperty(object, property);
    const declared = this.property(this.classOf(object), property);
    return declared ? this.declaredValue(object, declared) : null;
  }

  private declaredValue(object: CimObject, declared: CimPropertyDeclaration): CimValue {
    const raw = object.class.value(object.self, declared.name, this.vmms);
    return raw === undefined || raw === null ? null : typed(declared, raw);
  }

  /** A declared property by name in any case. */
  property(type: CimClass, name: string): CimPropertyDeclaration | undefined {
    return propertyIndex(type).get(name.toLowerCase());
  }

  private systemProperty(object: CimObject, name: string): CimValue {
    const type = this.classOf(object);
    switch (name.toUpperCase()) {
      case '__CLASS':
        return type.name;
      case '__SUPERCLASS':
        return type.superclass;
      case '__DYNASTY':
        return this.tableOf(object).lineage(type.name).at(-1) ?? type.name;
      case '__PATH':
        return this.pathOf(object);
      case '__RELPATH':
        return this.pathOf(object).replace(/^[^:]*:/, '');
      case '__SERVER':
        return hostName;
      case '__NAMESPACE':
        return type.namespace.replaceAll('/', '\\');
      case '__GENUS':
        return 2;
      case '__PROPERTY_COUNT':
        return type.properties.length;
      default:
        throw new DoorError('INVALID_QUERY', `Invalid query: there is no property "${name}".`);
    }
  }

  /** The whole instance, or the keys and the properties named. */
  instance(object: CimObject, names?: readonly string[]): CimInstance {
    const type = this.classOf(object);
    const properties: Record<string, CimValue> = {};
    for (const declared of this.given(object.class, type)) {
      if (names && !declared.key && !names.includes(declared.name)) continue;
      const value = this.declaredValue(object, declared);
      if (value !== null) properties[declared.name] = value;
    }
    return {className: type.name, path: this.pathOf(object), properties};
  }

  /** The properties of a class that have a getter. */
  private given(row: WmiClass, type: CimClass): readonly CimPropertyDeclaration[] {
    const known = this.getters.get(row);
    if (known) return known;
    const found = type.properties.filter(declared => row.gives(declared.name));
    this.getters.set(row, found);
    return found;
  }

  /** The object a path names. Missing keys are tolerated when the rest names exactly one (wmi.md 2). */
  resolve(text: string, namespace: string): CimObject | undefined {
    const path = parsePath(text);
    const table = classTable(path.namespace ?? namespace);
    if (!table.has(path.className))
      throw new DoorError('INVALID_CLASS', `Invalid class "${path.className}".`);
    const known = this.quick(path, table);
    if (known !== null) return known;
    const found: CimObject[] = [];
    for (const object of this.objects(resolveClass(path.className, table), table))
      if (this.matches(object, path)) found.push(object);
    return found.length === 1 ? found[0] : undefined;
  }

  /** Look-up by the class's own index; null when it has none. */
  private quick(path: ObjectPath, table: ClassTable): CimObject | undefined | null {
    const row = this.classes.get(`${table.namespace}:${path.className}`.toLowerCase());
    if (!row?.find || !path.keys || path.keys.size === 0) return null;
    const self = row.find(path.keys, this.vmms);
    if (self === null) return null;
    if (self === undefined) return isSettingClass(path.className) ? null : undefined;
    const object = {class: row, self};
    return this.matches(object, path) ? object : undefined;
  }

  private matches(object: CimObject, {keys}: ObjectPath): boolean {
    const type = this.classOf(object);
    for (const [name, wanted] of keys ?? []) {
      const key =
        name === ''
          ? type.keys.length === 1
            ? type.keys[0]
            : undefined
          : this.property(type, name)?.name;
      // Clients name settings by another setting class; the InstanceID alone decides (wmi.md 9.3).
      if (
        key === undefined ||
        String(this.value(object, key)).toLowerCase() !== wanted.toLowerCase()
      )
        return false;
    }
    return true;
  }

  /** Calls a method. Refusals of VMMS become the ReturnValue, with the sentence in `Message`. */
  async invoke(
    text: string,
    methodName: string,
    given: Readonly<Record<string, CimValue>>,
    namespace: string,
  ): Promise<MethodResult> {
    const object = this.resolve(text, namespace);
    if (!object) throw new DoorError('NOT_FOUND', `There is no instance ${text}.`);
    const declared = this.classOf(object).methods.find(
      method => method.name.toLowerCase() === methodName.toLowerCase(),
    );
    if (!declared)
      throw new DoorError('INVALID_METHOD', `${object.class.name} has no method "${methodName}".`);
    if (!object.class.implements(declared.name)) {
      if (declared.name === 'RequestStateChange') return {ReturnValue: RETURN.NotSupportedByClass};
      throw new DoorError(
        'METHOD_NOT_IMPLEMENTED',
        `${object.class.name}.${declared.name} is not implemented.`,
      );
    }
    const args = new Arguments(declared, given, path => this.resolveQuietly(path, namespace));
    try {
      return this.result(await object.class.call(object.self, declared.name, args, this.vmms));
    } catch (error) {
      if (error instanceof DoorError) throw error;
      const {returnCode, message, fault} = refusalOf(error);
      return {ReturnValue: returnCode, Message: message, ...(fault ? {Fault: fault} : {})};
    }
  }

  private resolveQuietly(path: string, namespace: string): CimObject | undefined {
    try {
      return this.resolve(path, namespace);
    } catch (error) {
      if (error instanceof DoorError) return undefined;
      throw error;
    }
  }

  private result(outcome: Outcome): MethodResult {
    if (typeof outcome === 'number') return {ReturnValue: outcome};
    if (outcome instanceof Job)
      return {ReturnValue: RETURN.JobStarted, Job: {ref: this.jobPath(outcome)}};
    const out: MethodResult = {ReturnValue: outcome.ReturnValue};
    for (const [name, value] of Object.entries(outcome))
      if (name !== 'ReturnValue') out[name] = this.outValue(value);
    return out;
  }

  private outValue(value: CimValue | CimObject | readonly CimObject[]): CimValue {
    if (Array.isArray(value)) return value.map(item => this.outValue(item as CimValue | CimObject));
    if (isCimObject(value)) return {ref: this.pathOf(value)};
    return value as CimValue;
  }

  jobPath(job: Job): string {
    return formatPath(VIRTUALIZATION, job.className, [['InstanceID', job.id]]);
  }
}

function isCimObject(value: unknown): value is CimObject {
  return typeof value === 'object' && value !== null && 'class' in value && 'self' in value;
}

function isSettingClass(name: string): boolean {
  return /SettingData$/i.test(name);
}

/** Settings are found by InstanceID across all setting classes of devices. */
function resolveClass(name: string, table: ClassTable): string {
  return table.isA(name, 'CIM_ResourceAllocationSettingData')
    ? 'CIM_ResourceAllocationSettingData'
    : name;
}

const indexes = new WeakMap<CimClass, Map<string, CimPropertyDeclaration>>();

function propertyIndex(type: CimClass): Map<string, CimPropertyDeclaration> {
  const known = indexes.get(type);
  if (known) return known;
  const made = new Map(type.properties.map(property => [property.name.toLowerCase(), property]));
  indexes.set(type, made);
  return made;
}

function typed({type, array}: CimPropertyDeclaration, value: CimValue): CimValue {
  if (type !== 'uint64' && type !== 'sint64') return value;
  return array && Array.isArray(value) ? value.map(wide) : wide(value);
}

function wide(value: CimValue): CimValue {
  return typeof value === 'number' ? BigInt(Math.trunc(value)) : value;
}
