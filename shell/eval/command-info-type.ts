/** FunctionCommand as a .NET type: FunctionInfo, FilterInfo, ExternalScriptInfo, ScriptInfo. */
import {basename} from 'node:path';
import {ALL_SETS_NAME} from '../cmdlet/metadata.ts';
import {enumValue} from '../values/define-enum.ts';
import {defineType} from '../values/define-type.ts';
import {Hashtable} from '../values/hashtable.ts';
import type {NetType} from '../values/net-type.ts';
import type {MemberTables} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';
import {scopedItemOptions} from '../session/variable-type.ts';
import type {FunctionCommand} from './function-command.ts';

const AUTOMATION = 'System.Management.Automation';

function metadataOf(self: FunctionCommand) {
  return self.metadata(self.block.session.frame);
}

function parametersOf(self: FunctionCommand): Hashtable {
  const table = new Hashtable();
  for (const parameter of metadataOf(self).parameters) table.set(parameter.name, parameter);
  return table;
}

function part(self: FunctionCommand, which: 'verb' | 'noun'): string {
  const [, verb = '', noun = ''] = /^([^-]+)-(.+)$/.exec(self.name) ?? [];
  return which === 'verb' ? verb : noun;
}

const members: MemberTables<FunctionCommand> = {
  properties: {
    Name: {type: 'string', get: self => nameOf(self)},
    CommandType: {get: self => self.commandType},
    ScriptBlock: {get: self => self.block},
    Definition: {type: 'string', get: self => definitionOf(self)},
    Options: {get: self => enumValue(scopedItemOptions, self.options)},
    Description: {type: 'string', get: self => self.description},
    Verb: {type: 'string', get: self => part(self, 'verb')},
    Noun: {type: 'string', get: self => part(self, 'noun')},
    Source: {type: 'string', get: self => self.moduleName},
    ModuleName: {type: 'string', get: self => self.moduleName},
    Module: {get: self => self.block.state?.module ?? null},
    Visibility: {get: self => self.visibility},
    CmdletBinding: {type: 'bool', get: self => self.block.compiled.isAdvanced},
    DefaultParameterSet: {type: 'string', get: self => defaultSet(self)},
    Parameters: {get: self => parametersOf(self)},
    HelpFile: {type: 'string', get: () => null},
    OutputType: {get: () => []},
    Version: {get: () => null},
    Path: {type: 'string', get: self => self.block.source.file, hidden: true},
  },
};

function nameOf(self: FunctionCommand): Value {
  return self.commandType === 'ExternalScript' ? basename(self.name) : self.name;
}

function definitionOf(self: FunctionCommand): string {
  return self.commandType === 'ExternalScript' ? self.name : self.block.text;
}

function defaultSet(self: FunctionCommand): string | null {
  const {defaultSet: name} = metadataOf(self).spec;
  return name === undefined || name === ALL_SETS_NAME ? null : name;
}

const commandInfo = defineType({fullName: `${AUTOMATION}.CommandInfo`, abstract: true});

function infoType(name: string, base: NetType): NetType {
  return defineType<FunctionCommand>({
    fullName: `${AUTOMATION}.${name}`,
    base,
    toText: self => String(nameOf(self)),
    ...members,
  });
}

const functionInfo = infoType('FunctionInfo', commandInfo);

const types: Readonly<Record<string, NetType>> = {
  Function: functionInfo,
  Filter: infoType('FilterInfo', functionInfo),
  ExternalScript: infoType('ExternalScriptInfo', commandInfo),
  Script: infoType('ScriptInfo', commandInfo),
};

/** The .NET type of a script command. */
export function commandInfoType({commandType}: FunctionCommand): NetType {
  return types[commandType] ?? functionInfo;
}
