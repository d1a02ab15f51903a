/**
 * MOF, the language in which classes are declared (DSP0004, appendix A): the part our schema uses.
 *
 * A schema text is cut into classes at once and each body is read when its class is first asked
 * for: a service that starts needs a tenth of them.
 */
import type {CimMethodDeclaration, CimParameter, CimPropertyDeclaration, CimType} from './cim.ts';

/** A class as written: its own members only. */
export interface ClassDeclaration {
  readonly name: string;
  readonly superclass: string | null;
  readonly abstract: boolean;
  readonly association: boolean;
  readonly properties: readonly CimPropertyDeclaration[];
  readonly methods: readonly CimMethodDeclaration[];
}

/** The head of a class, and the text between its braces. */
export interface ClassText {
  readonly name: string;
  readonly superclass: string | null;
  readonly qualifiers: string;
  readonly body: string;
}

const CLASS = /^(?:\[([\w, ]+)\] )?class (\w+)(?: : (\w+))? \{\n([^]*?)^\};/gm;

export function classTexts(mof: string): ClassText[] {
  return [...mof.matchAll(CLASS)].map(([, qualifiers, name, superclass, body]) => ({
    name: name ?? '',
    superclass: superclass ?? null,
    qualifiers: qualifiers ?? '',
    body: body ?? '',
  }));
}

export function readClass(text: ClassText): ClassDeclaration {
  const members = text.body.split(/;\n/).filter(member => member.trim() !== '');
  const methods = members.filter(member => METHOD.test(member));
  return {
    name: text.name,
    superclass: text.superclass,
    abstract: text.qualifiers.includes('Abstract'),
    association: text.qualifiers.includes('Association'),
    properties: members
      .filter(member => !METHOD.test(member))
      .map(member => readProperty(member, text.name)),
    methods: methods.map(member => readMethod(member, text.name)),
  };
}

const METHOD = /^\s*uint32 (\w+)\(([^]*)\)$/;
const TYPED = /^\s*(?:\[([^]*)\] )?(\w+)( ref)? (\w+)(\[\])?$/;

function readTyped(text: string) {
  const [, qualifiers = '', type = '', ref, name = '', array] = TYPED.exec(text) ?? malformed(text);
  const embedded = /EmbeddedInstance\("(\w+)"\)/.exec(qualifiers)?.[1];
  const refClass = ref ? type : embedded;
  return {
    qualifiers,
    name,
    type: (ref ? 'ref' : type) as CimType,
    array: array !== undefined,
    ...(refClass ? {refClass} : {}),
  };
}

function readProperty(text: string, from: string): CimPropertyDeclaration {
  const {qualifiers, ...typed} = readTyped(text);
  const values = valueMapOf(qualifiers);
  return {...typed, from, key: /\bKey\b/.test(qualifiers), ...(values ? {valueMap: values} : {})};
}

function readMethod(text: string, from: string): CimMethodDeclaration {
  const [, name = '', list = ''] = METHOD.exec(text) ?? malformed(text);
  const parameters = list.split(/,\s+(?=\[)/).filter(part => part !== '');
  return {name, from, parameters: parameters.map(readParameter)};
}

function readParameter(text: string): CimParameter {
  const {qualifiers, ...typed} = readTyped(text);
  return {...typed, direction: qualifiers.startsWith('Out') ? 'out' : 'in'};
}

function valueMapOf(qualifiers: string): Record<string, string> | undefined {
  const found = /ValueMap\{([^}]*)\},\s+Values\{([^}]*)\}/.exec(qualifiers);
  if (!found) return undefined;
  const names = strings(found[2] ?? '');
  return Object.fromEntries(strings(found[1] ?? '').map((key, index) => [key, names[index] ?? '']));
}

function strings(list: string): string[] {
  return [...list.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(match =>
    (match[1] ?? '').replace(/\\(.)/g, '$1'),
  );
}

function malformed(text: string): never {
  throw new SyntaxError(`MOF: ${text.trim().slice(0, 80)}`);
}
