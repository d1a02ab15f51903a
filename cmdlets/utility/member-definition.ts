/** MemberDefinition: one line of Get-Member, and how members of values become such lines. */
import type {MemberType} from '../../shell/values/index.ts';
import {
  defineEnum,
  defineType,
  enumValue,
  methodsOf,
  NetType,
  propertiesOf,
  toText,
  typeNamesOf,
  typeOf,
  typeText,
  unwrap,
} from '../../shell/values/index.ts';
import type {PropertyInfo} from '../../shell/values/index.ts';

/** Kinds of members with their bits, as System.Management.Automation.PSMemberTypes has them. */
const KINDS: Readonly<Record<string, number>> = {
  AliasProperty: 1,
  CodeProperty: 2,
  Property: 4,
  NoteProperty: 8,
  ScriptProperty: 16,
  PropertySet: 32,
  Method: 64,
  CodeMethod: 128,
  ScriptMethod: 256,
  ParameterizedProperty: 512,
  MemberSet: 1024,
  Event: 2048,
  Dynamic: 4096,
  InferredProperty: 8192,
  Properties: 8192 | 31,
  Methods: 448,
  All: 16383,
};

const memberTypesEnum = defineEnum({
  fullName: 'System.Management.Automation.PSMemberTypes',
  accelerator: 'PSMemberTypes',
  flags: true,
  values: KINDS,
});

/** The bits behind a list of kinds such as `Methods, NoteProperty`. */
export function memberTypes(text: string): number {
  const names = Object.entries(KINDS);
  return text
    .split(',')
    .map(part => part.trim().toLowerCase())
    .reduce(
      (bits, word) => bits | (names.find(([name]) => name.toLowerCase() === word)?.[1] ?? 0),
      0,
    );
}

export class MemberDefinition {
  readonly typeName: string;
  readonly name: string;
  readonly memberType: MemberType;
  readonly definition: string;

  constructor(typeName: string, name: string, memberType: MemberType, definition: string) {
    this.typeName = typeName;
    this.name = name;
    this.memberType = memberType;
    this.definition = definition;
  }
}

defineType<MemberDefinition>({
  fullName: 'Microsoft.PowerShell.Commands.MemberDefinition',
  instance: MemberDefinition,
  toText: self => self.definition,
  properties: {
    TypeName: {type: 'string', get: self => self.typeName},
    Name: {type: 'string', get: self => self.name},
    MemberType: {
      type: memberTypesEnum.fullName,
      get: self => enumValue(memberTypesEnum, KINDS[self.memberType] ?? 0),
    },
    Definition: {type: 'string', get: self => self.definition},
  },
});

export function isOfKind(member: MemberDefinition, kinds: number): boolean {
  return ((KINDS[member.memberType] ?? 0) & kinds) !== 0;
}

/** Members of an object. `view`: a list of Extended, Adapted, Base or All. */
export function instanceMembers(
  object: unknown,
  options: {force: boolean; view: string},
): MemberDefinition[] {
  const typeName = typeNamesOf(object)[0] ?? '';
  const view = options.view.toLowerCase();
  const extended = /all|extended/.test(view);
  const adapted = /all|adapted|base/.test(view);
  const properties = propertiesOf(object)
    .filter(
      property =>
        (options.force || !property.hidden) &&
        (property.memberType === 'Property' ? adapted : extended),
    )
    .map(
      property =>
        new MemberDefinition(typeName, property.name, property.memberType, propertyText(property)),
    );
  const methods = methodsOf(object)
    .filter(method => (method.memberType === 'Method' ? adapted : extended))
    .map(
      method =>
        new MemberDefinition(typeName, method.name, method.memberType, method.overloads.join(', ')),
    );
  return [...properties, ...methods];
}

function propertyText(property: PropertyInfo): string {
  const {member, name} = property;
  if ('kind' in member) return `${shortType(property.typeName)} ${name} ${accessors(property)}`;
  switch (member.memberType) {
    case 'NoteProperty':
      return noteText(name, member.value);
    case 'AliasProperty':
      return member.conversion
        ? `${name} = (${member.conversion})${member.referenced}`
        : `${name} = ${member.referenced}`;
    case 'ScriptProperty':
      return `System.Object ${name} {${scriptText('get', member.getter)}${scriptText('set', member.setter)}}`;
    case 'PropertySet':
      return `${name} {${member.properties.join(', ')}}`;
    default:
      return `System.Object ${name} ${accessors(property)}`;
  }
}

function accessors(property: PropertyInfo): string {
  return property.settable ? '{get;set;}' : '{get;}';
}

function scriptText(word: string, block: unknown): string {
  return block === undefined || block === null ? '' : `${word}=${toText(block)};`;
}

function noteText(name: string, value: unknown): string {
  if (value === null || value === undefined) return `object ${name}=null`;
  return `${shortType(typeOf(unwrap(value)).fullName)} ${name}=${toText(value)}`;
}

const KEYWORDS: Readonly<Record<string, string>> = {
  'System.String': 'string',
  'System.Int32': 'int',
  'System.Int64': 'long',
  'System.Boolean': 'bool',
  'System.Double': 'double',
  'System.Single': 'float',
  'System.Decimal': 'decimal',
  'System.Byte': 'byte',
  'System.Char': 'char',
  'System.DateTime': 'datetime',
  'System.TimeSpan': 'timespan',
  'System.Guid': 'guid',
  'System.Object': 'System.Object',
};

/** `int` for Int32 as Get-Member writes it; other types by full name. */
function shortType(fullName: string): string {
  return KEYWORDS[fullName] ?? fullName;
}

/** Static properties and methods of a type and its bases. */
export function staticMembers(type: NetType): MemberDefinition[] {
  const found = new Map<string, MemberDefinition>();
  for (let at: NetType | null = type; at; at = at.base)
    for (const member of at.table.statics.values()) {
      if (found.has(member.name.toLowerCase())) continue;
      const isMethod = member.kind === 'method';
      const definition = isMethod
        ? member.overloads
            .map(overload => `static ${overload.signature?.text ?? `${member.name}()`}`)
            .join(', ')
        : `static ${typeText(type) === member.type ? member.type : shortType(member.type)} ${member.name} ${member.set ? '{get;set;}' : '{get;}'}`;
      found.set(
        member.name.toLowerCase(),
        new MemberDefinition(
          type.fullName,
          member.name,
          isMethod ? 'Method' : 'Property',
          definition,
        ),
      );
    }
  return [...found.values()];
}
