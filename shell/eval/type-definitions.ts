/** Which classes and enums a block of a script defines. Making them: script-types.ts. */
import type {Node, ScriptBlockAst, TypeDefinitionAst} from '../../grammar/ast.ts';
import type {SourceText} from './source-text.ts';

interface AnyNode extends Node {
  readonly kind?: string;
}

const known = new WeakMap<ScriptBlockAst, TypeDefinitionAst[]>();

/** The types a block defines, those of blocks inside it left out. */
export function definitionsIn(ast: ScriptBlockAst, source: SourceText): TypeDefinitionAst[] {
  let found = known.get(ast);
  if (found === undefined) {
    found = [];
    if (/\b(?:class|enum)\b/i.test(source.text)) {
      for (const block of [ast.beginBlock, ast.processBlock, ast.endBlock])
        for (const statement of block?.statements ?? []) collect(statement, found);
    }
    known.set(ast, found);
  }
  return found;
}

function collect(node: AnyNode, found: TypeDefinitionAst[]): void {
  if (node.kind === 'TypeDefinitionAst') {
    found.push(node as TypeDefinitionAst);
    return;
  }
  if (node.kind === 'ScriptBlockAst') return;
  for (const part of Object.values(node)) {
    for (const item of Array.isArray(part) ? part : [part]) {
      if (typeof item === 'object' && item !== null) collect(item as AnyNode, found);
    }
  }
}
