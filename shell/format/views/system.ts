/** Views of .NET types (views.md 4). */
import {asNumber, getProperty, toText} from '../../values/index.ts';
import {formatValue} from '../../values/index.ts';
import type {GroupBy, View} from './view.ts';
import {custom, list, table, wide} from './view.ts';

const FILE_TYPES = ['System.IO.DirectoryInfo', 'System.IO.FileInfo'];
const FILE_SYSTEM = 'Microsoft.PowerShell.Core\\FileSystem::';
const PROCESS = 'System.Diagnostics.Process';

const byFolder: GroupBy = {
  label: 'Directory',
  source: 'PSParentPath',
  text: file =>
    `    Directory: ${toText(getProperty(file, 'PSParentPath')).replace(FILE_SYSTEM, '')}`,
};

/** `1/31/2024 13:05`: the short date and a 24-hour time, 16 cells at most. */
function writeTime(file: unknown): unknown {
  const time = getProperty(file, 'LastWriteTime');
  return `${formatValue(time, 'd')} ${formatValue(time, 'HH:mm')}`;
}

/** A number of bytes in units of `divisor`, or nothing when it is unknown. */
function scaled(property: string, divisor: number, format: string) {
  return (object: unknown) => {
    const value = getProperty(object, property);
    if (value === null || value === undefined) return '';
    return formatValue(asNumber(value) / divisor, format);
  };
}

function fileViews(): View[] {
  const classic = [
    'LastWriteTime:26R=LastWriteTimeString',
    'Length:14R=LengthString',
    'Name=NameString',
  ];
  const times = ['CreationTime', 'LastWriteTime', 'LastAccessTime', 'Mode', 'LinkType', 'Target'];
  return [
    table(
      FILE_TYPES,
      [
        'UnixMode:10L',
        'User:10R',
        'Group:10L',
        {label: 'LastWriteTime', width: 16, align: 'right', source: writeTime},
        'Size:12R',
        'Name:L=NameString',
      ],
      {name: 'childrenWithUnixStat', groupBy: byFolder, wrap: true},
    ),
    table(FILE_TYPES, ['Mode:7=ModeWithoutHardLink', ...classic], {
      name: 'children',
      groupBy: byFolder,
      wrap: true,
    }),
    table(FILE_TYPES, ['Mode:7', ...classic], {
      name: 'childrenWithHardlink',
      groupBy: byFolder,
      wrap: true,
    }),
    list(FILE_TYPES, ['Name', ...times], {
      name: 'children',
      groupBy: byFolder,
      entries: [
        {
          types: ['System.IO.FileInfo'],
          items: ['Name', 'Length=LengthString', ...times, 'VersionInfo'],
        },
      ],
    }),
    wide(FILE_TYPES, 'Name', 'children'),
  ];
}

function processViews(): View[] {
  const seconds = {label: 'CPU(s)', align: 'right' as const, source: scaled('CPU', 1, 'N2')};
  const workingSet = {
    label: 'WS(M)',
    width: 10,
    align: 'right' as const,
    source: scaled('WS', 1024 * 1024, 'N2'),
  };
  return [
    table(
      PROCESS,
      [
        {label: 'NPM(K)', width: 7, align: 'right', source: scaled('NPM', 1024, 'F0')},
        {label: 'PM(M)', width: 8, align: 'right', source: scaled('PM', 1024 * 1024, 'N2')},
        workingSet,
        {...seconds, width: 10},
        'Id:7R',
        'SI:3R',
        'ProcessName',
      ],
      {name: 'process'},
    ),
    table(PROCESS, ['ProcessName:20', 'Id:10R', 'WorkingSet64:12R'], {
      name: 'Priority',
      groupBy: {label: 'PriorityClass', source: 'PriorityClass'},
    }),
    wide(PROCESS, 'ProcessName', 'process'),
    table(
      `${PROCESS}#IncludeUserName`,
      [workingSet, {...seconds, width: 8}, 'Id:7R', 'UserName:30', 'ProcessName'],
      {name: 'ProcessWithUserName'},
    ),
  ];
}

const TIME_SPAN_PARTS = ['Days', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'];
const TIME_SPAN_TOTALS = [
  'TotalDays',
  'TotalHours',
  'TotalMinutes',
  'TotalSeconds',
  'TotalMilliseconds',
];

export function systemViews(): View[] {
  return [
    ...fileViews(),
    ...processViews(),
    custom('System.DateTime', date => [toText(getProperty(date, 'DateTime'))]),
    list('System.TimeSpan', [...TIME_SPAN_PARTS, 'Ticks', ...TIME_SPAN_TOTALS]),
    table('System.TimeSpan', TIME_SPAN_PARTS),
    wide('System.TimeSpan', 'TotalMilliseconds'),
    table('System.Collections.DictionaryEntry', ['Name:30', 'Value'], {name: 'Dictionary'}),
    list('System.Collections.DictionaryEntry', ['Name', 'Value']),
    table('System.Version', ['Major:6', 'Minor:6', 'Build:6', 'Revision:8']),
    table('System.Guid', ['Guid']),
    table('System.RuntimeType', ['IsPublic:8', 'IsSerial:8=IsSerializable', 'Name:40', 'BaseType']),
    table('System.Globalization.CultureInfo', ['LCID:16', 'Name:16', 'DisplayName']),
    table('System.Net.NetworkCredential', ['UserName:50', 'Domain:50']),
    table('System.Diagnostics.FileVersionInfo', [
      'ProductVersion:16',
      'FileVersion:16',
      'FileName',
    ]),
  ];
}
