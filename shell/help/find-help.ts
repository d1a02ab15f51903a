/** The help topic of a command: from a cmdlet's declaration, or from a function's comment and parameters. */
import type {ExpressionAst} from '../../grammar/ast.ts';
import type {CmdletCommand} from '../cmdlet/cmdlet-command.ts';
import {CmdletCommand as CmdletCommandClass} from '../cmdlet/cmdlet-command.ts';
import type {CommandMetadata, ParameterMetadata} from '../cmdlet/metadata.ts';
import {numberTypeName} from '../conversion/to-number.ts';
import {constantValue} from '../eval/compile-literal.ts';
import {FunctionCommand} from '../eval/function-command.ts';
import type {Command} from '../eval/runtime.ts';
import type {Session} from '../session/session.ts';
import {toText} from '../values/index.ts';
import {type CommentHelp, findCommentHelp, parameterComment} from './comment-help.ts';
import type {HelpExample, HelpParameter, HelpTopic} from './help-topic.ts';
import {plainTypeName, syntaxLines, typeName} from './syntax.ts';

/** Undefined for commands help knows nothing of: programs. */
export function helpTopic(command: Command, session: Session): HelpTopic | undefined {
  if (command instanceof CmdletCommandClass) return cmdletTopic(command, session);
  return command instanceof FunctionCommand ? functionTopic(command, session) : undefined;
}

function aliasesOf(name: string, session: Session): string[] {
  const found: string[] = [];
  for (const definition of session.definitions('aliases').values()) {
    const alias = definition as {name: string; definition: string};
    if (alias.definition.toLowerCase() === name.toLowerCase()) found.push(alias.name);
  }
  return found.sort();
}

function helpParameters(
  metadata: CommandMetadata,
  describe: (parameter: ParameterMetadata) => Told,
): HelpParameter[] {
  return metadata.parameters
    .filter(parameter => !parameter.spec.common)
    .map(parameter => helpParameter(parameter, describe(parameter)));
}

/** What only the kind of command knows of a parameter. */
interface Told {
  readonly type: string;
  readonly description: string;
  readonly defaultValue: string;
}

function helpParameter(parameter: ParameterMetadata, told: Told): HelpParameter {
  const flags = [...parameter.flagsIn(-1)];
  const byValue = flags.some(flag => flag.byValue);
  const byName = flags.some(flag => flag.byPropertyName);
  const ways = [byValue ? 'ByValue' : '', byName ? 'ByPropertyName' : ''].filter(way => way !== '');
  return {
    name: parameter.name,
    ...told,
    isSwitch: parameter.isSwitch,
    required: flags.some(flag => flag.mandatory),
    position: flags.find(flag => flag.position !== null)?.position ?? null,
    pipeline: ways.length === 0 ? 'false' : `true (${ways.join(', ')})`,
    wildcards: parameter.spec.wildcards ?? false,
    aliases: parameter.aliases,
  };
}

function cmdletTopic(command: CmdletCommand, session: Session): HelpTopic {
  const {cmdlet, metadata} = command;
  return {
    ...EMPTY,
    name: cmdlet.name,
    category: 'Cmdlet',
    moduleName: cmdlet.module,
    synopsis: cmdlet.synopsis,
    description: cmdlet.description ?? '',
    syntax: syntaxLines(metadata),
    parameters: helpParameters(metadata, parameter => ({
      type: typeName(parameter.type),
      description: parameter.spec.help ?? '',
      defaultValue: parameter.spec.defaultText ?? (parameter.isSwitch ? 'False' : ''),
    })),
    hasCommonParameters: true,
    outputs: (cmdlet.outputTypes ?? []).join('\n'),
    examples: (cmdlet.examples ?? []).map(example => ({
      title: example.title,
      code: example.code,
      remarks: (example.output ?? []).join('\n'),
    })),
    links: cmdlet.links ?? onlineHelp(cmdlet.module, cmdlet.name),
    aliases: [...new Set([...aliasesOf(cmdlet.name, session), ...(cmdlet.aliases ?? [])])].sort(),
  };
}

/** Pages that document a cmdlet of the original of a module. */
const ONLINE: Readonly<Record<string, string>> = {Pester: 'https://pester.dev/docs/commands/'};

