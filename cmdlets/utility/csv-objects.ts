/** Rows of CSV as objects: header, `#TYPE` line, missing names and values (Import-Csv, ConvertFrom-Csv). */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {NetException, recordMaker, shapeOf} from '../../shell/values/index.ts';
import type {PSCustomObject} from '../../shell/values/index.ts';
import {csvRows} from './csv-reader.ts';

export interface CsvReadOptions {
  readonly delimiter: string;
  /** Names of the columns; then the first row is data. */
  readonly header?: readonly string[] | undefined;
}

const NO_HEADER_NAMES =
  'One or more headers were not specified. Default names starting with "H" have been used in place of any missing headers.';

/** Writes an object for each row. */
export function writeCsvObjects<State extends object>(
  run: Run<State>,
  text: string,
  options: CsvReadOptions,
) {
  const {typeName, body} = withoutComments(text, options.header !== undefined);
  let make = options.header ? rowMaker(checkedNames(run, options.header)) : undefined;
  for (const row of csvRows(body, options.delimiter)) {
    if (!make) {
      make = rowMaker(checkedNames(run, row));
      continue;
    }
    const made = make(row);
    if (typeName)
      made.typeNames = [
        typeName,
        `CSV:${typeName}`,
        'System.Management.Automation.PSCustomObject',
        'System.Object',
      ];
    run.writeObject(made);
  }
}

/** What makes an object of a row; missing values are null. */
function rowMaker(names: readonly string[]): (row: readonly string[]) => PSCustomObject {
  return recordMaker(
    shapeOf(names),
    names.map((_, column) => row => row[column]),
  );
}

/** `#TYPE` names the type; other lines of `#` before the header are comments. */
function withoutComments(text: string, hasHeader: boolean): {typeName: string; body: string} {
  let body = text.replace(/^\ufeff/, '');
  let typeName = '';
  while (/^\s*#/.test(body) && !(hasHeader && !/^\s*#(?:TYPE|\s)/i.test(body))) {
    const line = /^[^\n]*\n?/.exec(body)?.[0] ?? '';
    const type = /^\s*#TYPE\s+(.+?)\s*$/i.exec(line.trimEnd())?.[1];
    if (type) typeName = type;
    body = body.slice(line.length);
    if (line === '') break;
  }
  return {typeName, body};
}

/** Empty names become H1, H2 and so on, with one warning; a name twice is an error. */
function checkedNames<State extends object>(run: Run<State>, names: readonly string[]): string[] {
  const seen = new Set<string>();
  let unnamed = 0;
  const trimmed = [...names];
  while (trimmed.length > 1 && trimmed.at(-1) === '') trimmed.pop();
  const result = trimmed.map(name => {
    if (name === '') return `H${++unnamed}`;
    if (seen.has(name.toLowerCase())) duplicate(run, name);
    seen.add(name.toLowerCase());
    return name;
  });
  if (unnamed > 0) run.writeWarning(NO_HEADER_NAMES);
  return result;
}

function duplicate<State extends object>(run: Run<State>, name: string): never {
  const message = `The member "${name}" is already present.`;
  run.throwTerminatingError(
    run.error(
      'AlreadyPresentPSMemberInfoInternalCollectionAdd',
      'NotSpecified',
      new NetException('System.Management.Automation.ExtendedTypeSystemException', message),
    ),
  );
}
