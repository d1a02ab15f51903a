/**
 * WQL's meaning: which instances a query gives (wmi.md 19).
 *
 * A WHERE clause is compiled to a predicate over objects, so that only the properties it names are
 * computed for what does not match.
 */
import type {
  WqlClause,
  WqlExpression,
  WqlOperand,
  WqlProperty,
  WqlQuery,
  WqlRelation,
  WqlSelect,
} from '../../grammar/wql.ts';
import {parseWql, WqlSyntaxError} from '../../grammar/wql.ts';
import type {CimClass, CimInstance, CimValue} from './cim.ts';
import type {Association, CimObject} from './class-definition.ts';
import type {ClassTable} from './class-table.ts';
import {compareValues, likePattern} from './comparison.ts';
import {DoorError} from './door-error.ts';
import {formatPath, parsePath} from './object-path.ts';
import type {Provider} from './provider.ts';

export function parseQuery(text: string): WqlQuery {
  try {
    return parseWql(text);
  } catch (error) {
    if (error instanceof WqlSyntaxError)
      throw new DoorError(
        'UNPARSABLE_QUERY',
        `Unparsable query at character ${error.offset + 1}: ${error.message}`,
      );
    throw error;
  }
}

export function runQuery(provider: Provider, text: string, namespace: string): CimInstance[] {
  const query = parseQuery(text);
  const table = provider.table(namespace);
  switch (query.kind) {
    case 'select':
      return select(provider, query, table);
    case 'schema':
      return schemaQuery(query.where, table);
    default:
      return related(provider, query.kind, query.path, query.clauses, namespace);
  }
}

function select(provider: Provider, query: WqlSelect, table: ClassTable): CimInstance[] {
  if (query.within !== undefined || query.group)
    throw new DoorError('INVALID_QUERY', 'WITHIN and GROUP belong to event queries.');
  if (query.className.toLowerCase() === '__namespace') return [];
  const type = table.get(query.className);
  if (type.association) return selectLinks(provider, query, type, table);
  const matches = query.where ? predicate(provider, query.where, type, table) : () => true;
  const names = projection(query, type);
  const found: CimInstance[] = [];
  let count = 0;
  for (const object of provider.objects(type.name, table)) {
    if (!matches(object)) continue;
    count++;
    if (query.properties !== 'count') found.push(provider.instance(object, names));
  }
  return query.properties === 'count'
    ? [{className: type.name, path: '', properties: {Count: count}}]
    : found;
}

/** Names to project to, in the class's case; undefined for all. */
function projection({properties}: WqlSelect, type: CimClass): string[] | undefined {
  if (properties === '*' || properties === 'count') return undefined;
  return properties.map(property => propertyName(property, type));
}

function propertyName([name = '', ...rest]: WqlProperty, type: CimClass): string {
  if (name.startsWith('__')) return name;
  const lower = name.toLowerCase();
  const found = type.properties.find(property => property.name.toLowerCase() === lower);
  if (!found || rest.length > 0)
    throw new DoorError(
      'INVALID_QUERY',
      `Invalid query: ${type.name} has no property "${[name, ...rest].join('.')}".`,
    );
  return found.name;
}

type Predicate = (object: CimObject) => boolean;

function predicate(
  provider: Provider,
  expression: WqlExpression,
  type: CimClass,
  table: ClassTable,
): Predicate {
  const recur = (inner: WqlExpression): Predicate => predicate(provider, inner, type, table);
  switch (expression.op) {
    case 'and': {
      const [left, right] = [recur(expression.left), recur(expression.right)];
      return object => left(object) && right(object);
    }
    case 'or': {
      const [left, right] = [recur(expression.left), recur(expression.right)];
      return object => left(object) || right(object);
    }
    case 'not': {
      const inner = recur(expression.operand);
      return object => !inner(object);
    }
    case 'null': {
      const value = reader(provider, {property: expression.property}, type);
      return object => (value(object) === null) !== expression.not;
    }
    case 'like': {
      const value = reader(provider, {property: expression.property}, type);
      const matches = likePattern(expression.pattern);
      return object => {
        const text = value(object);
        return typeof text === 'string' && matches(text) !== expression.not;
      };
    }
    case 'isa':
      return isaPredicate(expression.property, expression.className, table);
    default:
      return comparison(provider, expression, type);
  }
}

/** `__this ISA 'X'`; of any other property it is false in a data query. */
function isaPredicate([name = '']: WqlProperty, className: string, table: ClassTable): Predicate {
  return object => name.toLowerCase() === '__this' && table.isA(object.class.name, className);
}

