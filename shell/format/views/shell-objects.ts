/** Views of the shell's own objects: commands, modules, variables, results of cmdlets (views.md 4). */
import {basename} from 'node:path';
import {enumerate, formatValue, getProperty, isEnumerable, toText} from '../../values/index.ts';
import type {GroupBy, View, ViewColumn, ViewItem} from './view.ts';
import {custom, list, table, wide} from './view.ts';

const SMA = 'System.Management.Automation.';
const COMMANDS = 'Microsoft.PowerShell.Commands.';
const COMMAND_TYPES = [
  'AliasInfo',
  'ApplicationInfo',
  'CmdletInfo',
  'ExternalScriptInfo',
  'FilterInfo',
  'FunctionInfo',
  'ScriptInfo',
].map(name => SMA + name);

function by(property: string): GroupBy {
  return {label: property, source: property};
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}

/** `gci -> Get-ChildItem` for an alias, the name for anything else. */
function commandName(command: unknown): unknown {
  const isAlias = toText(getProperty(command, 'CommandType')) === 'Alias';
  return getProperty(command, isAlias ? 'DisplayName' : 'Name');
}

/** A long text is cut. */
function cut(property: string): ViewItem {
  const source = (object: unknown) => {
    const text = toText(getProperty(object, property));
    return text.length >= SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
  };
  return {label: property, source};
}

const SHOWN_LENGTH = 200;

/** A figure of an answer; a star when there was none. */
function answered(property: string, label: string, width: number): ViewColumn {
  const source = (object: unknown) =>
    toText(getProperty(object, 'Status')) === 'Success' ? getProperty(object, property) : '*';
  return {label, width, align: 'right', source};
}

function connectionViews(): View[] {
  const type = `${COMMANDS}TestConnectionCommand+`;
  const latency = answered('Latency', 'Latency(ms)', 7);
  const byDestination = {groupBy: by('Destination')};
  const from = ['Source:16', 'Address:25=DisplayAddress', latency];
  return [
    table(
      `${type}PingStatus`,
      ['Ping:4R', ...from, answered('BufferSize', 'BufferSize(B)', 10), 'Status:16'],
      byDestination,
    ),
    table(`${type}PingMtuStatus`, [...from, 'Status:16', 'MtuSize(B):7R=MtuSize'], byDestination),
    table(
      `${type}TraceStatus`,
      ['Hop:3R', 'Hostname:25', 'Ping:4R', latency, 'Status:16', 'Source:12', 'TargetAddress:15'],
      {groupBy: by('Target')},
    ),
    table(
      `${type}TcpPortStatus`,
      [
        'Id:4R',
        'Source:16',
        'Address:25=TargetAddress',
        'Port:7R',
        'Latency(ms):7R=Latency',
        'Connected:10L',
        'Status:24',
      ],
      {groupBy: by('Target')},
    ),
  ];
}

function webViews(): View[] {
  const tail = ['RawContentLength', 'RelationLink'];
  return [
    list(`${COMMANDS}BasicHtmlWebResponseObject`, [
      'StatusCode',
      'StatusDescription',
      cut('Content'),
      cut('RawContent'),
      'Headers',
      'Images',
      'InputFields',
      'Links',
      ...tail,
    ]),
    list(`${COMMANDS}WebResponseObject`, [
      'StatusCode',
      'StatusDescription',
      'Content',
      cut('RawContent'),
      'Headers',
      ...tail,
    ]),
  ];
}

function commandViews(): View[] {
  return [
    table(
      COMMAND_TYPES,
      ['CommandType:15', {label: 'Name', width: 50, source: commandName}, 'Version:10', 'Source'],
      {name: 'CommandInfo'},
    ),
    list(`${SMA}AliasInfo`, [
      'DisplayName',
      'CommandType',
      'Definition',
      'ReferencedCommand',
      'ResolvedCommand',
    ]),
    list(`${SMA}ApplicationInfo`, [
      'Name',
      'CommandType',
      'Definition',
      'Extension',
      'Path',
      'FileVersionInfo',
    ]),
    list(
      [`${SMA}ScriptInfo`, `${SMA}ExternalScriptInfo`],
      ['Name', 'CommandType', 'Definition', 'Path'],
    ),
    list([`${SMA}FilterInfo`, `${SMA}FunctionInfo`], ['Name', 'CommandType', 'Definition']),
    list(`${SMA}CmdletInfo`, [
      'Name',
      'CommandType',
      'Definition',
      'Path',
      'DLL',
      'HelpFile',
      'ParameterSets',
      'ImplementingType',
      'Verb',
      'Noun',
    ]),
  ];
}

