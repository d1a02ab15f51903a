/** ConvertFrom-Json: JSON text as objects. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {NetException} from '../../shell/values/index.ts';
import type {DateKind} from './json-reader.ts';
import {JsonError, readJson} from './json-reader.ts';

const DEFAULT_DEPTH = 1024;

interface State {
  lines: string[];
}

export const convertFromJson = cmdlet({
  name: 'ConvertFrom-Json',
  module: 'Microsoft.PowerShell.Utility',
  className: 'ConvertFromJsonCommand',
  outputTypes: ['PSCustomObject', 'System.Management.Automation.OrderedHashtable'],
  synopsis: 'Converts a JSON-formatted string to a custom object or a hash table.',
  parameters: {
    InputObject: {
      type: 'string',
      allowEmptyString: true,
      mandatory: true,
      position: 0,
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
    AsHashtable: {type: 'switch', help: 'Makes hashtables of objects.'},
    DateKind: {
      type: 'string',
      validate: [{set: ['Default', 'Local', 'Utc', 'Offset', 'String']}],
      help: 'The kind of dates that are read.',
    },
    Depth: {type: 'int', help: 'How many levels deep.'},
    NoEnumerate: {type: 'switch', help: 'Writes a list as one object.'},
  },
  examples: [
    {title: 'A property', code: '(\'{"name": "web"}\' | ConvertFrom-Json).name', output: ['web']},
  ],
  state: (): State => ({lines: []}),

  process(run, p) {
    run.state.lines.push(p.InputObject);
  },
  end(run, p) {
    const {lines} = run.state;
    if (lines.length === 0) return;
    // Each line may be a text of its own, or all lines together are one.
    const [first = '', ...more] = lines;
    if (more.length > 0 && isComplete(first, p)) for (const line of lines) convert(run, p, line);
    else convert(run, p, lines.join('\n'));
  },
});

interface Arguments {
  readonly AsHashtable: boolean;
  readonly DateKind?: string | undefined;
  readonly Depth?: number | undefined;
  readonly NoEnumerate: boolean;
}

function options(p: Arguments) {
  return {
    asHashtable: p.AsHashtable,
    maxDepth: p.Depth ?? DEFAULT_DEPTH,
    dateKind: (p.DateKind ?? 'Default') as DateKind,
  };
}

function isComplete(text: string, p: Arguments): boolean {
  try {
    readJson(text, options(p));
    return true;
  } catch (error) {
    if (error instanceof JsonError) return false;
    throw error;
  }
}

function convert(run: Run<State>, p: Arguments, text: string) {
  if (text.trim() === '') return;
  try {
    run.writeObject(readJson(text, options(p)), !p.NoEnumerate);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    refuse(run, error, text);
  }
}

const IDS = {
  emptyKey: 'EmptyKeyInJsonString',
  duplicateKey: 'KeysWithDifferentCasingInJsonString',
  depth: 'System.ArgumentException',
  syntax: 'System.ArgumentException',
} as const;

function refuse(run: Run<State>, error: JsonError, text: string): never {
  const before = text.slice(0, error.offset).split('\n');
  const place = ` Path '', line ${before.length}, position ${before.at(-1)?.length ?? 0}.`;
  const isOwn = error.kind === 'emptyKey' || error.kind === 'duplicateKey';
  const message = isOwn
    ? error.message
    : `Conversion from JSON failed with error: ${error.message}${place}`;
  const exception = new NetException(
    isOwn ? 'System.InvalidOperationException' : 'System.ArgumentException',
    message,
  );
  run.throwTerminatingError(
    run.error(IDS[error.kind], isOwn ? 'InvalidOperation' : 'NotSpecified', exception, null),
  );
}
