/** ModuleSpecification: a name, or `@{ModuleName; ModuleVersion | RequiredVersion | MaximumVersion; GUID}`. */
import {defineType} from '../values/define-type.ts';
import {convertTo, Hashtable, isNull, toText} from '../values/index.ts';
import {NetException, throwNet} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {compareVersions} from './version-order.ts';

interface Constraints {
  readonly minimum?: string | null;
  readonly maximum?: string | null;
  readonly required?: string | null;
  readonly guid?: string | null;
}

export class ModuleSpecification {
  readonly name: string;
  readonly minimum: string | null;
  readonly maximum: string | null; // `1.*` allows all of 1
  readonly required: string | null;
  readonly guid: string | null;

  constructor(
    name: string,
    {minimum = null, maximum = null, required = null, guid = null}: Constraints = {},
  ) {
    this.name = name;
    this.minimum = minimum;
    this.maximum = maximum;
    this.required = required;
    this.guid = guid;
  }

  get hasVersion(): boolean {
    return this.minimum !== null || this.maximum !== null || this.required !== null;
  }

  withName(name: string): ModuleSpecification {
    return new ModuleSpecification(name, this);
  }

  toString(): string {
    const {name, minimum, maximum, required, guid} = this;
    if (!this.hasVersion && guid === null) return name;
    const member = (key: string, value: string | null) =>
      value === null ? '' : `; ${key} = '${value}'`;
    const versions =
      required === null
        ? member('ModuleVersion', minimum) + member('MaximumVersion', maximum)
        : member('RequiredVersion', required);
    const identity = guid === null ? '' : `; Guid = '{${guid}}' `;
    return `@{ ModuleName = '${name}'${identity}${versions} }`;
  }
}

/** A text, a table or a specification as one. Throws what is wrong with a table. */
export function moduleSpecification(value: Value): ModuleSpecification {
  if (value instanceof ModuleSpecification) return value;
  return value instanceof Hashtable ? ofTable(value) : new ModuleSpecification(toText(value), {});
}

const KEYS = ['modulename', 'moduleversion', 'requiredversion', 'maximumversion', 'guid'];

function ofTable(table: Hashtable): ModuleSpecification {
  const names = [...table.keys()].map(toText);
  const unknown = names.filter(name => !KEYS.includes(name.toLowerCase()));
  const field = (name: string, type: string): string | null => {
    const found = table.get(name);
    return isNull(found) ? null : toText(convertTo(found, type));
  };
  const made = new ModuleSpecification(field('ModuleName', 'string') ?? '', {
    minimum: field('ModuleVersion', 'version'),
    required: field('RequiredVersion', 'version'),
    maximum: field('MaximumVersion', 'string'),
    guid: field('GUID', 'guid'),
  });
  if (unknown.length > 0) {
    const listed = unknown.map(name => `'${name}'`).join(', ');
    throwNet(
      'System.ArgumentException',
      `The hashtable describing a module contains one or more members that are not valid. The valid members are (ModuleName, ModuleVersion, RequiredVersion, GUID). Remove the members that are not valid (${listed}), then try again.`,
    );
  }
  refuse(made);
  return made;
}

function refuse({name, minimum, maximum, required, hasVersion}: ModuleSpecification): void {
  if (name === '')
    throwNet(
      'System.MissingMemberException',
      "The 'ModuleName' member does not exist in the hashtable that describes this module.",
    );
  if (!hasVersion)
    throwNet(
      'System.MissingMemberException',
      "The 'ModuleVersion', 'MaximumVersion' and 'RequiredVersion' members do not exist in the hashtable that describes this module. One of these three members must exist, and be assigned a version number in the format 'n.n.n.n'.",
    );
  if (required !== null && (minimum !== null || maximum !== null)) {
    const other = minimum === null ? 'MaximumVersion' : 'ModuleVersion';
    throwNet(
      'System.ArgumentException',
      `The parameters ${other} and RequiredVersion cannot be used together. Please specify only one parameter.`,
    );
  }
  if (maximum !== null) checkMaximum(maximum);
}

/** Throws for a maximum that is no version, or has a `*` that is not its last part. */
export function checkMaximum(maximum: string): void {
  if (/^\d+(\.\d+){0,3}$|^\d+(\.\d+){0,2}\.\*$/.test(maximum)) return;
  throw new NetException(
    'System.Management.Automation.PSArgumentException',
    `The specified MaximumVersion '${maximum}' was incorrect. If you are using '*', MaximumVersion only supports one '*' and should always be placed at the end of MaximumVersion.`,
    {errorId: 'Argument', category: 'InvalidArgument'},
  );
}

/** Does a module of `version` and `guid` answer the specification? */
export function satisfies(
  specification: ModuleSpecification,
  module: {readonly version: string; readonly guid?: string},
): boolean {
  const {minimum, maximum, required, guid} = specification;
  const {version} = module;
  if (required !== null && compareVersions(version, required) !== 0) return false;
  if (minimum !== null && compareVersions(version, minimum) < 0) return false;
  if (maximum !== null && compareVersions(version, maximum.replace('*', '999999999')) > 0)
    return false;
  return guid === null || module.guid === undefined || sameGuid(guid, module.guid);
}

function sameGuid(a: string, b: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/[{}]/g, '');
  return bare(a) === bare(b);
}

/** What was asked for and is not there, as `#requires` and Import-Module put it. */
export function missingText({name, minimum, maximum, required}: ModuleSpecification): string {
  const versions = [
    required === null ? '' : `RequiredVersion '${required}'`,
    minimum === null ? '' : `ModuleVersion '${minimum}'`,
    maximum === null ? '' : `MaximumVersion '${maximum}'`,
  ].filter(text => text !== '');
  const which = versions.length === 0 ? '' : ` with ${versions.join(' and ')}`;
  return `The module '${name}' cannot be found${which}.`;
}

const asVersion = (text: string | null): Value =>
  text === null ? null : convertTo(text, 'version');

defineType<ModuleSpecification>({
  fullName: 'Microsoft.PowerShell.Commands.ModuleSpecification',
  instance: ModuleSpecification,
  toText: self => self.toString(),
  convert: moduleSpecification,
  properties: {
    Name: {type: 'string', get: self => self.name},
    Guid: {get: self => (self.guid === null ? null : convertTo(self.guid, 'guid'))},
    Version: {type: 'version', get: self => asVersion(self.minimum)},
    MaximumVersion: {type: 'string', get: self => self.maximum},
    RequiredVersion: {type: 'version', get: self => asVersion(self.required)},
  },
  constructors: {
    '(string moduleName)': (name: string) => new ModuleSpecification(name),
    '(hashtable moduleSpecification)': moduleSpecification,
  },
});