/** Names of a module's exports: the keys of the dictionary that holds them. */
function exportNames(property: string): (module: unknown) => unknown {
  return module => {
    const members = getProperty(module, property);
    return isNothing(members) ? null : getProperty(members, 'Keys');
  };
}

function exported(property: string): ViewItem {
  return {label: property, source: exportNames(property)};
}

function preRelease(module: unknown): unknown {
  return getProperty(getProperty(getProperty(module, 'PrivateData'), 'PSData'), 'Prerelease');
}

/** `Core,Desk`: the short names of the editions a module is for. */
function editions(module: unknown): string {
  const names = getProperty(module, 'CompatiblePSEditions');
  if (!isEnumerable(names)) return '';
  return [...enumerate(names)].map(name => toText(name).slice(0, 4)).join(',');
}

function folderOf(module: unknown): string {
  return toText(getProperty(module, 'Path'))
    .replace(/[\\/](?:[0-9.]+[\\/])?[^\\/]+$/, '')
    .replace(/[\\/][^\\/]+$/, '');
}

const MODULE_COLUMNS: readonly (string | ViewColumn)[] = [
  'ModuleType:10L',
  'Version:10L',
  {label: 'PreRelease', width: 10, align: 'left', source: preRelease},
  'Name:35L',
];
const EXPORTED_COMMANDS: ViewColumn = {
  label: 'ExportedCommands',
  align: 'left',
  source: exportNames('ExportedCommands'),
};

function moduleViews(): View[] {
  return [
    table(
      'ModuleInfoGrouping',
      [
        ...MODULE_COLUMNS,
        {label: 'PSEdition', width: 9, align: 'left', source: editions},
        EXPORTED_COMMANDS,
      ],
      {
        name: 'Module',
        groupBy: {
          label: 'Directory',
          source: folderOf,
          text: module => `    Directory: ${folderOf(module)}`,
        },
      },
    ),
    table(`${SMA}PSModuleInfo`, [...MODULE_COLUMNS, EXPORTED_COMMANDS], {name: 'Module'}),
    wide(`${SMA}PSModuleInfo`, 'Name', 'Module'),
    list(
      `${SMA}PSModuleInfo`,
      [
        'Name',
        'Path',
        'Description',
        'ModuleType',
        'Version',
        'NestedModules',
        ...['ExportedFunctions', 'ExportedCmdlets', 'ExportedVariables', 'ExportedAliases'].map(
          exported,
        ),
      ],
      {name: 'Module'},
    ),
  ];
}

/** Gigabytes of a drive, or nothing where the drive has no size. */
function gigabytes(label: string, property: string): ViewColumn {
  return {
    label,
    width: 13,
    align: 'right',
    source: drive => {
      const bytes = getProperty(drive, property);
      return isNothing(bytes) ? '' : formatValue(Number(toText(bytes)) / 1024 ** 3, 'F2');
    },
  };
}

function driveViews(): View[] {
  return [
    table(
      `${SMA}PSDriveInfo`,
      [
        'Name:10',
        gigabytes('Used (GB)', 'Used'),
        gigabytes('Free (GB)', 'Free'),
        {
          label: 'Provider',
          width: 13,
          source: drive => getProperty(getProperty(drive, 'Provider'), 'Name'),
        },
        {
          label: 'Root',
          width: 35,
          source: drive => getProperty(drive, 'DisplayRoot') ?? getProperty(drive, 'Root'),
        },
        'CurrentLocation:R',
      ],
      {name: 'drive'},
    ),
    list(`${SMA}PSDriveInfo`, ['Name', 'Description', 'Provider', 'Root', 'CurrentLocation']),
    table(`${SMA}ProviderInfo`, ['Name:20', 'Capabilities', 'Drives'], {name: 'provider'}),
    list(
      `${SMA}ProviderInfo`,
      ['Name', 'Drives', 'Path', 'Home', 'Description', 'Capabilities', 'ImplementingType'],
      {name: 'provider'},
    ),
    table(`${SMA}PathInfo`, ['Path'], {name: 'PathInfo'}),
  ];
}

function duration(history: unknown): string {
  const span = getProperty(history, 'Duration');
  const hours = Number(toText(getProperty(span, 'TotalHours')));
  if (hours >= 10) return formatValue(span, "d'.'hh':'mm':'ss");
  if (hours >= 1) return formatValue(span, "h':'mm':'ss'.'fff");
  if (hours >= 1 / 60) return formatValue(span, "m':'ss'.'fff");
  return formatValue(span, "s'.'fff");
}

