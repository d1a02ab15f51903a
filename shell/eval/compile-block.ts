/**
 * Script blocks as compiled code: once for a scope of their own, and once for every layout they are
 * dot-sourced into (the blocks of ForEach-Object run in the scope of their caller).
 */
import type {
  AttributeAst,
  NamedBlockAst,
  ParameterAst,
  ScriptBlockAst,
  TypeConstraintAst,
} from '../../grammar/ast.ts';
import {Layout} from '../session/scope.ts';
import type {NetType} from '../values/net-type.ts';
import {compileTypeName} from './compile-type.ts';
import type {Completion} from './flow.ts';
import {BREAK, CONTINUE, LoopSignal, NORMAL, ReturnSignal} from './flow.ts';
import type {Frame} from './frame.ts';
import type {SourceText} from './source-text.ts';
import type {Expression, Statement} from './unit.ts';
import {Unit} from './unit.ts';
import {attributeTransform} from './variable-transform.ts';
import type {Transform} from '../session/variable.ts';
import {compileExpression, compileStatements} from './compile.ts';
import {definitionsIn} from './type-definitions.ts';
import {isStep, plainExpression} from './plain-expression.ts';
import {isWatched} from './watching.ts';

export interface CompiledParameter {
  readonly ast: ParameterAst;
  readonly name: string;
  readonly lower: string;
  /** Other names, in lower case. */
  readonly aliases: readonly string[];
  readonly slot: number;
  /** The declared type, null when there is none. */
  readonly type: ((f: Frame) => NetType) | null;
  readonly isSwitch: boolean;
  readonly defaultValue: Expression | null;
  /** Validation attributes, which stay with the variable. */
  readonly checks: readonly ((f: Frame, name: string) => Transform)[];
}

/** A named block. Ends normally also by `return`; a `break` that found no loop is thrown. */
export type Body = (f: Frame) => void;

export interface CompiledBlock {
  readonly ast: ScriptBlockAst;
  readonly layout: Layout;
  readonly parameters: readonly CompiledParameter[];
  readonly dynamicParam: Body | null;
  readonly begin: Body | null;
  readonly process: Body | null;
  readonly end: Body | null;
  readonly clean: Body | null;
  /** When the block is one expression and nothing else: its value. */
  readonly expression: Expression | null;
  /** It has [CmdletBinding()] or a [Parameter()]: bound by the full rules. */
  readonly isAdvanced: boolean;
  /** It defines classes or enums, which must be made before it runs: `ScriptBlock.prepare`. */
  readonly definesTypes: boolean;
}

/** Compiled once for those who watch (watching.ts) and once for those who do not. */
class Kept {
  readonly own = new WeakMap<ScriptBlockAst, CompiledBlock>();
  readonly dotted = new WeakMap<ScriptBlockAst, WeakMap<Layout, CompiledBlock>>();
}

const plain = new Kept();
const watched = new Kept();
const kept = (source: SourceText): Kept => (isWatched(source) ? watched : plain);

/** The block for a scope of its own. `parameters` are those of `function f($a) {}`. */
export function compileBlock(
  ast: ScriptBlockAst,
  source: SourceText,
  parameters: readonly ParameterAst[] | null,
): CompiledBlock {
  const {own} = kept(source);
  let compiled = own.get(ast);
  if (compiled === undefined) {
    compiled = compile(ast, new Unit(new Layout(), source), parameters);
    own.set(ast, compiled);
  }
  return compiled;
}

/** The block for a scope with this layout, which gets the block's names too. */
export function compileDotted(
  ast: ScriptBlockAst,
  source: SourceText,
  parameters: readonly ParameterAst[] | null,
  layout: Layout,
): CompiledBlock {
  const {dotted} = kept(source);
  let variants = dotted.get(ast);
  if (variants === undefined) {
    variants = new WeakMap();
    dotted.set(ast, variants);
  }
  let compiled = variants.get(layout);
  if (compiled === undefined) {
    compiled = compile(ast, new Unit(layout, source), parameters);
    variants.set(layout, compiled);
  }
  return compiled;
}

