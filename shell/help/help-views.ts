/** How help objects show: the layout of Get-Help as custom views. */
import type {View} from '../format/views/view.ts';
import {custom} from '../format/views/view.ts';
import {toArray} from '../values/enumerate.ts';
import {getProperty, toText} from '../values/index.ts';
import {topicOf} from './help-object.ts';
import {type HelpView, helpText} from './help-text.ts';

function view(kind: HelpView): (object: unknown) => string[] {
  return object => {
    const topic = topicOf(object);
    return topic ? helpText(topic, kind) : [toText(getProperty(object, 'Synopsis'))];
  };
}

export function helpViews(): View[] {
  return [
    custom('MamlCommandHelpInfo#DetailedView', view('detailed')),
    custom('MamlCommandHelpInfo#FullView', view('full')),
    custom('MamlCommandHelpInfo#ExamplesView', view('examples')),
    custom('MamlCommandHelpInfo#parameter', parameterView),
    custom('MamlCommandHelpInfo', view('default')),
  ];
}

function parameterView(object: unknown): string[] {
  const text = (name: string) => toText(getProperty(object, name));
  const paragraphs = toArray(getProperty(object, 'description') ?? []);
  const description = paragraphs.map(paragraph => toText(getProperty(paragraph, 'Text')));
  return [
    '',
    `-${text('name')} <${toText(getProperty(getProperty(object, 'type'), 'name'))}>`,
    ...description.flatMap(paragraph => paragraph.split('\n')).map(line => `    ${line}`),
    '',
    `    Required?                    ${text('required')}`,
    `    Position?                    ${text('position')}`,
    `    Default value                ${text('defaultValue')}`,
    `    Accept pipeline input?       ${text('pipelineInput')}`,
    `    Aliases                      ${text('aliases')}`,
    `    Accept wildcard characters?  ${text('globbing')}`,
    '',
  ];
}
