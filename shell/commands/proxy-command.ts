/**
 * CommandMetadata and ProxyCommand: a command's declaration as an object that can be changed, and the text of
 * a function that wraps the command.
 */
import {CmdletCommand} from '../cmdlet/cmdlet-command.ts';
import {ALL_SETS_NAME, ParameterMetadata} from '../cmdlet/metadata.ts';
import {currentSession} from '../eval/current-session.ts';
import {FunctionCommand} from '../eval/function-command.ts';
import {Dictionary} from '../values/hashtable.ts';
import {
  defineType,
  findType,
  getProperty,
  isNull,
  NetException,
  type NetType,
  toArray,
  toText,
} from '../values/index.ts';
import type {Value} from '../values/value.ts';
import {metadataOf} from './command-info.ts';
import * as text from './proxy-text.ts';

const AUTOMATION = 'System.Management.Automation';

/** What scripts may change before they make a proxy of it: above all the parameters. */
class CommandDescription {
  name: string;
  readonly wrapped: string;
  readonly commandType: string;
  readonly isAdvanced: boolean;
  readonly hasDynamic: boolean;
  defaultSet: string;
  supportsShouldProcess: boolean;
  supportsPaging: boolean;
  positionalBinding = true;
  confirmImpact: string;
  helpUri = '';
  readonly parameters: Dictionary;

  constructor(command: CmdletCommand | FunctionCommand) {
    const metadata = metadataOf(command, currentSession());
    const {spec} = metadata ?? {};
    this.name = command.name;
    const {moduleName} = command;
    this.wrapped = moduleName ? `${moduleName}\\${command.name}` : command.name;
    this.commandType = command.commandType;
    this.isAdvanced = command instanceof CmdletCommand || command.block.compiled.isAdvanced;
    this.hasDynamic =
      command instanceof CmdletCommand
        ? command.cmdlet.dynamicParameters !== undefined
        : command.block.compiled.dynamicParam !== null;
    this.defaultSet = spec?.defaultSet === ALL_SETS_NAME ? '' : (spec?.defaultSet ?? '');
    this.supportsShouldProcess = spec?.supportsShouldProcess ?? false;
    this.supportsPaging = spec?.supportsPaging ?? false;
    this.confirmImpact = spec?.confirmImpact ?? 'Medium';
    const type = findType(`System.Collections.Generic.Dictionary[string,object]`) as NetType;
    this.parameters = new Dictionary(type, {caseSensitive: false});
    for (const parameter of metadata?.parameters ?? [])
      if (!parameter.spec.common && !parameter.spec.dynamic)
        this.parameters.set(parameter.name, parameter);
  }

  get target(): text.ProxyTarget {
    const parameters = this.parameters
      .values()
      .filter(parameter => parameter instanceof ParameterMetadata);
    return {...this, parameters};
  }
}

function describe(command: Value): CommandDescription {
  if (command instanceof CmdletCommand || command instanceof FunctionCommand)
    return new CommandDescription(command);
  throw new NetException(
    'System.Management.Automation.PSNotSupportedException',
    'Only cmdlets, functions and scripts have metadata.',
    {errorId: 'NotSupported'},
  );
}

function field<K extends 'name' | 'defaultSet' | 'confirmImpact' | 'helpUri'>(key: K) {
  return {
    get: (self: CommandDescription) => self[key],
    set: (self: CommandDescription, value: string) => {
      self[key] = value;
    },
  };
}

function flag<K extends 'supportsShouldProcess' | 'supportsPaging' | 'positionalBinding'>(key: K) {
  return {
    get: (self: CommandDescription) => self[key],
    set: (self: CommandDescription, value: boolean) => {
      self[key] = value;
    },
  };
}

