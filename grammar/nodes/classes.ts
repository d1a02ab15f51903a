/** Classes, their members, and using statements. */
import type {
  AttributeAst,
  ExpressionAst,
  FunctionMemberAst,
  PropertyMemberAst,
  TypeConstraintAst,
  TypeDefinitionAst,
  UsingStatementAst,
} from '../ast.ts';
import type {Report} from './report.ts';

type Modifier = AttributeAst | TypeConstraintAst | ModifierWord;

interface ModifierWord {
  readonly kind?: undefined;
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

type MemberRest =
  | Pick<PropertyMemberAst, 'kind' | 'name' | 'initialValue'>
  | Pick<
      FunctionMemberAst,
      'kind' | 'name' | 'nameOffset' | 'parameters' | 'baseArguments' | 'body'
    >;

/** A member from the words, types and attributes before it and the rest. */
export function member(
  start: number,
  end: number,
  modifiers: readonly Modifier[],
  rest: MemberRest,
  report: Report,
): PropertyMemberAst | Omit<FunctionMemberAst, 'isConstructor'> {
  const attributes = modifiers.filter(one => one.kind === 'AttributeAst');
  const [type = null, ...moreTypes] = modifiers.filter(one => one.kind === 'TypeConstraintAst');
  const words = modifiers.filter(one => one.kind === undefined);
  const has = (word: string) => words.some(one => one.word === word);
  for (const extra of moreTypes) report('TooManyTypes', extra.start, extra.end);
  words.forEach(({word, start: from, end: to}, index) => {
    if (words.findIndex(one => one.word === word) < index)
      report('DuplicateQualifier', from, to, word);
  });
  const common = {
    start,
    end,
    name: rest.name,
    attributes,
    isStatic: has('static'),
    isHidden: has('hidden'),
  };
  return rest.kind === 'PropertyMemberAst'
    ? {...common, kind: rest.kind, propertyType: type, initialValue: rest.initialValue}
    : {
        ...common,
        kind: rest.kind,
        nameOffset: rest.nameOffset,
        returnType: type,
        parameters: rest.parameters,
        baseArguments: rest.baseArguments,
        body: rest.body,
      };
}

/** A class or enum. A method named like its class is a constructor. */
export function typeDefinition(
  node: Omit<TypeDefinitionAst, 'members'>,
  members: readonly (PropertyMemberAst | Omit<FunctionMemberAst, 'isConstructor'> | null)[],
): TypeDefinitionAst {
  const isConstructor = (name: string) => name.toLowerCase() === node.name.toLowerCase();
  return {
    ...node,
    members: members
      .filter(one => one !== null)
      .map(one =>
        one.kind === 'PropertyMemberAst' ? one : {...one, isConstructor: isConstructor(one.name)},
      ),
  };
}

export function usingStatement(
  start: number,
  end: number,
  kind: UsingStatementAst['usingStatementKind'] | true,
  item: ExpressionAst | true,
  report: Report,
): UsingStatementAst {
  const name = item !== true && item.kind === 'StringConstantExpressionAst' ? item : null;
  const moduleSpecification = item !== true && item.kind === 'HashtableAst' ? item : null;
  if (item !== true && !name && !moduleSpecification) {
    report('InvalidValueForUsingItemName', item.start, item.end, '');
  }
  return {
    kind: 'UsingStatementAst',
    start,
    end,
    usingStatementKind: kind === true ? 'namespace' : kind,
    name,
    moduleSpecification,
  };
}
