/**
 * The common parameters: on every advanced function and cmdlet. Source: language specification 10.1.
 *
 * Here they are declared and read; what they do is in command-runtime.ts.
 */
import {requireType} from '../values/find-type.ts';
import {isNull, toText} from '../values/index.ts';
import {SwitchParameter} from '../values/switch-parameter.ts';
import type {Value} from '../values/value.ts';
import {ALL_SETS_NAME, ParameterMetadata, PLAIN_FLAGS} from './metadata.ts';

export type ActionPreference =
  | 'SilentlyContinue'
  | 'Stop'
  | 'Continue'
  | 'Inquire'
  | 'Ignore'
  | 'Suspend'
  | 'Break';

interface Row {
  readonly name: string;
  readonly alias: string;
  readonly type: string;
}

const PREFERENCE = 'System.Management.Automation.ActionPreference';

const COMMON: readonly Row[] = [
  {name: 'Verbose', alias: 'vb', type: 'switch'},
  {name: 'Debug', alias: 'db', type: 'switch'},
  {name: 'ErrorAction', alias: 'ea', type: PREFERENCE},
  {name: 'WarningAction', alias: 'wa', type: PREFERENCE},
  {name: 'InformationAction', alias: 'infa', type: PREFERENCE},
  {name: 'ProgressAction', alias: 'proga', type: PREFERENCE},
  {name: 'ErrorVariable', alias: 'ev', type: 'string'},
  {name: 'WarningVariable', alias: 'wv', type: 'string'},
  {name: 'InformationVariable', alias: 'iv', type: 'string'},
  {name: 'OutVariable', alias: 'ov', type: 'string'},
  {name: 'OutBuffer', alias: 'ob', type: 'int'},
  {name: 'PipelineVariable', alias: 'pv', type: 'string'},
];

const SHOULD_PROCESS: readonly Row[] = [
  {name: 'WhatIf', alias: 'wi', type: 'switch'},
  {name: 'Confirm', alias: 'cf', type: 'switch'},
];

const PAGING: readonly Row[] = [
  {name: 'IncludeTotalCount', alias: '', type: 'switch'},
  {name: 'Skip', alias: '', type: 'uint64'},
  {name: 'First', alias: '', type: 'uint64'},
];

function parameterOf(row: Row, common: boolean): ParameterMetadata {
  return new ParameterMetadata({
    name: row.name,
    aliases: row.alias === '' ? [] : [row.alias],
    type: () => requireType(row.type),
    sets: new Map([[ALL_SETS_NAME, PLAIN_FLAGS]]),
    common,
  });
}

/** New metadata for one command: its sets are numbered per command. */
export function commonParameters(options: {
  supportsShouldProcess?: boolean | undefined;
  supportsPaging?: boolean | undefined;
}): ParameterMetadata[] {
  return [
    ...COMMON.map(row => parameterOf(row, true)),
    ...(options.supportsShouldProcess ? SHOULD_PROCESS.map(row => parameterOf(row, true)) : []),
    ...(options.supportsPaging ? PAGING.map(row => parameterOf(row, false)) : []),
  ];
}

/** What a call says by common parameters; undefined: nothing. */
export interface CommonArguments {
  readonly verbose?: boolean;
  readonly debug?: boolean;
  readonly errorAction?: ActionPreference;
  readonly warningAction?: ActionPreference;
  readonly informationAction?: ActionPreference;
  readonly progressAction?: ActionPreference;
  readonly errorVariable?: string;
  readonly warningVariable?: string;
  readonly informationVariable?: string;
  readonly outVariable?: string;
  readonly outBuffer?: number;
  readonly pipelineVariable?: string;
  readonly whatIf?: boolean;
  readonly confirm?: boolean;
}

export const NO_COMMON: CommonArguments = {};

/** Reads them from what was bound. */
export function commonArguments(bound: ReadonlyMap<ParameterMetadata, Value>): CommonArguments {
  let found: Record<string, unknown> | null = null;
  for (const [parameter, value] of bound) {
    if (!parameter.spec.common) continue;
    found ??= {};
    found[parameter.name[0]?.toLowerCase() + parameter.name.slice(1)] = plain(value);
  }
  return found ?? NO_COMMON;
}

function plain(value: Value): unknown {
  if (value instanceof SwitchParameter) return value.isPresent;
  if (typeof value === 'number' || isNull(value)) return value;
  return toText(value);
}
