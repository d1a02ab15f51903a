/**
 * `#requires` lines: read when a script is parsed, checked before it runs. about_Requires.
 *
 * As in PowerShell on Linux, -RunAsAdministrator is met by every user, and -Assembly by every name: there is
 * nothing to load.
 */
import type {
  CommandAst,
  CommandParameterAst,
  ExpressionAst,
  ScriptBlockAst,
} from '../../grammar/ast.ts';
import {type ParseError, parseScript} from '../../grammar/parse.ts';
import {defineType} from '../values/define-type.ts';
import {convertTo, Hashtable, toArray} from '../values/index.ts';
import {NetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {
  missingText,
  moduleSpecification,
  type ModuleSpecification,
} from './module-specification.ts';
import {compareVersions} from './version-order.ts';

export class ScriptRequirements {
  version: string | null = null;
  shellId: string | null = null;
  elevated = false;
  readonly editions: string[] = [];
  readonly assemblies: string[] = [];
  readonly modules: ModuleSpecification[] = [];
}

type CommandElementAst = CommandParameterAst | ExpressionAst;

const PREFIX = 'requires';

/** Adds what one `#requires` line says, and the errors in it. */
class LineReader {
  readonly errors: ParseError[] = [];
  readonly text: string;
  readonly #requirements: ScriptRequirements;
  readonly #offset: number; // of the first word in the script

  constructor(requirements: ScriptRequirements, offset: number, text: string) {
    this.#requirements = requirements;
    this.#offset = offset;
    this.text = `${PREFIX} ${text}`;
  }

  read(): void {
    const {ast} = parseScript(this.text);
    const [statement] = ast?.endBlock?.statements ?? [];
    const command = statement?.kind === 'PipelineAst' ? statement.elements[0] : undefined;
    if (command?.kind === 'CommandAst') this.#readCommand(command);
  }

  #readCommand({elements}: CommandAst): void {
    const isSnapin = elements.some(
      element =>
        element.kind === 'CommandParameterAst' && begins('pssnapin', element.parameterName),
    );
    if (elements.length === 1) this.#refuseFormat(elements[0] as CommandElementAst);
    for (let at = 1; at < elements.length; at++) {
      const element = elements[at] as CommandElementAst;
      if (element.kind !== 'CommandParameterAst') {
        this.#refuseFormat(element);
        continue;
      }
      const name = element.parameterName;
      const next = elements[at + 1];
      const argument =
        element.argument ?? (next && next.kind !== 'CommandParameterAst' ? next : null);
      if (argument !== null && element.argument === null) at++;
      if (begins('runasadministrator', name)) {
        this.#requirements.elevated = true;
        if (argument !== null)
          this.#refuse(
            element,
            'ParameterCannotHaveArgument',
            `Parameter ${name} cannot have an argument.`,
          );
      } else if (argument === null) {
        this.#refuse(
          element,
          'ParameterRequiresArgument',
          `Parameter ${name} requires an argument.`,
        );
      } else if (!isSnapin || !begins('version', name)) {
        this.#take(element, name, argument);
      }
    }
  }

  #take(parameter: CommandElementAst, name: string, argument: ExpressionAst): void {
    const values = this.#constants(argument);
    if (values === null) {
      this.#refuse(argument, 'RequiresArgumentMustBeConstant', 'Argument must be constant.');
      return;
    }
    const requirements = this.#requirements;
    const texts = values.filter(value => typeof value === 'string');
    if (begins('version', name)) this.#takeVersion(parameter, argument, texts[0] ?? '');
    else if (begins('modules', name)) this.#takeModules(argument, values);
    else if (begins('psedition', name)) this.#takeEditions(argument, texts);
    else if (begins('assembly', name)) requirements.assemblies.push(...texts);
    else if (begins('shellid', name)) requirements.shellId = texts[0] ?? null;
    else if (!begins('pssnapin', name)) this.#refuseFormat(parameter);
  }

  #takeVersion(parameter: CommandElementAst, argument: ExpressionAst, text: string): void {
    if (!/^\d+(\.\d+){0,3}$/.test(text)) {
      this.#refuse(
        argument,
        'RequiresVersionInvalid',
        'The argument for the Version parameter is not valid. Specify a valid PowerShell version, in the format major.minor version.',
      );
      return;
    }
    const version = text.includes('.') ? text : `${text}.0`;
    const known = this.#requirements.version;
    if (known !== null && compareVersions(known, version) !== 0) {
      this.#refuse(
        parameter,
        'ParameterAlreadyBound',
        `Cannot bind parameter because parameter 'version' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, "-parameter value1,value2,value3".`,
      );
      return;
    }
    this.#requirements.version = version;
  }

  #takeModules(argument: ExpressionAst, values: readonly Value[]): void {
    for (const value of values) {
      try {
        this.#requirements.modules.push(moduleSpecification(value));
      } catch (error) {
        if (!(error instanceof NetException)) throw error;
        this.#refuse(
          argument,
          'RequiresModuleInvalid',
          `The argument for the Module parameter is not valid. ${error.message}`,
        );
      }
    }
  }

  #takeEditions(argument: ExpressionAst, texts: readonly string[]): void {
    const {editions} = this.#requirements;
    for (const text of texts) {
      if (!/^(core|desktop)$/i.test(text))
        this.#refuse(
          argument,
          'RequiresPSEditionInvalid',
          'The argument for the psedition parameter is not valid. Specify a valid PowerShell edition.',
        );
      if (editions.some(known => known.toLowerCase() === text.toLowerCase()))
        this.#refuse(
          argument,
          'RequiresPSEditionValueIsAlreadySpecified',
          'The argument for the psedition parameter contains duplicate values. Do not specify duplicate PowerShell edition values.',
        );
      else editions.push(text);
    }
  }

  /** Texts and tables of a constant; numbers as they are written. Null for what is computed. */
  #constants(node: ExpressionAst): Value[] | null {
    switch (node.kind) {
      case 'StringConstantExpressionAst':
        return [node.value];
      case 'ConstantExpressionAst':
        return [this.text.slice(node.start, node.end)];
      case 'ArrayLiteralAst': {
        const items = node.elements.map(element => this.#constants(element));
        return items.includes(null) ? null : items.flatMap(item => item ?? []);
      }
      case 'HashtableAst':
        return this.#table(node.keyValuePairs);
      default:
        return null;
    }
  }

  #table(pairs: Extract<ExpressionAst, {kind: 'HashtableAst'}>['keyValuePairs']): Value[] | null {
    const table = new Hashtable();
    for (const {key, value} of pairs) {
      const [element] = value.kind === 'PipelineAst' ? value.elements : [];
      const expression = element?.kind === 'CommandExpressionAst' ? element.expression : null;
      const [name] = this.#constants(key) ?? [];
      const [content] = (expression && this.#constants(expression)) ?? [];
      if (name === undefined || content === undefined) return null;
      table.set(name, content);
    }
    return [table];
  }

  #refuseFormat(node: CommandElementAst): void {
    this.#refuse(
      node,
      'ScriptRequiresInvalidFormat',
      'Cannot process the #requires statement because it is not in the correct format. The #requires statement must be in one of the following formats: "#requires -version <major.minor>", "#requires -psedition <edition>", "#requires -modules <ModuleSpecification>", "#requires -runasadministrator".',
    );
  }

  #refuse(node: CommandElementAst, errorId: string, message: string): void {
    const start = this.#offset + node.start;
    const end = this.#offset + node.end;
    this.errors.push({errorId, message, start, end, incompleteInput: false});
  }
}