defineType<CommandDescription>({
  fullName: `${AUTOMATION}.CommandMetadata`,
  instance: CommandDescription,
  members: {
    'string Name': field('name'),
    'string DefaultParameterSetName': field('defaultSet'),
    'bool SupportsShouldProcess': flag('supportsShouldProcess'),
    'bool SupportsPaging': flag('supportsPaging'),
    'bool PositionalBinding': flag('positionalBinding'),
    'string ConfirmImpact': field('confirmImpact'),
    'string HelpUri': field('helpUri'),
    'object Parameters': self => self.parameters,
  },
  constructors: {'(object commandInfo)': describe},
});

// ---- help as a comment -----------------------------------------------------------------------------

function helpComments(help: Value): string {
  const sections: string[] = [];
  const add = (word: string, ...lines: string[]) => {
    const body = lines.filter(line => line !== '').join('\n');
    if (body !== '') sections.push(`.${word}\n\n${body}\n`);
  };
  const list = (owner: Value, ...path: string[]): Value[] => {
    let value = owner;
    for (const name of path) value = isNull(value) ? null : getProperty(value, name);
    return isNull(value) ? [] : toArray(value);
  };
  const paragraphs = (values: readonly Value[]) =>
    values.map(value => toText(getProperty(value, 'Text') ?? value));
  const one = (...path: string[]) => toText(list(help, ...path)[0] ?? '');
  add('SYNOPSIS', one('Synopsis'));
  add('DESCRIPTION', ...paragraphs(list(help, 'Description')));
  for (const parameter of list(help, 'Parameters', 'Parameter'))
    sections.push(
      `.PARAMETER ${toText(getProperty(parameter, 'Name'))}\n\n${paragraphs(list(parameter, 'Description')).join('\n')}\n`,
    );
  for (const example of list(help, 'examples', 'example'))
    add(
      'EXAMPLE',
      paragraphs(list(example, 'introduction')).join('') + toText(getProperty(example, 'code')),
      ...paragraphs(list(example, 'remarks')),
    );
  add('NOTES', ...paragraphs(list(help, 'alertSet', 'alert')));
  add('INPUTS', one('inputTypes', 'inputType', 'type', 'name'));
  add('OUTPUTS', one('returnValues', 'returnValue', 'type', 'name'));
  for (const link of list(help, 'relatedLinks', 'navigationLink'))
    add('LINK', toText(getProperty(link, 'uri') ?? getProperty(link, 'linkText') ?? ''));
  for (const word of ['Component', 'Role', 'Functionality']) add(word.toUpperCase(), one(word));
  return sections.join('\n');
}

const METADATA = `${AUTOMATION}.CommandMetadata commandMetadata`;

defineType({
  fullName: `${AUTOMATION}.ProxyCommand`,
  abstract: true,
  statics: {
    [`string Create(${METADATA})`]: (self: CommandDescription) =>
      text.proxyText(self.target, '', self.hasDynamic),
    [`string Create(${METADATA}, string helpComment)`]: (self: CommandDescription, help: string) =>
      text.proxyText(self.target, help, self.hasDynamic),
    [`string Create(${METADATA}, string helpComment, bool generateDynamicParameters)`]: (
      self: CommandDescription,
      help: string,
      dynamic: boolean,
    ) => text.proxyText(self.target, help, dynamic),
    [`string GetCmdletBindingAttribute(${METADATA})`]: (self: CommandDescription) =>
      text.bindingText(self.target),
    [`string GetParamBlock(${METADATA})`]: (self: CommandDescription) =>
      text.parametersText(self.target),
    [`string GetDynamicParam(${METADATA})`]: (self: CommandDescription) =>
      text.dynamicParamText(self.target),
    [`string GetBegin(${METADATA})`]: (self: CommandDescription) => text.beginText(self.target),
    [`string GetProcess(${METADATA})`]: text.processText,
    [`string GetEnd(${METADATA})`]: text.endText,
    [`string GetClean(${METADATA})`]: text.cleanText,
    'string GetHelpComments(object help)': helpComments,
  },
});