function comparison(
  provider: Provider,
  {relation, left, right}: {relation: WqlRelation; left: WqlOperand; right: WqlOperand},
  type: CimClass,
): Predicate {
  refuseArray(left, type);
  refuseArray(right, type);
  if ('constant' in left && 'constant' in right)
    throw new DoorError('INVALID_QUERY', 'Invalid query: a comparison needs a property.');
  const [a, b] = [reader(provider, left, type), reader(provider, right, type)];
  // A comparison with NULL itself asks for null; against a null value all others are false.
  const nullAsked =
    ('constant' in right && right.constant === null) ||
    ('constant' in left && left.constant === null);
  return object => {
    const [x, y] = [a(object), b(object)];
    if (nullAsked) return (x === null && y === null) === (relation === '=');
    return x !== null && y !== null && compareValues(x, y, relation);
  };
}

function refuseArray(operand: WqlOperand, type: CimClass): void {
  if ('constant' in operand) return;
  const name = propertyName(operand.property, type);
  if (type.properties.find(property => property.name === name)?.array)
    throw new DoorError('INVALID_QUERY', `Invalid query: "${name}" is an array.`);
}

function reader(
  provider: Provider,
  operand: WqlOperand,
  type: CimClass,
): (object: CimObject) => CimValue {
  if ('constant' in operand) {
    const {constant} = operand;
    return () => constant;
  }
  const name = propertyName(operand.property, type);
  return object => provider.value(object, name);
}

// Associations

interface Tied {
  readonly association: Association;
  readonly from: CimObject;
  readonly to: CimObject;
}

/** Instances of association classes themselves: computed, never stored. */
function selectLinks(
  provider: Provider,
  query: WqlSelect,
  type: CimClass,
  table: ClassTable,
): CimInstance[] {
  const names = projection(query, type);
  const found: CimInstance[] = [];
  for (const row of provider.associations) {
    if (!table.isA(row.name, type.name)) continue;
    for (const {from, to, forward} of row.links)
      for (const self of from.list(provider.vmms)) {
        const source = from.of(self);
        for (const target of forward(source, provider.vmms)) {
          const instance = linkInstance(provider, {association: row, from: source, to: target});
          if (target.class === to && linkMatches(query.where, instance))
            found.push(names ? project(instance, names) : instance);
        }
      }
  }
  return found;
}

function project(instance: CimInstance, names: readonly string[]): CimInstance {
  return {
    ...instance,
    properties: Object.fromEntries(
      Object.entries(instance.properties).filter(([name]) => names.includes(name)),
    ),
  };
}

function linkInstance(provider: Provider, {association, from, to}: Tied): CimInstance {
  const [first, second] = association.roles;
  const properties = {[first]: {ref: provider.pathOf(from)}, [second]: {ref: provider.pathOf(to)}};
  const {namespace} = provider.tableOf(from);
  return {
    className: association.name,
    path: formatPath(namespace, association.name, Object.entries(properties).sort()),
    properties,
  };
}

/** WHERE over an association's references: equality of paths, joined by AND, OR and NOT. */
function linkMatches(expression: WqlExpression | undefined, instance: CimInstance): boolean {
  if (!expression) return true;
  switch (expression.op) {
    case 'and':
      return linkMatches(expression.left, instance) && linkMatches(expression.right, instance);
    case 'or':
      return linkMatches(expression.left, instance) || linkMatches(expression.right, instance);
    case 'not':
      return !linkMatches(expression.operand, instance);
    case 'compare': {
      const value = (operand: WqlOperand): CimValue =>
        'constant' in operand ? operand.constant : linkProperty(instance, operand.property);
      return compareValues(value(expression.left), value(expression.right), expression.relation);
    }
    case 'null':
      return (linkProperty(instance, expression.property) === null) !== expression.not;
    default:
      return false;
  }
}

function linkProperty(instance: CimInstance, [name = '']: WqlProperty): CimValue {
  if (name.toLowerCase() === '__path') return instance.path;
  if (name.toLowerCase() === '__class') return instance.className;
  const key = Object.keys(instance.properties).find(
    known => known.toLowerCase() === name.toLowerCase(),
  );
  if (key === undefined)
    throw new DoorError(
      'INVALID_QUERY',
      `Invalid query: ${instance.className} has no property "${name}".`,
    );
  return instance.properties[key] ?? null;
}

const ASSOCIATOR_CLAUSES = new Set(['assocclass', 'resultclass', 'role', 'resultrole', 'keysonly']);
const REFERENCE_CLAUSES = new Set(['resultclass', 'role', 'keysonly']);