function onlineHelp(module: string, name: string): string[] {
  const base = ONLINE[module];
  return base === undefined ? [] : [base + name];
}

const EMPTY = {
  inputs: '',
  outputs: '',
  notes: '',
  component: '',
  role: '',
  functionality: '',
} as const;

function functionTopic(command: FunctionCommand, session: Session): HelpTopic {
  const {block} = command;
  const {text} = block.source;
  const comment = findCommentHelp({text, definedAt: command.definedAt, body: block.ast});
  const metadata = command.metadata(session.frame);
  const of = (keyword: Parameters<CommentHelp['text']>[0]) => comment?.text(keyword) ?? '';
  const naming = comment ? plainTypeName : typeName;
  const syntax = syntaxLines(metadata, naming);
  return {
    name: command.name,
    category:
      command.commandType === 'Filter'
        ? 'Filter'
        : command.commandType === 'ExternalScript'
          ? 'ExternalScript'
          : 'Function',
    moduleName: command.moduleName,
    synopsis: of('synopsis') || (comment ? '' : `\n${syntax.join('\n')}\n`),
    description: of('description'),
    syntax,
    parameters: helpParameters(metadata, parameter => ({
      type: naming(parameter.type),
      description: describeParameter(parameter, command, comment),
      defaultValue: defaultText(parameter, command),
    })),
    hasCommonParameters: metadata.parameters.some(parameter => parameter.spec.common),
    inputs: of('inputs'),
    outputs: of('outputs'),
    notes: of('notes'),
    examples: (comment?.all('example') ?? []).map(exampleOf),
    links: comment?.all('link') ?? [],
    aliases: aliasesOf(command.name, session),
    component: of('component'),
    role: of('role'),
    functionality: of('functionality'),
  };
}

function describeParameter(
  parameter: ParameterMetadata,
  command: FunctionCommand,
  comment: CommentHelp | undefined,
): string {
  const written = comment?.parameters.get(parameter.name.toLowerCase());
  if (written !== undefined) return written;
  const {block} = command;
  const ast = declarationOf(parameter, command);
  const [flags] = parameter.flagsIn(-1);
  return (ast ? parameterComment(block.source.text, ast.start) : '') || (flags?.helpMessage ?? '');
}

function declarationOf(parameter: ParameterMetadata, {block}: FunctionCommand) {
  return (block.ast.paramBlock?.parameters ?? block.parameters ?? []).find(
    one => one.name.name.toLowerCase() === parameter.name.toLowerCase(),
  );
}

/** [PSDefaultValue], else the default as written (a constant: its value), else what the type holds. */
function defaultText(parameter: ParameterMetadata, command: FunctionCommand): string {
  const {defaultText: told} = parameter.spec;
  if (told) return told;
  const written = declarationOf(parameter, command)?.defaultValue;
  if (!written) return untoldDefault(parameter);
  if (written.kind === 'StringConstantExpressionAst') return written.value;
  if (written.kind === 'ConstantExpressionAst') return toText(constantValue(written));
  const [truth] = TRUTHS.filter(([name]) => isVariable(written, name));
  return truth?.[1] ?? command.block.source.textOf(written);
}

/** Variables that are constants, and their texts. */
const TRUTHS = [
  ['true', 'True'],
  ['false', 'False'],
  ['null', ''],
] as const;

function isVariable(ast: ExpressionAst, name: string): boolean {
  return ast.kind === 'VariableExpressionAst' && ast.name.toLowerCase() === name;
}

/** Numbers begin with 0, switches and truths with False. */
function untoldDefault({type, isSwitch}: ParameterMetadata): string {
  if (numberTypeName(type)) return '0';
  return isSwitch || type.fullName === 'System.Boolean' ? 'False' : '';
}

/** The first line is code, what follows is remarks. A leading `PS>` is dropped. */
function exampleOf(text: string, at: number): HelpExample {
  const [code = '', ...rest] = text.split('\n');
  return {
    title: `EXAMPLE ${at + 1}`,
    code: code.replace(/^(PS\s*[A-Z]?:?[^>]*>\s*)/, ''),
    remarks: rest.join('\n').trim(),
  };
}