/** Parameters of `#requires` may be shortened. */
function begins(whole: string, given: string): boolean {
  return given !== '' && whole.startsWith(given.toLowerCase());
}

export interface RequirementsOfScript {
  readonly requirements: ScriptRequirements;
  readonly errors: readonly ParseError[];
}

const read = new WeakMap<ScriptBlockAst, RequirementsOfScript>();

/** What a script requires, and what is wrong in how it says so; null for a script that says nothing. */
export function requirementsOf(ast: ScriptBlockAst): RequirementsOfScript | null {
  if (ast.scriptRequirements.length === 0) return null;
  let found = read.get(ast);
  if (found === undefined) {
    const requirements = new ScriptRequirements();
    const errors = ast.scriptRequirements.flatMap(({start, text}) => {
      const line = new LineReader(requirements, start + 1, text);
      line.read();
      return line.errors;
    });
    found = {requirements, errors};
    read.set(ast, found);
  }
  return found;
}

/** What the session answers with. */
export interface Abilities {
  readonly version: string;
  readonly edition: string;
  /** Imports a module, or throws what tells why not. */
  require(specification: ModuleSpecification): void;
}

/** Throws the ScriptRequiresException of the first requirement that is not met. `script`: its file's name. */
export function meetRequirements(
  {version, editions, modules}: ScriptRequirements,
  script: string,
  abilities: Abilities,
): void {
  const prefix = `The script '${script}' cannot be run because`;
  if (version !== null && compareVersions(version, abilities.version) > 0)
    throw unmet(
      'ScriptRequiresUnmatchedPSVersion',
      `${prefix} it contained a "#requires" statement for PowerShell ${version}. The version of PowerShell that is required by the script does not match the currently running version of PowerShell ${abilities.version}.`,
      script,
    );
  const own = abilities.edition.toLowerCase();
  if (editions.length > 0 && !editions.some(edition => edition.toLowerCase() === own))
    throw unmet(
      'ScriptRequiresUnmatchedPSEdition',
      `${prefix} it contained a "#requires" statement for PowerShell editions '${editions.join(', ')}'. The edition of PowerShell that is required by the script does not match the currently running PowerShell ${abilities.edition} edition.`,
      script,
    );
  for (const specification of modules) {
    try {
      abilities.require(specification);
    } catch (error) {
      if (!(error instanceof NetException)) throw error;
      throw unmet(
        'ScriptRequiresMissingModules',
        `${prefix} the following modules that are specified by the "#requires" statements of the script are missing: ${missingText(specification)}`,
        script,
        error,
      );
    }
  }
}

function unmet(errorId: string, message: string, script: string, inner?: NetException) {
  return new NetException('System.Management.Automation.ScriptRequiresException', message, {
    errorId,
    category: 'ResourceUnavailable',
    target: script,
    inner,
    fields: {CommandName: script},
  });
}

defineType<ScriptRequirements>({
  fullName: 'System.Management.Automation.Language.ScriptRequirements',
  instance: ScriptRequirements,
  properties: {
    RequiredApplicationId: {type: 'string', get: self => self.shellId},
    RequiredPSVersion: {
      type: 'version',
      get: self => (self.version === null ? null : convertTo(self.version, 'version')),
    },
    RequiredPSEditions: {get: self => toArray(self.editions)},
    RequiredModules: {get: self => toArray(self.modules)},
    RequiredAssemblies: {get: self => toArray(self.assemblies)},
    IsElevationRequired: {type: 'bool', get: self => self.elevated},
  },
});
