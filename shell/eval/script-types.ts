/**
 * The types a script defines. They are made before anything of the script runs, whatever their order.
 * Classes: script-class.ts. Language specification 15.
 */
import path from 'node:path';
import type {FunctionMemberAst, PropertyMemberAst, TypeDefinitionAst} from '../../grammar/ast.ts';
import {meetRequirements, requirementsOf} from '../modules/script-requirements.ts';
import {PS_VERSION} from '../session/version-table.ts';
import {asBigInt} from '../conversion/index.ts';
import {EnumInfo} from '../values/define-enum.ts';
import {makeType} from '../values/define-type.ts';
import {requireType} from '../values/find-type.ts';
import {enumType, int32Type} from '../values/core-types.ts';
import {toText} from '../conversion/to-text.ts';
import type {NetType} from '../values/net-type.ts';
import {commandNotFound} from '../errors/engine-errors.ts';
import {parseException} from '../errors/parse-exception.ts';
import {classTypeErrors, MAY_HOLD_CLASS, usesModule} from './class-types.ts';
import {typeScope} from './compile-type.ts';
import {evaluateIn} from './evaluate-in.ts';
import type {Frame} from './frame.ts';
import {runCommand} from '../cmdlet/run-call.ts';
import {discard} from './output.ts';
import {fillClass, newClass} from './script-class.ts';
import {definitionsIn} from './type-definitions.ts';
import type {ScriptBlock} from './script-block.ts';

/**
 * Does what a block asks for before its first statement: `using namespace` and `using module` (once a
 * text), its own classes and enums (visible in its scope and those below).
 */
export function prepareScript(block: ScriptBlock, f: Frame): void {
  const {source, ast} = block;
  if (!source.prepared) {
    source.prepared = true;
    if (source.file !== '') meet(block, f);
    for (const using of ast.usingStatements) {
      if (using.usingStatementKind === 'namespace' && using.name !== null)
        source.namespaces.push(using.name.value);
      else if (using.usingStatementKind === 'module') useModule(using, f);
    }
    if (usesModule(ast) && MAY_HOLD_CLASS.test(source.text)) {
      const errors = classTypeErrors(ast, typeScope(f));
      if (errors.length > 0) throw parseException(source, errors);
    }
  }
  const definitions = definitionsIn(ast, source);
  if (definitions.length > 0) defineTypes(definitions, f);
}

/** `#requires` binds script files, those of modules included. */
function meet({ast, source}: ScriptBlock, f: Frame): void {
  const required = requirementsOf(ast);
  if (required === null) return;
  meetRequirements(required.requirements, path.basename(source.file), {
    version: PS_VERSION,
    edition: 'Core',
    require: specification => f.session.resolver.requireModule(specification, f),
  });
}

/** `using module X`: its functions and its classes. */
function useModule(using: ScriptBlock['ast']['usingStatements'][number], f: Frame): void {
  const spec =
    using.name !== null
      ? using.name.value
      : using.moduleSpecification !== null
        ? evaluateIn(f, using.moduleSpecification)
        : null;
  const command = f.session.resolveCommand('Import-Module', f);
  if (command === undefined) throw commandNotFound('Import-Module');
  const seen = new Set(f.session.moduleStates);
  runCommand(command, [{kind: 'positional', value: spec}], {
    caller: callerOf(f),
    streams: f.streams,
    out: discard,
    name: 'Import-Module',
  });
  const name = toText(using.name?.value ?? '')
    .replace(/^.*[/\\]|\.psm?d?1$/gi, '')
    .toLowerCase();
  for (const state of f.session.moduleStates) {
    if (seen.has(state) && state.moduleName.toLowerCase() !== name) continue;
    for (const [typeName, type] of state.scope.definitions?.types ?? [])
      f.source.types.set(typeName, type);
  }
}

function callerOf(f: Frame) {
  return {
    session: f.session,
    frame: f,
    out: discard,
    streams: f.streams,
    source: f.source,
    ast: f.at,
    invocationName: '',
    dotSourced: false,
    expectingInput: false,
    pipelinePosition: 1,
    pipelineLength: 1,
    pipeline: {failed: false},
  };
}

const madeTypes = new WeakMap<TypeDefinitionAst, NetType>();

/**
 * Makes the types first and fills them afterwards, so that they may name each other. A base must stand before
 * the classes that derive from it.
 */
function defineTypes(definitions: readonly TypeDefinitionAst[], f: Frame): void {
  const made = new Map<TypeDefinitionAst, NetType>();
  const make = (ast: TypeDefinitionAst): NetType => {
    const old = madeTypes.get(ast);
    if (old !== undefined) {
      register(ast.name, old, f);
      return old;
    }
    const type = ast.typeKind === 'enum' ? newEnum(ast, f) : newClass(ast, f);
    made.set(ast, type);
    madeTypes.set(ast, type);
    register(ast.name, type, f);
    return type;
  };
  for (const ast of definitions) make(ast);
  for (const [ast, type] of made) if (ast.typeKind === 'class') fillClass(ast, type, f);
}

function register(name: string, type: NetType, f: Frame): void {
  f.scope.define().types.set(name.toLowerCase(), type);
}

// ---- enums -------------------------------------------------------------------------------------

function newEnum(ast: TypeDefinitionAst, f: Frame): NetType {
  const type = makeType({fullName: ast.name, base: enumType, kind: 'enum'});
  const [underlying] = ast.baseTypes;
  const isFlags = ast.attributes.some(attribute =>
    /^flags(?:attribute)?$/i.test(attribute.typeName.name),
  );
  type.enumInfo = new EnumInfo(
    type,
    enumValues(ast.members, f),
    isFlags,
    underlying === undefined ? int32Type : requireType(underlying.typeName.fullName, typeScope(f)),
  );
  return type;
}

/** A label without a value is one more than the label before it. */
function enumValues(
  members: readonly (PropertyMemberAst | FunctionMemberAst)[],
  f: Frame,
): Record<string, number> {
  const values: Record<string, number> = {};
  let next = 0;
  for (const member of members) {
    if (member.kind !== 'PropertyMemberAst') continue;
    if (member.initialValue !== null) next = Number(asBigInt(evaluateIn(f, member.initialValue)));
    values[member.name] = next++;
  }
  return values;
}
