/** What stands at the head of a script: `#requires`, `using namespace`, `using module`. */
import path from 'node:path';
import type {Node, UsingStatementAst} from '../../grammar/ast.ts';
import {parseException} from '../errors/parse-exception.ts';
import {moduleSpecification, type ModuleSpecification} from '../modules/module-specification.ts';
import {meetRequirements, requirementsOf} from '../modules/script-requirements.ts';
import {PS_VERSION} from '../session/version-table.ts';
import {NetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {evaluateIn} from './evaluate-in.ts';
import type {Frame} from './frame.ts';
import type {ScriptBlock} from './script-block.ts';
import type {SourceText} from './source-text.ts';

/** `#requires` binds script files, those of modules included. Throws what is not met. */
export function meet({ast, source}: ScriptBlock, f: Frame): void {
  const required = requirementsOf(ast);
  if (required === null) return;
  meetRequirements(required.requirements, path.basename(source.file), {
    version: PS_VERSION,
    edition: 'Core',
    require: specification => f.session.resolver.requireModule(specification, f),
  });
}

export function useNamespacesAndModules({ast, source}: ScriptBlock, f: Frame): void {
  for (const using of ast.usingStatements) {
    if (using.usingStatementKind === 'namespace' && using.name !== null)
      source.namespaces.push(using.name.value);
    else if (using.usingStatementKind === 'module') {
      try {
        useModule(using, f);
      } catch (error) {
        throw duringParse(error, using, source);
      }
    }
  }
}

/** `using module X`: its functions and its classes. A path starts at the folder of the script. */
function useModule({name, moduleSpecification: table}: UsingStatementAst, f: Frame): void {
  const given = table === null ? (name?.value ?? '') : evaluateIn(f, table);
  const state = f.session.resolver.requireModule(fromScript(given, f.source.file), f);
  for (const [typeName, type] of state?.scope.definitions?.types ?? [])
    f.source.types.set(typeName, type);
}

function fromScript(given: Value, file: string): ModuleSpecification {
  const specification = moduleSpecification(given);
  const {name} = specification;
  return /^\.{1,2}[\\/]/.test(name) && file !== ''
    ? specification.withName(path.resolve(path.dirname(file), name.replaceAll('\\', '/')))
    : specification;
}

/** A module that cannot be had is an error of the script's text. */
function duringParse(error: unknown, {start, end}: Node, source: SourceText): unknown {
  if (!(error instanceof NetException) || !error.errorId?.startsWith('Modules_')) return error;
  const {message} = error;
  const errorId = 'ModuleNotFoundDuringParse';
  return parseException(source, [{errorId, message, start, end, incompleteInput: false}]);
}
