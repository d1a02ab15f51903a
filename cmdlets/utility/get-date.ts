/** Get-Date: the present time or another date, as a DateTime or as text. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  addMember,
  construct,
  convertTo,
  defineEnum,
  formatValue,
  getProperty,
  invokeMethod,
  requireType,
  toText,
} from '../../shell/values/index.ts';
import {localNow} from './time-values.ts';
import {unixFormat} from './unix-date-format.ts';

const displayHintType = defineEnum({
  fullName: 'Microsoft.PowerShell.Commands.DisplayHintType',
  values: {Date: 0, Time: 1, DateTime: 2},
});

/** Names that -Format takes besides .NET formats, for names of files. */
const FILE_FORMATS: Readonly<Record<string, string>> = {
  filedate: 'yyyyMMdd',
  filedateuniversal: 'yyyyMMddZ',
  filedatetime: 'yyyyMMddTHHmmssffff',
  filedatetimeuniversal: 'yyyyMMddTHHmmssffffZ',
};

export const getDate = cmdlet({
  name: 'Get-Date',
  module: 'Microsoft.PowerShell.Utility',
  className: 'GetDateCommand',
  defaultParameterSet: 'DateAndFormat',
  outputTypes: ['System.DateTime', 'System.String'],
  synopsis: 'Gets the current date and time.',
  parameters: {
    Date: {
      type: 'datetime',
      sets: {
        DateAndFormat: {position: 0, pipeline: 'both'},
        DateAndUFormat: {position: 0, pipeline: 'both'},
      },
      aliases: ['LastWriteTime'],
      help: 'A date instead of now.',
    },
    Year: {type: 'int', help: 'The year.'},
    Month: {type: 'int', help: 'The month.'},
    Day: {type: 'int', help: 'The day of the month.'},
    Hour: {type: 'int', help: 'The hour.'},
    Minute: {type: 'int', help: 'The minute.'},
    Second: {type: 'int', help: 'The second.'},
    Millisecond: {type: 'int', help: 'The millisecond.'},
    DisplayHint: {
      type: 'string',
      validate: [{set: ['Date', 'Time', 'DateTime']}],
      help: 'Shows the date, the time, or both.',
    },
    Format: {
      type: 'string',
      sets: {DateAndFormat: {}, UnixTimeSecondsAndFormat: {}},
      help: 'A .NET format; writes text.',
    },
    AsUTC: {
      type: 'switch',
      sets: {DateAndFormat: {}, UnixTimeSecondsAndFormat: {}},
      help: 'Converts to universal time.',
    },
    UFormat: {
      type: 'string',
      sets: {DateAndUFormat: {mandatory: true}, UnixTimeSecondsAndUFormat: {mandatory: true}},
      help: 'A Unix format such as %Y-%m-%d; writes text.',
    },
    UnixTimeSeconds: {
      type: 'long',
      sets: {
        UnixTimeSecondsAndFormat: {mandatory: true},
        UnixTimeSecondsAndUFormat: {mandatory: true},
      },
      aliases: ['UnixTime'],
      help: 'Seconds since 1970 in universal time.',
    },
  },
  examples: [
    {
      title: 'A date as text',
      code: "Get-Date -Date '2024-01-31' -Format 'yyyy/MM/dd'",
      output: ['2024/01/31'],
    },
  ],

  process(run, p) {
    const changed = withParts(
      p.UnixTimeSeconds === undefined ? (p.Date ?? localNow()) : unixTime(p.UnixTimeSeconds),
      p,
    );
    const universal = p.AsUTC || /universal$/i.test(p.Format ?? '');
    const date = universal ? invokeMethod(changed, 'ToUniversalTime', []) : changed;
    if (p.UFormat !== undefined) run.writeObject(unixFormat(date, p.UFormat));
    else if (p.Format !== undefined)
      run.writeObject(formatValue(date, FILE_FORMATS[p.Format.toLowerCase()] ?? p.Format));
    else run.writeObject(p.DisplayHint === undefined ? date : hinted(date, toText(p.DisplayHint)));
  },
});

interface Parts {
  readonly Year?: number | undefined;
  readonly Month?: number | undefined;
  readonly Day?: number | undefined;
  readonly Hour?: number | undefined;
  readonly Minute?: number | undefined;
  readonly Second?: number | undefined;
  readonly Millisecond?: number | undefined;
}

function unixTime(seconds: bigint): unknown {
  const epoch = construct(requireType('System.DateTime'), [1970, 1, 1, 0, 0, 0, 'Utc']);
  return invokeMethod(invokeMethod(epoch, 'AddSeconds', [seconds]), 'ToLocalTime', []);
}

/** The date with the parts given instead of its own. */
function withParts(date: unknown, p: Parts): unknown {
  let changed = date;
  const add = (method: string, property: string, wanted: number | undefined) => {
    if (wanted === undefined) return;
    changed = invokeMethod(changed, method, [wanted - Number(getProperty(changed, property))]);
  };
  add('AddYears', 'Year', p.Year);
  add('AddMonths', 'Month', p.Month);
  add('AddDays', 'Day', p.Day);
  add('AddHours', 'Hour', p.Hour);
  add('AddMinutes', 'Minute', p.Minute);
  add('AddSeconds', 'Second', p.Second);
  add('AddMilliseconds', 'Millisecond', p.Millisecond);
  return changed;
}

function hinted(date: unknown, hint: string): unknown {
  const value = convertTo(hint, displayHintType);
  return addMember(date, {memberType: 'NoteProperty', name: 'DisplayHint', value}, true);
}
