/**
 * Syntax lines: one per parameter set, as Get-Command -Syntax and Get-Help show them.
 *
 * Order within a set: positional parameters by position, mandatory ones, the rest in order of declaration.
 * Source: language specification 16; CommandParameterSetInfo.ToString of PowerShell.
 */
import {
  ALL_SETS,
  ALL_SETS_NAME,
  type CommandMetadata,
  type ParameterMetadata,
  type SetFlags,
} from '../cmdlet/metadata.ts';
import type {NetType} from '../values/net-type.ts';

export interface ParameterSet {
  readonly name: string; // __AllParameterSets when the command has none
  readonly isDefault: boolean;
  readonly mask: number;
  /** Own parameters in the order of the syntax line, then the common ones. */
  readonly parameters: readonly {readonly parameter: ParameterMetadata; readonly flags: SetFlags}[];
}

export function parameterSets(metadata: CommandMetadata): ParameterSet[] {
  const names = metadata.setNames.length === 0 ? [ALL_SETS_NAME] : metadata.setNames;
  return names.map((name, at) => {
    const mask = metadata.setNames.length === 0 ? ALL_SETS : 1 << at;
    const inSet = metadata.parameters.flatMap(parameter => {
      const [flags] = parameter.flagsIn(mask);
      return flags === undefined ? [] : [{parameter, flags}];
    });
    return {name, isDefault: mask === metadata.defaultMask, mask, parameters: inSyntaxOrder(inSet)};
  });
}

type Member = ParameterSet['parameters'][number];

function inSyntaxOrder(members: readonly Member[]): Member[] {
  const rank = ({parameter, flags}: Member): number => {
    if (parameter.spec.common) return 3;
    if (flags.position !== null) return 0;
    return flags.mandatory ? 1 : 2;
  };
  return [...members].sort(
    (a, b) => rank(a) - rank(b) || (a.flags.position ?? 0) - (b.flags.position ?? 0),
  );
}

/** How a syntax line writes a type. */
export type TypeNaming = (type: NetType) => string;

/** `[[-A] <int>] -B <string> [<CommonParameters>]`, without the command's name. */
export function setSyntax(set: ParameterSet, naming: TypeNaming = typeName): string {
  const shown = set.parameters.filter(
    ({parameter, flags}) => !parameter.spec.common && !flags.dontShow,
  );
  const parts = shown.map(({parameter, flags}) => parameterSyntax(parameter, flags, naming));
  const common = set.parameters.filter(({parameter}) => parameter.spec.common);
  const own = common.filter(({parameter}) => /^(WhatIf|Confirm)$/.test(parameter.name));
  parts.push(...own.map(({parameter}) => `[-${parameter.name}]`));
  if (common.length > 0) parts.push('[<CommonParameters>]');
  return parts.join(' ');
}

function parameterSyntax(
  parameter: ParameterMetadata,
  flags: SetFlags,
  naming: TypeNaming,
): string {
  const name = flags.position === null ? `-${parameter.name}` : `[-${parameter.name}]`;
  if (parameter.isSwitch) return flags.mandatory ? `-${parameter.name}` : `[-${parameter.name}]`;
  const choices = parameter.type.enumInfo ? parameter.type.enumInfo.names.join(' | ') : null;
  const set = parameter.spec.validSet?.() ?? null;
  const type =
    choices !== null
      ? `{${choices}}`
      : set !== null
        ? `{${set.join(' | ')}}`
        : `<${naming(parameter.type)}>`;
  const whole = `${name} ${type}`;
  return flags.mandatory ? whole : `[${whole}]`;
}

/** `string[]`, `ScriptBlock`, `Object`: accelerators for the plain types, else the short name. */
export function typeName(type: NetType): string {
  if (type.isArray && type.elementType) return `${typeName(type.elementType)}[]`;
  const plain =
    /^(string|int|long|bool|double|float|byte|char|decimal|uint|ulong|short|ushort|hashtable|scriptblock|switch|psobject|object)$/;
  const short = type.accelerator ?? type.name;
  if (/^(psobject|object)$/.test(short)) return short;
  return plain.test(short) ? short : type.name;
}

/** `String[]`, `Int32`: as help written in comments names types. */
export function plainTypeName(type: NetType): string {
  return type.isArray && type.elementType ? `${plainTypeName(type.elementType)}[]` : type.name;
}

/** All syntax lines of a command, the default set's first. */
export function syntaxLines(metadata: CommandMetadata, naming?: TypeNaming): string[] {
  const sets = parameterSets(metadata);
  const ordered = [...sets.filter(set => set.isDefault), ...sets.filter(set => !set.isDefault)];
  return ordered.map(set => `${metadata.name} ${setSyntax(set, naming)}`.trimEnd());
}
