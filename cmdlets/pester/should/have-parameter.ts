/** -HaveParameter: has a command a parameter, of that type, with that default? */
import type {ParameterMetadata} from '../../../shell/cmdlet/metadata.ts';
import {AliasCommand, metadataOf} from '../../../shell/commands/command-info.ts';
import {FunctionCommand} from '../../../shell/eval/function-command.ts';
import type {Command} from '../../../shell/eval/runtime.ts';
import {NativeCommand} from '../../../shell/native/native-command.ts';
import {isNull, toArray, toText} from '../../../shell/values/index.ts';
import type {Value} from '../../../shell/values/value.ts';
import {joinAnd, nicely} from '../format-nicely.ts';
import {type Assertion, type Operator, PASSED, runtimeArgument, type Verdict} from './operator.ts';
import {asNetType} from './type.ts';

export const haveParameter: readonly Operator[] = [
  {
    name: 'HaveParameter',
    aliases: [],
    takesAll: false,
    help: 'Asserts that a command has the expected parameter.',
    parameters: {
      ParameterName: {
        type: 'string',
        position: 0,
        allowEmptyString: true,
        allowNull: true,
        help: 'Its name.',
      },
      Type: {type: 'object', position: 1, help: 'Its type.'},
      DefaultValue: {type: 'string', position: 2, help: 'The text of its default value.'},
      Mandatory: {type: 'switch', help: 'It is mandatory.'},
      InParameterSet: {type: 'string', help: 'The parameter set it is in.'},
      HasArgumentCompleter: {type: 'switch', help: 'It completes its arguments.'},
      Alias: {type: 'string[]', help: 'Other names of it.'},
    },
    judge: judgeParameter,
  },
];

/** What was asked, and what was not so. */
interface Findings {
  readonly filters: string[];
  readonly buts: string[];
}

/** Fails when the command has no such parameter, or when it has and must not. */
export function judgeParameter(assertion: Assertion): Verdict {
  const {run, actual, negate, because, p} = assertion;
  const command = commandOf(actual);
  const name = toText(p['ParameterName'] ?? '');
  if (name === '') throw runtimeArgument("The ParameterName can't be empty");
  const metadata = metadataOf(command, run.session);
  const set = p['InParameterSet'] as string | undefined;
  const parameter = metadata?.parameters.find(
    each => each.name.toLowerCase() === name.toLowerCase() && isIn(each, set),
  );
  const within = set === undefined ? '' : ` in parameter set ${set}`;
  const findings: Findings = {
    filters: [`to${negate ? ' not' : ''} have a parameter ${name}${within}`],
    buts: [],
  };
  const details = ['Mandatory', 'Type', 'DefaultValue', 'HasArgumentCompleter', 'Alias'].some(
    key => p[key] !== undefined && p[key] !== false,
  );
  if (parameter === undefined) {
    if (!negate) findings.buts.push('the parameter is missing');
  } else if (negate && !details) findings.buts.push('the parameter exists');
  else examine(parameter, command, assertion, findings);
  if (findings.buts.length === 0) return PASSED;
  return {
    succeeded: false,
    message: `Expected command ${command.name} ${joinAnd(findings.filters, 3)},${because} but ${joinAnd(findings.buts)}.`,
  };
}

function commandOf(actual: Value): Command {
  if (isNull(actual) || typeof actual !== 'object' || !('createStage' in (actual as object)))
    throw runtimeArgument(
      'Input value must be non-null CommandInfo object. You can get one by calling Get-Command.',
    );
  if (actual instanceof NativeCommand)
    throw runtimeArgument('Input value can not be an ApplicationInfo object.');
  return actual as Command;
}

function isIn(parameter: ParameterMetadata, set: string | undefined): boolean {
  if (set === undefined) return true;
  const names = [...parameter.spec.sets.keys()].map(each => each.toLowerCase());
  return names.includes(set.toLowerCase());
}

function examine(
  parameter: ParameterMetadata,
  command: Command,
  {negate, p}: Assertion,
  {filters, buts}: Findings,
): void {
  const not = negate ? ' not' : '';
  const set = p['InParameterSet'] as string | undefined;
  if (p['Mandatory'] === true) {
    filters.push(`which is${not} mandatory`);
    const mandatory = isMandatory(parameter, set);
    if (mandatory === negate) buts.push(negate ? 'it was mandatory' : "it wasn't mandatory");
  }
  if (p['Type'] !== undefined) {
    const type = asNetType(p['Type']);
    filters.push(`${negate ? 'not ' : ''}of type [${type.fullName}]`);
    if ((parameter.type === type) === negate)
      buts.push(`it was of type [${parameter.type.fullName}]`);
  }
  if (p['DefaultValue'] !== undefined) {
    const standard = defaultOf(parameter, command);
    filters.push(`the default value${not} to be ${nicely(p['DefaultValue'])}`);
    const same = standard.toLowerCase() === toText(p['DefaultValue']).toLowerCase();
    if (same === negate) buts.push(`the default value was ${nicely(standard)}`);
  }
  if (p['HasArgumentCompleter'] === true) {
    filters.push('has ArgumentCompletion');
    const completes = parameter.spec.completer !== undefined;
    if (completes === negate) buts.push(`has ${negate ? '' : 'no '}ArgumentCompletion`);
  }
  if (p['Alias'] !== undefined)
    examineAliases(parameter, toArray(p['Alias']), negate, {filters, buts});
}

function isMandatory(parameter: ParameterMetadata, set: string | undefined): boolean {
  return [...parameter.spec.sets].some(
    ([name, flags]) =>
      flags.mandatory && (set === undefined || name.toLowerCase() === set.toLowerCase()),
  );
}

/** The text of the default value as written, without the quotes of a string. */
function defaultOf(parameter: ParameterMetadata, command: Command): string {
  const target = command instanceof AliasCommand ? command.resolved : command;
  if (!(target instanceof FunctionCommand))
    throw runtimeArgument('Using -DefaultValue is only supported for functions and scripts.');
  const {block} = target;
  const ast = block.compiled.parameters.find(each => each.lower === parameter.name.toLowerCase())
    ?.ast.defaultValue;
  if (!ast) return parameter.isSwitch ? 'False' : '';
  const text = block.source.textOf(ast);
  const literal = /^\$(true|false)$/i.exec(text)?.[1];
  return literal ?? text.replace(/^(['"])(.*)\1$/s, '$2');
}

function examineAliases(
  parameter: ParameterMetadata,
  wanted: readonly Value[],
  negate: boolean,
  {filters, buts}: Findings,
): void {
  const names = wanted.map(each => toText(each));
  const quoted = (list: readonly string[]) => joinAnd(list.map(name => `'${name}'`));
  filters.push(`with${negate ? 'out' : ''} alias${names.length >= 2 ? 'es' : ''} ${quoted(names)}`);
  const has = (name: string) =>
    parameter.aliases.some(alias => alias.toLowerCase() === name.toLowerCase());
  const wrong = names.filter(name => has(name) === negate);
  if (wrong.length === 0) return;
  const words = wrong.length === 1 ? 'an alias' : 'the aliases';
  buts.push(`it ${negate ? 'has' : "didn't have"} ${words} ${quoted(wrong)}`);
}
