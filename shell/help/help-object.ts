/** The object Get-Help answers: properties as scripts read them, the topic itself for the view. */
import {customObject, type PSCustomObject} from '../values/index.ts';
import type {Value} from '../values/value.ts';
import type {HelpView} from './help-text.ts';
import type {HelpParameter, HelpTopic} from './help-topic.ts';

const TYPE_NAMES: Readonly<Record<HelpView, string>> = {
  default: 'MamlCommandHelpInfo',
  detailed: 'MamlCommandHelpInfo#DetailedView',
  full: 'MamlCommandHelpInfo#FullView',
  examples: 'MamlCommandHelpInfo#ExamplesView',
};

const topics = new WeakMap<object, HelpTopic>();

export function helpObject(topic: HelpTopic, view: HelpView): PSCustomObject {
  const object = customObject(
    {
      Name: topic.name,
      Category: topic.category,
      Synopsis: topic.synopsis,
      Component: topic.component,
      Role: topic.role,
      Functionality: topic.functionality,
      ModuleName: topic.moduleName,
      Syntax: customObject({
        syntaxItem: topic.syntax.map(line => customObject({name: topic.name, text: line})),
      }),
      details: customObject({name: topic.name, description: paragraphs(topic.synopsis)}),
      description: paragraphs(topic.description),
      parameters: customObject({parameter: topic.parameters.map(parameterObject)}),
      inputTypes: customObject({
        inputType: customObject({type: customObject({name: topic.inputs})}),
      }),
      returnValues: customObject({
        returnValue: customObject({type: customObject({name: topic.outputs})}),
      }),
      alertSet: customObject({alert: paragraphs(topic.notes)}),
      examples: customObject({
        example: topic.examples.map(example =>
          customObject({
            title: `-------------------------- ${example.title} --------------------------`,
            introduction: paragraphs('PS > '),
            code: example.code,
            remarks: paragraphs(example.remarks),
          }),
        ),
      }),
      relatedLinks: customObject({
        navigationLink: topic.links.map(link =>
          customObject(/^https?:/.test(link) ? {uri: link} : {linkText: link}),
        ),
      }),
      aliases: topic.aliases.join('\n'),
    },
    TYPE_NAMES[view],
  );
  object.typeNames = [
    ...new Set([
      TYPE_NAMES[view],
      TYPE_NAMES.default,
      'System.Management.Automation.PSCustomObject',
      'System.Object',
    ]),
  ];
  topics.set(object, topic);
  return object;
}

/** The topic behind a help object; undefined for objects made otherwise. */
export function topicOf(object: Value): HelpTopic | undefined {
  return typeof object === 'object' && object !== null ? topics.get(object) : undefined;
}

function paragraphs(text: string): Value {
  return text === '' ? null : [customObject({Text: text})];
}

export function parameterObject(parameter: HelpParameter): PSCustomObject {
  return customObject(
    {
      name: parameter.name,
      description: paragraphs(parameter.description),
      type: customObject({name: parameter.type}),
      parameterValue: parameter.isSwitch ? null : parameter.type,
      required: String(parameter.required),
      position: parameter.position === null ? 'named' : String(parameter.position + 1),
      defaultValue: parameter.defaultValue,
      pipelineInput: parameter.pipeline,
      globbing: String(parameter.wildcards),
      aliases: parameter.aliases.join(', ') || 'none',
    },
    'MamlCommandHelpInfo#parameter',
  );
}