function compile(
  ast: ScriptBlockAst,
  unit: Unit,
  headParameters: readonly ParameterAst[] | null,
): CompiledBlock {
  const parameters = headParameters ?? ast.paramBlock?.parameters ?? [];
  const body = (block: NamedBlockAst | null): Body | null =>
    block === null ? null : compileBody(block, unit);
  return {
    ast,
    layout: unit.layout,
    parameters: parameters.map(parameter => compileParameter(parameter, unit)),
    dynamicParam: body(ast.dynamicParamBlock),
    begin: body(ast.beginBlock),
    process: body(ast.processBlock),
    end: body(ast.endBlock),
    clean: body(ast.cleanBlock),
    expression: singleExpression(ast, parameters, unit),
    isAdvanced: isAdvanced(ast, parameters),
    definesTypes: definitionsIn(ast, unit.source).length > 0,
  };
}

/** Statements of a block as something to run; also used for methods of classes. */
export function compileBody(block: NamedBlockAst, unit: Unit): Body {
  const statements = compileStatements(block, unit);
  return unit.hasNestedReturn ? catchingReturn(statements) : endingLoops(statements);
}

function endingLoops(statements: Statement): Body {
  return f => finish(f, statements(f));
}

function catchingReturn(statements: Statement): Body {
  return f => {
    try {
      finish(f, statements(f));
    } catch (thrown) {
      if (!(thrown instanceof ReturnSignal) || thrown.frame !== f) throw thrown;
    }
  };
}

function finish(f: Frame, completion: Completion): void {
  if (completion === NORMAL) return;
  if (completion === BREAK || completion === CONTINUE) throw new LoopSignal(completion, f.label);
}

function compileParameter(ast: ParameterAst, unit: Unit): CompiledParameter {
  const {name} = ast.name;
  const types = ast.attributes.filter(attribute => attribute.kind === 'TypeConstraintAst');
  const type = types.at(-1) ?? null;
  return {
    ast,
    name,
    lower: name.toLowerCase(),
    aliases: ast.attributes.flatMap(aliasesIn),
    slot: unit.layout.slot(name.toLowerCase()),
    type: type === null ? null : compileTypeName(type.typeName),
    isSwitch: type !== null && isSwitchName(type),
    defaultValue: ast.defaultValue === null ? null : compileExpression(ast.defaultValue, unit),
    checks: ast.attributes.filter(isCheck).map(attribute => attributeTransform(attribute, unit)),
  };
}

function aliasesIn(attribute: AttributeAst | TypeConstraintAst): string[] {
  if (attribute.kind !== 'AttributeAst' || !/^alias(?:attribute)?$/i.test(attribute.typeName.name))
    return [];
  return attribute.positionalArguments
    .filter(argument => argument.kind === 'StringConstantExpressionAst')
    .map(argument => argument.value.toLowerCase());
}

function isSwitchName(constraint: TypeConstraintAst): boolean {
  return /^(?:switch|system\.management\.automation\.switchparameter)$/i.test(
    constraint.typeName.fullName,
  );
}

function isCheck(attribute: AttributeAst | TypeConstraintAst): attribute is AttributeAst {
  return attribute.kind === 'AttributeAst' && /^validate/i.test(attribute.typeName.name);
}

function singleExpression(
  ast: ScriptBlockAst,
  parameters: readonly ParameterAst[],
  unit: Unit,
): Expression | null {
  const {endBlock} = ast;
  if (unit.isWatched) return null;
  if (parameters.length > 0 || endBlock === null || endBlock.statements.length !== 1) return null;
  if (ast.beginBlock ?? ast.processBlock ?? ast.cleanBlock ?? ast.dynamicParamBlock) return null;
  const [only] = endBlock.statements;
  if (only === undefined || endBlock.traps.length > 0) return null;
  const expression = plainExpression(only);
  return expression === null || isStep(expression) ? null : compileExpression(expression, unit);
}

function isAdvanced(ast: ScriptBlockAst, parameters: readonly ParameterAst[]): boolean {
  const named = (
    attributes: readonly (AttributeAst | TypeConstraintAst)[],
    wanted: RegExp,
  ): boolean =>
    attributes.some(
      attribute => attribute.kind === 'AttributeAst' && wanted.test(attribute.typeName.name),
    );
  return (
    named(ast.paramBlock?.attributes ?? [], /^cmdletbinding(?:attribute)?$/i) ||
    named(ast.attributes, /^cmdletbinding(?:attribute)?$/i) ||
    parameters.some(parameter => named(parameter.attributes, /(?:^|\.)parameter(?:attribute)?$/i))
  );
}
