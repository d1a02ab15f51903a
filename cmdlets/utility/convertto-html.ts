/** ConvertTo-Html: objects as a page with a table or lists. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {defaultNames} from '../../shell/format/shape-column.ts';
import type {PropertyArgument} from '../../shell/format/property-argument.ts';
import {
  argumentValue,
  propertyArguments,
  resolveWildcards,
  TABLE_KEYS,
} from '../../shell/format/property-argument.ts';
import {type Hashtable, toCurrentText, toText} from '../../shell/values/index.ts';
import {refusal} from './property-refusal.ts';

interface State {
  properties: readonly PropertyArgument[] | null;
  begun: boolean;
}

const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">';
const TRANSITIONAL =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

export const convertToHtml = cmdlet({
  name: 'ConvertTo-Html',
  module: 'Microsoft.PowerShell.Utility',
  className: 'ConvertToHtmlCommand',
  defaultParameterSet: 'Page',
  outputTypes: ['System.String'],
  synopsis: 'Converts .NET objects into HTML that can be displayed in a Web browser.',
  parameters: {
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
    Property: {
      type: 'object[]',
      position: 0,
      help: 'Properties to work with: names, wildcards or calculated properties.',
    },
    Body: {type: 'string[]', sets: {Page: {position: 3}}, help: 'Text after the body tag.'},
    Head: {type: 'string[]', sets: {Page: {position: 1}}, help: 'The content of the head.'},
    Title: {type: 'string', sets: {Page: {position: 2}}, help: 'The title of the page.'},
    As: {type: 'string', validate: [{set: ['Table', 'List']}], help: 'Table or List.'},
    CssUri: {
      type: 'uri',
      sets: {Page: {}},
      aliases: ['cu', 'uri'],
      help: 'The address of a style sheet.',
    },
    PostContent: {type: 'string[]', help: 'Text after the table.'},
    PreContent: {type: 'string[]', help: 'Text before the table.'},
    Charset: {type: 'string', sets: {Page: {}}, help: 'The character set of the page.'},
    Meta: {
      type: 'hashtable',
      sets: {Page: {}},
      help: 'Metadata of the page: author, description, keywords ...',
    },
    Transitional: {type: 'switch', sets: {Page: {}}, help: 'XHTML transitional instead of strict.'},
    Fragment: {type: 'switch', sets: {Fragment: {}}, help: 'The table only.'},
  },
  examples: [
    {title: 'A page', code: 'Get-Process | ConvertTo-Html Id, Name -Title Processes > p.html'},
  ],
  state: (): State => ({properties: null, begun: false}),

  begin(run, p) {
    if (!p.Fragment) pageHead(run, p);
    for (const line of p.PreContent ?? []) run.writeObject(line);
    run.writeObject('<table>');
  },
  process(run, p) {
    if (p.InputObject === undefined || p.InputObject === null) return;
    const {state} = run;
    const asList = p.As?.toLowerCase() === 'list';
    if (!state.properties || asList) state.properties = columns(run, p.Property, p.InputObject);
    if (asList) listRows(run, state.properties, p.InputObject, state.begun);
    else {
      if (!state.begun) header(run, state.properties);
      const cells = state.properties.map(each => `<td>${cell(each, p.InputObject)}</td>`);
      run.writeObject(`<tr>${cells.join('')}</tr>`);
    }
    state.begun = true;
  },
  end(run, p) {
    run.writeObject('</table>');
    for (const line of p.PostContent ?? []) run.writeObject(line);
    if (!p.Fragment) run.writeObject('</body></html>');
  },
});

interface Page {
  readonly Body?: readonly string[] | undefined;
  readonly Head?: readonly string[] | undefined;
  readonly Title?: string | undefined;
  readonly CssUri?: unknown;
  readonly Charset?: string | undefined;
  readonly Meta?: unknown;
  readonly Transitional: boolean;
}

function pageHead(run: Run<State>, p: Page): void {
  run.writeObject(p.Transitional ? TRANSITIONAL : DOCTYPE);
  run.writeObject('<html xmlns="http://www.w3.org/1999/xhtml">');
  run.writeObject('<head>');
  if (p.Charset !== undefined) run.writeObject(`<meta charset="${p.Charset}">`);
  for (const [name, value] of (p.Meta as Hashtable | undefined)?.entries() ?? [])
    run.writeObject(metadata(run, toText(name), toText(value)));
  for (const line of p.Head ?? [`<title>${p.Title ?? 'HTML TABLE'}</title>`]) run.writeObject(line);
  if (p.CssUri !== undefined)
    run.writeObject(`<link rel="stylesheet" type="text/css" href="${toCurrentText(p.CssUri)}" />`);
  run.writeObject('</head><body>');
  for (const line of p.Body ?? []) run.writeObject(line);
}

const HEADERS = /^(content-type|default-style|x-ua-compatible)$/i;
const NAMES = /^(application-name|author|description|generator|keywords|viewport)$/i;

function metadata(run: Run<State>, name: string, value: string): string {
  if (HEADERS.test(name)) return `<meta http-equiv="${name}" content="${value}">`;
  if (!NAMES.test(name))
    run.writeWarning(
      `Accepted meta properties are content-type, default-style, application-name, author, description, generator, keywords, x-ua-compatible, and viewport. The meta pair: ${name} and ${value} may not function correctly.`,
    );
  return `<meta name="${name}" content="${value}">`;
}

function columns(run: Run<State>, property: unknown, object: unknown): readonly PropertyArgument[] {
  if (property === undefined) return defaultNames(object).map(name => ({name}));
  return resolveWildcards(
    propertyArguments(property as unknown[], TABLE_KEYS, refusal(run)),
    object,
  );
}

/** Not escaped: a label may hold markup. */
function labelOf(argument: PropertyArgument): string {
  return argument.label ?? argument.name;
}

function header(run: Run<State>, properties: readonly PropertyArgument[]) {
  run.writeObject(`<colgroup>${properties.map(column).join('')}</colgroup>`);
  run.writeObject(`<tr>${properties.map(each => `<th>${labelOf(each)}</th>`).join('')}</tr>`);
}

function column({width, align}: PropertyArgument): string {
  const wide = width === undefined ? '' : ` width = "${width}"`;
  return `<col${wide}${align === undefined ? '' : ` align = "${align}"`}/>`;
}

function listRows(
  run: Run<State>,
  properties: readonly PropertyArgument[],
  object: unknown,
  more: boolean,
) {
  if (more) run.writeObject('<tr><td><hr></td></tr>');
  for (const each of properties)
    run.writeObject(`<tr><td>${labelOf(each)}:</td><td>${cell(each, object)}</td></tr>`);
}

function cell(argument: PropertyArgument, object: unknown): string {
  const value = argumentValue(argument, object);
  return value === null || value === undefined ? '' : escaped(toCurrentText(value));
}

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}
