/** MemberDefinition: one line of Get-Member, and how members of values become such lines. */
import type {EnumValue, MemberType} from '../../shell/values/index.ts';
import type {NetType} from '../../shell/values/index.ts';
import {
  convertTo,
  defineType,
  methodsOf,
  propertiesOf,
  toText,
  typeNamesOf,
  typeOf,
  typeText,
  unwrap,
} from '../../shell/values/index.ts';
import type {PropertyInfo} from '../../shell/values/index.ts';

/** Bits of a kind or of several (`Methods, NoteProperty`), as System.Management.Automation.PSMemberTypes has them. */
function kindBits(kinds: unknown): number {
  return (convertTo(kinds, memberTypesName) as EnumValue).value;
}

const memberTypesName = 'System.Management.Automation.PSMemberTypes';

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
    MemberType: {type: memberTypesName, get: self => convertTo(self.memberType, memberTypesName)},
    Definition: {type: 'string', get: self => self.definition},
  },
});

/** Is the member of one of these kinds (an enumeration value or its text)? */
export function isOfKind(member: MemberDefinition, kinds: unknown): boolean {
  return (kindBits(member.memberType) & kindBits(kinds)) !== 0;
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
