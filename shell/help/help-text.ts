/** Help as text, in the layout of Get-Help. */
import type {HelpExample, HelpParameter, HelpTopic} from './help-topic.ts';

/** How much: nothing named, -Detailed, -Full, -Examples. */
export type HelpView = 'default' | 'detailed' | 'full' | 'examples';

const INDENT = '    ';

export function helpText(topic: HelpTopic, view: HelpView): string[] {
  const lines = ['', 'NAME', `${INDENT}${topic.name}`, ''];
  section(lines, 'SYNOPSIS', topic.synopsis.trim());
  if (view === 'examples') return [...lines, '', ...topic.examples.flatMap(exampleLines)];
  lines.push('', 'SYNTAX', ...topic.syntax.flatMap(line => [`${INDENT}${line}`, '']));
  lines.push('', 'DESCRIPTION', ...indented(topic.description), '');
  if (view === 'default') return [...lines, ...tail(topic)];
  lines.push(
    '',
    'PARAMETERS',
    ...topic.parameters.flatMap(one => parameterLines(one, view === 'full')),
  );
  if (topic.hasCommonParameters) lines.push(...COMMON);
  if (view === 'full') {
    section(lines, 'INPUTS', topic.inputs);
    section(lines, 'OUTPUTS', topic.outputs);
    if (topic.notes !== '') section(lines, 'NOTES', `\n${topic.notes}`);
  }
  lines.push(...topic.examples.flatMap(exampleLines));
  return [...lines, ...tail(topic)];
}

const COMMON = [
  `${INDENT}<CommonParameters>`,
  `${INDENT}${INDENT}This cmdlet supports the common parameters: Verbose, Debug,`,
  `${INDENT}${INDENT}ErrorAction, ErrorVariable, WarningAction, WarningVariable,`,
  `${INDENT}${INDENT}OutBuffer, PipelineVariable, and OutVariable. For more information, see`,
  `${INDENT}${INDENT}about_CommonParameters (https://go.microsoft.com/fwlink/?LinkID=113216).`,
  '',
];

function indented(text: string, by = INDENT): string[] {
  return text === '' ? [] : text.split('\n').map(line => (line === '' ? '' : by + line));
}

function section(lines: string[], title: string, text: string): void {
  lines.push(title, ...indented(text), '');
}

/** `-Name <string[]>`, its text, and in full its facts. */
export function parameterLines(parameter: HelpParameter, full: boolean): string[] {
  const head = parameter.isSwitch
    ? `${INDENT}-${parameter.name} [<SwitchParameter>]`
    : `${INDENT}-${parameter.name} <${parameter.type}>`;
  const deep = INDENT + INDENT;
  const lines = [head, ...indented(parameter.description, deep)];
  if (!full) return [...lines, ''];
  return [
    ...lines,
    '',
    `${deep}Required?                    ${parameter.required}`,
    `${deep}Position?                    ${parameter.position === null ? 'named' : parameter.position + 1}`,
    `${deep}Default value                ${parameter.defaultValue}`,
    `${deep}Accept pipeline input?       ${parameter.pipeline}`,
    `${deep}Aliases                      ${parameter.aliases.join(', ')}`,
    `${deep}Accept wildcard characters?  ${parameter.wildcards}`,
    '',
  ];
}

function exampleLines(example: HelpExample): string[] {
  const title = `-------------------------- ${example.title} --------------------------`;
  return [
    `${INDENT}${title}`,
    '',
    `${INDENT}PS > ${example.code}`,
    ...indented(example.remarks),
    '',
  ];
}

function tail(topic: HelpTopic): string[] {
  const lines: string[] = [''];
  section(lines, 'RELATED LINKS', topic.links.join('\n'));
  if (topic.aliases.length > 0) section(lines, 'ALIASES', topic.aliases.join('\n'));
  const remarks = [
    topic.examples.length > 0
      ? `To see the examples, type: "Get-Help ${topic.name} -Examples"`
      : '',
    `For more information, type: "Get-Help ${topic.name} -Detailed"`,
    `For technical information, type: "Get-Help ${topic.name} -Full"`,
  ];
  section(lines, 'REMARKS', remarks.filter(line => line !== '').join('\n'));
  return lines;
}
