/**
 * The body of a method: every way through it returns what it should, and its variables are its own.
 *
 * One pass over the statements carries the set of variables that are assigned on every way to the place;
 * `null` stands for a place that is never reached. Source: specification 15, the tests of PowerShell's
 * classes (Scripting.Classes.BasicParsing).
 */
import type {
  ExpressionAst,
  FunctionMemberAst,
  StatementAst,
  StatementBlockAst,
  SwitchStatementAst,
  TryStatementAst,
  TypeDefinitionAst,
  VariableExpressionAst,
} from '../ast.ts';
import {type AnyNode, childrenOf, walk} from '../walk.ts';
import {pureExpression} from './assignments.ts';
import type {Report} from './report.ts';

/** Variables assigned on every way here; null when no way leads here. */
type State = ReadonlySet<string> | null;

/** Variables that PowerShell provides inside methods. */
const PROVIDED = new Set(
  (
    '_ psitem args this input pscmdlet psboundparameters myinvocation psscriptroot pscommandpath true false null ' +
    'executioncontext home host pid psculture pshome psuiculture psversiontable psedition shellid ' +
    'enabledexperimentalfeatures lastexitcode error stacktrace outputencoding nestedpromptlevel pwd matches ' +
    'psapplicationoutputencoding debugpreference verbosepreference erroractionpreference whatifpreference ' +
    'warningpreference informationpreference confirmpreference progresspreference foreach switch ? ^ $'
  ).split(' '),
);

const nameOf = (node: VariableExpressionAst): string => node.name.toLowerCase();

function meet(first: State, second: State): State {
  if (!first) return second;
  if (!second) return first;
  return new Set([...first].filter(name => second.has(name)));
}

const plus = (state: State, name: string): State => state && new Set([...state, name]);

/** The variables that an assignment's left side sets. */
function targetsOf(target: ExpressionAst): VariableExpressionAst[] {
  switch (target.kind) {
    case 'VariableExpressionAst':
      return [target];
    case 'ConvertExpressionAst':
    case 'AttributedExpressionAst':
      return targetsOf(target.child);
    case 'ArrayLiteralAst':
      return target.elements.flatMap(targetsOf);
    case 'ParenExpressionAst': {
      const inner = pureExpression(target.pipeline);
      return inner ? targetsOf(inner) : [];
    }
    default:
      return [];
  }
}

const isTrue = (condition: StatementAst | null): boolean => {
  const expression = condition && pureExpression(condition);
  if (!expression) return condition === null;
  return expression.kind === 'VariableExpressionAst' && nameOf(expression) === 'true';
};

class Method {
  readonly type: TypeDefinitionAst;
  readonly member: FunctionMemberAst;
  readonly report: Report;
  /** The states at `break` of the loops around, innermost last. */
  readonly breaks: State[] = [];

  constructor(type: TypeDefinitionAst, member: FunctionMemberAst, report: Report) {
    this.type = type;
    this.member = member;
    this.report = report;
  }

  get isVoid(): boolean {
    const {returnType} = this.member;
    return !returnType || returnType.typeName.fullName.toLowerCase() === 'void';
  }

  statements(list: readonly StatementAst[], state: State): State {
    return list.reduce<State>((at, statement) => this.statement(statement, at), state);
  }

  block(block: StatementBlockAst, state: State): State {
    return this.statements(block.statements, state);
  }

  statement(node: StatementAst, state: State): State {
    switch (node.kind) {
      case 'AssignmentStatementAst':
        return this.assign(node.left, this.statement(node.right, state), node.operator !== '=');
      case 'IfStatementAst': {
        let after: State = null;
        let reached = state;
        for (const clause of node.clauses) {
          reached = this.statement(clause.condition, reached);
          after = meet(after, this.block(clause.body, reached));
        }
        return meet(after, node.elseClause ? this.block(node.elseClause, reached) : reached);
      }
      case 'WhileStatementAst':
        return this.loop(node.condition, this.statement(node.condition, state), at =>
          this.block(node.body, at),
        );
      case 'ForStatementAst': {
        const begun = node.initializer ? this.statement(node.initializer, state) : state;
        const tested = node.condition ? this.statement(node.condition, begun) : begun;
        return this.loop(node.condition, tested, at => {
          const after = this.block(node.body, at);
          return node.iterator ? this.statement(node.iterator, after ?? at) : after;
        });
      }
      case 'ForEachStatementAst': {
        const entered = plus(this.statement(node.condition, state), nameOf(node.variable));
        this.inLoop(() => this.block(node.body, entered));
        return entered;
      }
      case 'DoWhileStatementAst':
      case 'DoUntilStatementAst': {
        const [after, left] = this.inLoop(() => this.block(node.body, state));
        return meet(this.statement(node.condition, after), left);
      }
      case 'SwitchStatementAst':
        return this.switch(node, state);
      case 'TryStatementAst':
        return this.try(node, state);
      case 'ReturnStatementAst':
        this.return(node, state);
        return null;
      case 'ThrowStatementAst':
      case 'ExitStatementAst':
        if (node.pipeline) this.statement(node.pipeline, state);
        return null;
      case 'BreakStatementAst': {
        const last = this.breaks.length - 1;
        if (last >= 0) this.breaks[last] = meet(this.breaks[last] ?? null, state);
        return null;
      }
      case 'ContinueStatementAst':
        return null;
      case 'DataStatementAst':
        return node.variable ? plus(state, node.variable.toLowerCase()) : state;
      case 'FunctionDefinitionAst':
      case 'TypeDefinitionAst':
      case 'UsingStatementAst':
      case 'TrapStatementAst':
        return state;
      default:
        return this.value(node, state);
    }
  }

