/** `data name { }`: constants only. Language specification 2. */
import type {DataStatementAst, Node} from '../../grammar/ast.ts';
import {runtimeError} from '../values/net-exception.ts';
import type {NetException} from '../values/net-exception.ts';
import {toText} from '../conversion/to-text.ts';
import {leave} from './compile-value.ts';
import {NORMAL} from './flow.ts';
import type {Frame} from './frame.ts';
import {Collector, emit} from './output.ts';
import type {Statement, Unit} from './unit.ts';
import {compileExpression, compileStatements} from './compile.ts';

const ALLOWED_VARIABLES = /^(?:true|false|null|psculture|psuiculture)$/i;

export function compileData(ast: DataStatementAst, unit: Unit): Statement {
  const body = compileStatements(ast.body, unit);
  const allowed = ast.commandsAllowed.map(name => compileExpression(name, unit));
  const name = ast.variable?.toLowerCase() ?? null;
  unit.hasNestedReturn = true;
  return f => {
    f.at = ast;
    const commands = new Set(['convertfrom-stringdata']);
    for (const command of allowed) commands.add(toText(command(f)).toLowerCase());
    refuseForbidden(ast.body, commands, f);
    const collector = new Collector();
    const {out} = f;
    f.out = collector;
    try {
      const completion = body(f);
      if (completion !== NORMAL) leave(f, completion);
    } finally {
      f.out = out;
    }
    if (name === null) emit(collector.result(), f.out);
    else f.scope.assign(name, collector.result() ?? null);
    return NORMAL;
  };
}

interface AnyNode extends Node {
  readonly kind?: string;
}

/** Throws for anything a data section may not hold. */
function refuseForbidden(node: AnyNode, commands: ReadonlySet<string>, f: Frame): void {
  const refusal = forbidden(node, commands, f);
  if (refusal !== null) throw refusal;
  for (const part of Object.values(node)) {
    for (const item of Array.isArray(part) ? part : [part]) {
      if (typeof item === 'object' && item !== null) refuseForbidden(item as AnyNode, commands, f);
    }
  }
}

function forbidden(node: AnyNode, commands: ReadonlySet<string>, f: Frame): NetException | null {
  switch (node.kind) {
    case 'CommandAst': {
      const name = f.source.textOf(node).split(/\s/, 1)[0] ?? '';
      return commands.has(name.toLowerCase())
        ? null
        : runtimeError(
            'CmdletNotInAllowedListForDataSection',
            `The command '${name}' is not allowed in restricted language mode or a Data section.`,
          );
    }
    case 'VariableExpressionAst':
      return ALLOWED_VARIABLES.test((node as AnyNode & {name: string}).name)
        ? null
        : notSupported('VariableReferenceNotSupportedInDataSection', 'Variable references');
    case 'AssignmentStatementAst':
      return notSupported('AssignmentStatementNotSupportedInDataSection', 'Assignment statements');
    case 'InvokeMemberExpressionAst':
      return notSupported('MethodCallNotSupportedInDataSection', 'Method calls');
    case 'ScriptBlockExpressionAst':
      return notSupported('ScriptBlockNotSupportedInDataSection', 'Script block literals');
    default:
      return null;
  }
}

function notSupported(id: string, what: string): NetException {
  return runtimeError(id, `${what} are not allowed in restricted language mode or a Data section.`);
}