function related(
  provider: Provider,
  kind: 'associators' | 'references',
  path: string,
  clauses: readonly WqlClause[],
  namespace: string,
): CimInstance[] {
  const asked = clauseMap(clauses, kind === 'associators' ? ASSOCIATOR_CLAUSES : REFERENCE_CLAUSES);
  const source = provider.resolve(path, namespace);
  if (!source) throw new DoorError('NOT_FOUND', `There is no instance ${path}.`);
  const table = provider.table(parsePath(path).namespace ?? namespace);
  const assocClass = kind === 'associators' ? asked.get('assocclass') : asked.get('resultclass');
  for (const name of [assocClass, asked.get('resultclass')])
    if (name !== undefined && name !== '') table.get(name);
  const ties = tiesOf(provider, source, table, assocClass, asked.get('role'));
  if (kind === 'references') return ties.map(tie => linkInstance(provider, tie));
  const results = ties
    .filter(tie => fitsResult(tie, source, asked, table))
    .map(tie => (tie.from === source ? tie.to : tie.from));
  const names = asked.has('keysonly') ? [] : undefined;
  const instances = results.map(object => provider.instance(object, names));
  return assocClass === undefined ? instances : unique(instances);
}

function clauseMap(
  clauses: readonly WqlClause[],
  allowed: ReadonlySet<string>,
): Map<string, string> {
  const map = new Map<string, string>();
  for (const {name, value} of clauses) {
    if (map.has(name))
      throw new DoorError('INVALID_QUERY', `Invalid query: ${name} is given twice.`);
    if (!allowed.has(name))
      throw new DoorError('INVALID_QUERY', `Invalid query: ${name} can not be used here.`);
    map.set(name, value ?? '');
  }
  return map;
}

function tiesOf(
  provider: Provider,
  source: CimObject,
  table: ClassTable,
  assocClass: string | undefined,
  role: string | undefined,
): Tied[] {
  const ties: Tied[] = [];
  const plays = (name: string): boolean =>
    role === undefined || role.toLowerCase() === name.toLowerCase();
  for (const row of provider.associations) {
    if (assocClass !== undefined && !table.isA(row.name, assocClass)) continue;
    for (const {forward, backward} of row.links) {
      if (plays(row.roles[0]))
        ties.push(
          ...forward(source, provider.vmms).map(to => ({association: row, from: source, to})),
        );
      if (plays(row.roles[1]))
        ties.push(
          ...backward(source, provider.vmms).map(from => ({association: row, from, to: source})),
        );
    }
  }
  return ties;
}

function fitsResult(
  {association, from, to}: Tied,
  source: CimObject,
  asked: ReadonlyMap<string, string>,
  table: ClassTable,
): boolean {
  const [role, result] =
    from === source ? [association.roles[1], to] : [association.roles[0], from];
  const resultRole = asked.get('resultrole');
  const resultClass = asked.get('resultclass');
  if (resultRole !== undefined && resultRole.toLowerCase() !== role.toLowerCase()) return false;
  return resultClass === undefined || table.isA(result.class.name, resultClass);
}

function unique(instances: readonly CimInstance[]): CimInstance[] {
  return [...new Map(instances.map(instance => [instance.path, instance])).values()];
}

// Schema queries

function schemaQuery(where: WqlExpression | undefined, table: ClassTable): CimInstance[] {
  const names = table.names().filter(name => !where || schemaMatches(where, name, table));
  return names.map(name => ({
    className: 'meta_class',
    path: '',
    properties: {__CLASS: name, __SUPERCLASS: table.lineage(name)[1] ?? null},
  }));
}

function schemaMatches(expression: WqlExpression, name: string, table: ClassTable): boolean {
  switch (expression.op) {
    case 'and':
      return (
        schemaMatches(expression.left, name, table) && schemaMatches(expression.right, name, table)
      );
    case 'or':
      return (
        schemaMatches(expression.left, name, table) || schemaMatches(expression.right, name, table)
      );
    case 'not':
      return !schemaMatches(expression.operand, name, table);
    case 'isa':
      return table.isA(name, expression.className);
    case 'null':
      return (schemaProperty(expression.property, name, table) === null) !== expression.not;
    case 'like':
      return (
        likePattern(expression.pattern)(schemaProperty(expression.property, name, table) ?? '') !==
        expression.not
      );
    default: {
      const value = (operand: WqlOperand): CimValue =>
        'constant' in operand ? operand.constant : schemaProperty(operand.property, name, table);
      const [left, right] = [value(expression.left), value(expression.right)];
      return left !== null && right !== null && compareValues(left, right, expression.relation);
    }
  }
}

function schemaProperty(
  [property = '']: WqlProperty,
  name: string,
  table: ClassTable,
): string | null {
  const lineage = table.lineage(name);
  if (property.toLowerCase() === '__class') return name;
  if (property.toLowerCase() === '__superclass') return lineage[1] ?? null;
  if (property.toLowerCase() === '__dynasty') return lineage.at(-1) ?? name;
  throw new DoorError(
    'INVALID_QUERY',
    `Invalid query: "${property}" can not be used with meta_class.`,
  );
}
