/**
 * Asking the user for mandatory parameters; without a user that is the error MissingMandatoryParameter.
 *
 * Source: language specification 11.2, step 8.
 */
import type {PipelineContext} from '../eval/runtime.ts';
import type {Value} from '../values/value.ts';
import {bindingError} from './binding-error.ts';
import {elementTypeOf} from './coerce.ts';
import type {CommandMetadata, ParameterMetadata} from './metadata.ts';

/** Answers by parameter, not yet converted. */
export function askForMandatory(
  missing: readonly ParameterMetadata[],
  metadata: CommandMetadata,
  context: PipelineContext,
): readonly (readonly [ParameterMetadata, Value])[] {
  const {host} = context.session;
  if (!host.isInteractive) {
    const names = missing.map(parameter => ` ${parameter.name}`).join('');
    throw bindingError(metadata, 'MissingMandatoryParameter', names);
  }
  host.writeLine('');
  host.writeLine(
    `cmdlet ${metadata.name} at command pipeline position ${context.pipelinePosition}`,
  );
  host.writeLine('Supply values for the following parameters:');
  if (missing.some(parameter => helpMessageOf(parameter) !== ''))
    host.writeLine('(Type !? for Help.)');
  return missing.map(parameter => [parameter, ask(parameter, context)] as const);
}

function helpMessageOf(parameter: ParameterMetadata): string {
  for (const flags of parameter.flagsIn(-1)) if (flags.helpMessage !== '') return flags.helpMessage;
  return '';
}

function ask(parameter: ParameterMetadata, context: PipelineContext): Value {
  if (elementTypeOf(parameter.type) === undefined)
    return askOne(parameter, parameter.name, context) ?? '';
  const answers: string[] = [];
  for (;;) {
    const answer = askOne(parameter, `${parameter.name}[${answers.length}]`, context);
    if (answer === null || answer === '') return answers;
    answers.push(answer);
  }
}

function askOne(
  parameter: ParameterMetadata,
  label: string,
  context: PipelineContext,
): string | null {
  const {host} = context.session;
  const secret = parameter.type.fullName === 'System.Security.SecureString';
  for (;;) {
    const answer = secret ? host.readSecret(`${label}: `) : host.readLine(`${label}: `);
    if (answer !== '!?' || helpMessageOf(parameter) === '') return answer;
    host.writeLine(helpMessageOf(parameter));
  }
}
