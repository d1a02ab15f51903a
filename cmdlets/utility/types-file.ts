/**
 * Members and display hints of a types.ps1xml file (about_Types.ps1xml). Names of elements are those of the
 * file; what no type data can be made of is an XmlError.
 */
import {codeMethod, codeProperty} from '../../shell/types/code-member.ts';
import {
  convertTo,
  type ExtendedMember,
  invokeMethod,
  invokeStatic,
  requireType,
  type TypeData,
  type Value,
} from '../../shell/values/index.ts';
import {readXml, type XmlElement, XmlError} from './xml-tree.ts';

type Hints = Omit<TypeData, 'members' | 'typeName'>;
/** Undefined: nothing is said of it. */
export type TypeHints = {readonly [K in keyof Hints]: Hints[K] | undefined};

export interface TypeEntry {
  readonly typeName: string;
  readonly members: readonly ExtendedMember[];
  readonly hints: TypeHints;
}

/** Throws XmlError. */
export function readTypesFile(text: string): TypeEntry[] {
  const root = readXml(text);
  if (root.name !== 'Types') throw notAllowed(root, ['Types']);
  return root.children.map(element => {
    if (element.name !== 'Type') throw notAllowed(element, ['Type']);
    return entryOf(element);
  });
}

const PARTS = ['Name', 'Members', 'TypeConverter', 'TypeAdapter'];

function entryOf(element: XmlElement): TypeEntry {
  for (const child of element.children) {
    if (!PARTS.includes(child.name)) throw notAllowed(child, PARTS);
    if (child.name.startsWith('Type'))
      throw new XmlError(`A ${child.name} needs a class of .NET, which there is not.`);
  }
  const typeName = required(element, 'Name');
  const parts = find(element, 'Members')?.children ?? [];
  if (parts.length === 0)
    throw new XmlError(
      `Error in type "${typeName}": The "Type" node must have "Members", "TypeConverters", or "TypeAdapters".`,
    );
  const isStandard = (part: XmlElement) => textOf(part, 'Name') === 'PSStandardMembers';
  const standard = parts.find(isStandard);
  return {
    typeName,
    members: parts.filter(part => !isStandard(part)).map(memberOf),
    hints: standard ? hintsOf(standard) : {},
  };
}

type Reader = (element: XmlElement, name: string) => ExtendedMember;

const READERS: Readonly<Record<string, Reader>> = {
  NoteProperty: (element, name) => ({
    memberType: 'NoteProperty',
    name,
    value: typedText(element),
    hidden: isHidden(element),
  }),
  AliasProperty(element, name) {
    const conversion = textOf(element, 'TypeName');
    return {
      memberType: 'AliasProperty',
      name,
      referenced: required(element, 'ReferencedMemberName'),
      ...(conversion === undefined ? {} : {conversion}),
      hidden: isHidden(element),
    };
  },
  ScriptProperty(element, name) {
    const getter = block(textOf(element, 'GetScriptBlock'));
    const setter = block(textOf(element, 'SetScriptBlock'));
    if (getter === null && setter === null)
      throw new XmlError('The ScriptProperty should have a getter or setter.');
    return {memberType: 'ScriptProperty', name, getter, setter, hidden: isHidden(element)};
  },
  ScriptMethod: (element, name) => ({
    memberType: 'ScriptMethod',
    name,
    script: block(required(element, 'Script')),
  }),
  CodeProperty: (element, name) =>
    codeProperty(
      name,
      referenced(find(element, 'GetCodeReference')),
      referenced(find(element, 'SetCodeReference')),
    ),
  CodeMethod: (element, name) => codeMethod(name, referenced(find(element, 'CodeReference'))),
  PropertySet: (element, name) => ({memberType: 'PropertySet', name, properties: names(element)}),
  MemberSet: (element, name) => ({
    memberType: 'MemberSet',
    name,
    members: new Map(
      (find(element, 'Members')?.children ?? [])
        .map(memberOf)
        .map(member => [member.name.toLowerCase(), member]),
    ),
    hidden: isHidden(element),
  }),
};

function memberOf(element: XmlElement): ExtendedMember {
  const read = READERS[element.name];
  if (!read) throw notAllowed(element, Object.keys(READERS));
  return read(element, required(element, 'Name'));
}

/** The standard members that are numbers, names of one property, or names of more. */
function hintsOf(set: XmlElement): TypeHints {
  const hints: Record<string, unknown> = {};
  for (const element of find(set, 'Members')?.children ?? []) {
    const name = required(element, 'Name');
    const key = name.charAt(0).toLowerCase() + name.slice(1);
    if (element.name === 'PropertySet') hints[key] = names(element);
    else if (element.name === 'AliasProperty')
      hints[key] = required(element, 'ReferencedMemberName');
    else if (element.name === 'NoteProperty')
      hints[key] = typedHint(name, required(element, 'Value'));
    else throw new XmlError(`Member "${name}" must be a note.`);
  }
  return hints;
}

function typedHint(name: string, text: string): unknown {
  if (name === 'SerializationDepth') return convertTo(text, 'int');
  if (name === 'InheritPropertySerializationSet') return /^true$/i.test(text);
  return text;
}

function typedText(element: XmlElement): Value {
  const value = required(element, 'Value');
  const type = textOf(element, 'TypeName');
  return type === undefined ? value : convertTo(value, type);
}

function block(text: string | undefined): Value {
  return text === undefined ? null : invokeStatic(requireType('scriptblock'), 'Create', [text]);
}

/** The static method that a code reference names; null without one. */
function referenced(element: XmlElement | undefined): Value {
  if (element === undefined) return null;
  const type = requireType(required(element, 'TypeName'));
  return invokeMethod(type, 'GetMethod', [required(element, 'MethodName')]);
}

function names(set: XmlElement): string[] {
  return (find(set, 'ReferencedProperties')?.children ?? []).map(({text}) => text.trim());
}

function isHidden(element: XmlElement): boolean {
  return element.attributes.get('IsHidden')?.toLowerCase() === 'true';
}

function find(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find(child => child.name === name);
}

function textOf(element: XmlElement, name: string): string | undefined {
  return find(element, name)?.text.trim();
}

function required(element: XmlElement, name: string): string {
  const text = textOf(element, name);
  if (text !== undefined && text !== '') return text;
  throw new XmlError(
    `Node "${name}" was not found. It should occur only once under "${element.name}". The parent node, "${element.name}", will be ignored.`,
  );
}

function notAllowed(element: XmlElement, allowed: readonly string[]): XmlError {
  return new XmlError(
    `The node ${element.name} is not allowed. The following nodes are allowed: ${allowed.join(',')}.`,
  );
}