function historyAndJobViews(): View[] {
  return [
    table(
      `${COMMANDS}HistoryInfo`,
      ['Id:4R', {label: 'Duration', width: 12, align: 'right', source: duration}, 'CommandLine'],
      {name: 'history'},
    ),
    wide(`${COMMANDS}HistoryInfo`, 'CommandLine', 'history'),
    table(
      `${SMA}Job`,
      [
        'Id:6L',
        'Name:15',
        'PSJobTypeName:15',
        'State:13',
        'HasMoreData:15L',
        'Location:20',
        'Command:25',
      ],
      {name: 'Job'},
    ),
    table(
      `${SMA}Runspaces.PSSession`,
      [
        'Id:3R',
        'Name:15',
        'Transport:9',
        'ComputerName:15',
        'ComputerType:15L',
        'State:13L',
        'ConfigurationName:20',
        'Availability:13R',
      ],
      {name: 'PSSession'},
    ),
    table(`${SMA}CallStackFrame`, ['Command', 'Arguments', 'Location'], {name: 'CallStackFrame'}),
    table(
      ['Line', 'Command', 'Variable'].map(kind => `${SMA}${kind}Breakpoint`),
      [
        'ID:4R',
        {label: 'Script', source: object => basename(toText(getProperty(object, 'Script') ?? ''))},
        'Line:4R',
        'Command',
        'Variable',
        'Action',
      ],
      {name: 'Breakpoint'},
    ),
  ];
}

function resultViews(): View[] {
  return [
    table(
      `${COMMANDS}ByteCollection`,
      [
        {label: 'Offset', width: 16, align: 'right', source: 'HexOffset'},
        {
          label: 'Bytes\n00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F',
          width: 47,
          source: 'HexBytes',
        },
        {label: 'Ascii', source: 'Ascii'},
      ],
      {groupBy: {label: 'Label', source: 'Label'}},
    ),
    table(`${COMMANDS}MemberDefinition`, ['Name', 'MemberType:L', 'Definition'], {
      groupBy: by('TypeName'),
      autoSize: true,
    }),
    table(`${COMMANDS}GroupInfo`, ['Count:5R', 'Name:25', 'Group']),
    list(`${COMMANDS}GroupInfo`, ['Name', 'Count', 'Group', 'Values']),
    table(`${COMMANDS}GroupInfoNoElement`, ['Count:5R', 'Name:25']),
    list(`${COMMANDS}GroupInfoNoElement`, ['Name', 'Count', 'Values']),
    custom(`${COMMANDS}MatchInfo`, match => toText(match).split('\n')),
    ...webViews(),
    ...connectionViews(),
    table(`${COMMANDS}FileHashInfo`, ['Algorithm:15', 'Hash:70', 'Path']),
    table(
      `${COMMANDS}ByteCollection`,
      [
        'Offset:16R=HexOffset',
        {
          label: 'Bytes\n00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F',
          width: 47,
          align: 'left',
          source: 'HexBytes',
        },
        'Ascii:16',
      ],
      {groupBy: by('Label')},
    ),
    table(
      `${COMMANDS}TestConnectionCommand+PingStatus`,
      [
        'Ping:4R',
        'Source:16',
        'Address:25=DisplayAddress',
        'Latency(ms):7R=Latency',
        'BufferSize(B):10R=BufferSize',
        'Status:16L',
      ],
      {groupBy: by('Destination')},
    ),
  ];
}

export function shellObjectViews(): View[] {
  return [
    ...commandViews(),
    ...moduleViews(),
    ...driveViews(),
    ...historyAndJobViews(),
    ...resultViews(),
    table(`${SMA}PSVariable`, ['Name:30', 'Value'], {name: 'Variable'}),
    table(`${SMA}PSMethod`, [{label: 'OverloadDefinitions', source: overloads}], {wrap: true}),
    table(`${SMA}SemanticVersion`, [
      'Major:6',
      'Minor:6',
      'Patch:6',
      'PreReleaseLabel:15',
      'BuildLabel:11',
    ]),
    table(`${SMA}ExperimentalFeature`, ['Name:35', 'Enabled:7R', 'Source:35', 'Description:L']),
    table('Microsoft.Management.Infrastructure.CimClass', [
      'CimClassName:35',
      'CimClassMethods:20',
      'CimClassProperties',
    ]),
  ];
}

function overloads(method: unknown): string {
  const definitions = getProperty(method, 'OverloadDefinitions');
  return isEnumerable(definitions)
    ? [...enumerate(definitions)].map(toText).join('\n')
    : toText(definitions);
}
