/** Expressions that several rules build, or that are built from a list. */
import type {
  ArrayLiteralAst,
  AttributeAst,
  ErrorExpressionAst,
  ExpressionAst,
  IndexExpressionAst,
  InvokeMemberExpressionAst,
  MemberExpressionAst,
  NamedAttributeArgumentAst,
  StatementBlockAst,
  SubExpressionAst,
  TernaryExpressionAst,
  TypeConstraintAst,
  TypeName,
} from '../ast.ts';

export function errorExpression(at: number): ErrorExpressionAst {
  return {kind: 'ErrorExpressionAst', start: at, end: at};
}

/** What follows a value without a blank: `.name`, `::name`, `.name(...)`, `[index]`. */
export type Suffix =
  | {
      readonly kind: 'member';
      readonly end: number;
      readonly member: ExpressionAst;
      readonly static: boolean;
      readonly nullConditional: boolean;
      readonly call: {
        readonly arguments: readonly ExpressionAst[];
        readonly genericArguments: readonly TypeName[];
      } | null;
    }
  | {
      readonly kind: 'index';
      readonly end: number;
      readonly index: ExpressionAst;
      readonly nullConditional: boolean;
    };

function withSuffix(
  start: number,
  expression: ExpressionAst,
  suffix: Suffix,
): MemberExpressionAst | InvokeMemberExpressionAst | IndexExpressionAst {
  const {end, nullConditional} = suffix;
  if (suffix.kind === 'index') {
    return {
      kind: 'IndexExpressionAst',
      start,
      end,
      target: expression,
      index: suffix.index,
      nullConditional,
    };
  }
  const {member, call} = suffix;
  if (!call) {
    return {
      kind: 'MemberExpressionAst',
      start,
      end,
      expression,
      member,
      static: suffix.static,
      nullConditional,
    };
  }
  return {
    kind: 'InvokeMemberExpressionAst',
    start,
    end,
    expression,
    member,
    arguments: call.arguments,
    genericArguments: call.genericArguments,
    static: suffix.static,
    nullConditional,
  };
}

/** `$using:a.b` is `using` of `a.b`; elsewhere suffixes wrap from left to right. */
export function withSuffixes(head: ExpressionAst, suffixes: readonly Suffix[]): ExpressionAst {
  if (suffixes.length === 0) return head;
  if (head.kind === 'UsingExpressionAst') {
    const inner = withSuffixes(head.subExpression, suffixes);
    return {kind: 'UsingExpressionAst', start: head.start, end: inner.end, subExpression: inner};
  }
  let expression = head;
  for (const suffix of suffixes) expression = withSuffix(head.start, expression, suffix);
  return expression;
}

/** `$i++`, when there is such an operator. */
export function postfix(
  start: number,
  end: number,
  child: ExpressionAst,
  operator: 'post++' | 'post--' | null,
): ExpressionAst {
  return operator ? {kind: 'UnaryExpressionAst', start, end, operator, child} : child;
}

/** `a, b`: an array when there is more than one. */
export function arrayLiteral(head: ExpressionAst, tail: readonly ExpressionAst[]): ExpressionAst {
  if (tail.length === 0) return head;
  const elements = [head, ...tail];
  const end = tail.at(-1)?.end ?? head.end;
  return {kind: 'ArrayLiteralAst', start: head.start, end, elements} satisfies ArrayLiteralAst;
}

export function subExpression(
  start: number,
  end: number,
  block: StatementBlockAst,
): SubExpressionAst {
  return {kind: 'SubExpressionAst', start, end, subExpression: block};
}

/** `c ? a : b` */
export function ternary(
  condition: ExpressionAst,
  branches: {readonly ifTrue: ExpressionAst; readonly ifFalse: ExpressionAst},
): TernaryExpressionAst {
  const {ifTrue, ifFalse} = branches;
  return {
    kind: 'TernaryExpressionAst',
    start: condition.start,
    end: ifFalse.end,
    condition,
    ifTrue,
    ifFalse,
  };
}

export function typeName(
  start: number,
  end: number,
  name: string,
  genericArguments: readonly TypeName[],
  ranks: readonly number[],
): TypeName {
  const generics =
    genericArguments.length > 0 ? `[${genericArguments.map(one => one.fullName).join(',')}]` : '';
  const arrays = ranks.map(rank => `[${','.repeat(rank - 1)}]`).join('');
  return {
    kind: 'TypeName',
    start,
    end,
    fullName: name + generics + arrays,
    name,
    genericArguments,
    ranks,
  };
}

/** A type from its name and what stands in brackets after it: a rank, or generic arguments. */
export function suffixedType(
  start: number,
  end: number,
  name: string,
  suffixes: readonly (number | readonly TypeName[])[],
): TypeName {
  const generics = suffixes.filter(suffix => typeof suffix === 'object').flat();
  const ranks = suffixes.filter(suffix => typeof suffix === 'number');
  return typeName(start, end, name, generics, ranks);
}

export function typeConstraint(start: number, end: number, type: TypeName): TypeConstraintAst {
  return {kind: 'TypeConstraintAst', start, end, typeName: type};
}

const isNamedArgument = (
  one: ExpressionAst | NamedAttributeArgumentAst,
): one is NamedAttributeArgumentAst => one.kind === 'NamedAttributeArgumentAst';

/** `[Name]` is a type; with a list of arguments an attribute. */
export function attribute(
  start: number,
  end: number,
  type: TypeName,
  list: readonly (ExpressionAst | NamedAttributeArgumentAst)[] | null,
): AttributeAst | TypeConstraintAst {
  if (!list) return typeConstraint(start, end, type);
  return {
    kind: 'AttributeAst',
    start,
    end,
    typeName: type,
    positionalArguments: list.filter(one => !isNamedArgument(one)),
    namedArguments: list.filter(isNamedArgument),
  };
}

/** What stands after an attribute or type in an expression: members, a value, or nothing. */
export function attributed(
  before: AttributeAst | TypeConstraintAst,
  rest: readonly Suffix[] | ExpressionAst | null,
): ExpressionAst {
  const {start} = before;
  const isValue = (after: typeof rest): after is ExpressionAst => after !== null && 'kind' in after;
  if (isValue(rest)) {
    return before.kind === 'AttributeAst'
      ? {kind: 'AttributedExpressionAst', start, end: rest.end, attribute: before, child: rest}
      : {kind: 'ConvertExpressionAst', start, end: rest.end, type: before, child: rest};
  }
  const type = {
    kind: 'TypeExpressionAst',
    start,
    end: before.end,
    typeName: before.typeName,
  } as const;
  return withSuffixes(type, rest ?? []);
}