  /** Runs `body`; the state after it and the one at its `break`s. */
  inLoop(body: () => State): readonly [State, State] {
    this.breaks.push(null);
    const after = body();
    return [after, this.breaks.pop() ?? null];
  }

  /** A loop that may run no time at all, or, with a condition that is always true, end only by `break`. */
  loop(condition: StatementAst | null, tested: State, body: (state: State) => State): State {
    const [, left] = this.inLoop(() => body(tested));
    return isTrue(condition) ? left : tested;
  }

  switch(node: SwitchStatementAst, state: State): State {
    const tested = this.statement(node.condition, state);
    this.inLoop(() => {
      for (const clause of node.clauses)
        this.block(clause.body, this.value(clause.condition, tested));
      return node.default ? this.block(node.default, tested) : tested;
    });
    return tested;
  }

  /** Nothing that a try block assigns is sure after it, unless no exception can come in between. */
  try(node: TryStatementAst, state: State): State {
    let after = this.block(node.body, state);
    for (const clause of node.catchClauses) after = meet(after, this.block(clause.body, state));
    if (!node.finally) return after;
    const cleaned = this.block(node.finally, state);
    return after && cleaned;
  }

  return(node: Extract<StatementAst, {kind: 'ReturnStatementAst'}>, state: State): void {
    if (node.pipeline) this.statement(node.pipeline, state);
    if (node.pipeline && this.isVoid) this.report('VoidMethodHasReturn', node);
    if (!node.pipeline && !this.isVoid) this.report('NonVoidMethodMissingReturnValue', node);
  }

  assign(left: ExpressionAst, before: State, reads: boolean): State {
    const targets = targetsOf(left);
    if (targets.length === 0 || reads) this.value(left, before);
    let state = before;
    for (const target of targets) {
      if (target.scope && !/^(local|private)$/i.test(target.scope)) continue;
      if (!target.scope) this.checkProperty(target);
      state = plus(state, nameOf(target));
    }
    return state;
  }

  /** `$x = 1` where `x` is a property means `$this.x = 1`. */
  checkProperty(target: VariableExpressionAst): void {
    if (this.member.parameters.some(one => nameOf(one.name) === nameOf(target))) return;
    const property = this.type.members.find(
      one => one.kind === 'PropertyMemberAst' && one.name.toLowerCase() === nameOf(target),
    );
    if (!property) return;
    if (property.isStatic) {
      this.report(
        'MissingTypeInStaticPropertyAssignment',
        target,
        `[${this.type.name}]::`,
        property.name,
      );
    } else this.report('MissingThis', target, '$this.', property.name);
  }

  /** The variables that a value reads, in order; nested script blocks are not part of the method. */
  value(node: AnyNode, state: State): State {
    switch (node.kind) {
      case 'VariableExpressionAst':
        this.read(node, state);
        return state;
      case 'ScriptBlockExpressionAst':
        return state;
      case 'ConvertExpressionAst':
        if (node.type.typeName.fullName.toLowerCase() === 'ref')
          return this.assign(node.child, state, false);
        return this.value(node.child, state);
      case 'ArrayExpressionAst':
      case 'SubExpressionAst':
        return this.block(node.subExpression, state);
      case 'ParenExpressionAst':
        return this.statement(node.pipeline, state);
      case 'HashtableAst':
        return node.keyValuePairs.reduce<State>(
          (at, {key, value}) => this.statement(value, this.value(key, at)),
          state,
        );
      default:
        return childrenOf(node).reduce<State>((at, child) => this.value(child, at), state);
    }
  }

  read(node: VariableExpressionAst, state: State): void {
    if (!state || node.scope || state.has(nameOf(node)) || PROVIDED.has(nameOf(node))) return;
    this.report('VariableNotLocal', node);
  }

  check(): void {
    const parameters = this.member.parameters.map(parameter => nameOf(parameter.name));
    const end = this.member.body.endBlock;
    const after = this.statements(end?.statements ?? [], new Set(parameters));
    if (after && !this.isVoid) {
      const start = this.member.nameOffset;
      this.report('MethodHasCodePathNotReturn', {
        start,
        end: start + this.member.name.length,
      });
    }
  }
}

/** Checks the statements of a method or constructor, and `$this` in a static one. */
export function checkMethodBody(
  type: TypeDefinitionAst,
  member: FunctionMemberAst,
  report: Report,
): void {
  new Method(type, member, report).check();
  if (!member.isStatic) return;
  walk(member.body, node => {
    if (node.kind === 'VariableExpressionAst' && !node.scope && nameOf(node) === 'this') {
      report('NonStaticMemberAccessInStaticMember', node, node.name);
    }
  });
}
