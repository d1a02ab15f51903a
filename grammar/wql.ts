/** WQL: query text to tree (wmi.md 19). Knows no class and no machine; meaning is given in hypervisor/wmi/. */
import {parse} from './wql.peggy';

/** A property, or a member of an embedded object: `['TargetInstance', 'Name']`. */
export type WqlProperty = readonly string[];

export type WqlConstant = string | number | bigint | boolean | null;

export type WqlOperand = {readonly property: WqlProperty} | {readonly constant: WqlConstant};

export type WqlRelation = '=' | '!=' | '<' | '>' | '<=' | '>=';

export type WqlExpression =
  | {readonly op: 'and' | 'or'; readonly left: WqlExpression; readonly right: WqlExpression}
  | {readonly op: 'not'; readonly operand: WqlExpression}
  | {readonly op: 'null'; readonly property: WqlProperty; readonly not: boolean}
  | {
      readonly op: 'like';
      readonly property: WqlProperty;
      readonly pattern: string;
      readonly not: boolean;
    }
  | {readonly op: 'isa'; readonly property: WqlProperty; readonly className: string}
  | {
      readonly op: 'compare';
      readonly relation: WqlRelation;
      readonly left: WqlOperand;
      readonly right: WqlOperand;
    };

export interface WqlSelect {
  readonly kind: 'select';
  readonly properties: '*' | 'count' | readonly WqlProperty[];
  readonly className: string;
  /** Seconds; present in event queries. */
  readonly within: number | undefined;
  readonly where: WqlExpression | undefined;
  readonly group: WqlGroup | undefined;
}

export interface WqlGroup {
  readonly within: number;
  readonly by: readonly WqlProperty[];
  readonly having: WqlExpression | undefined;
}

export interface WqlClause {
  /** In lower case: assocclass, resultclass, role, resultrole, keysonly, ... */
  readonly name: string;
  readonly value?: string;
}

export type WqlQuery =
  | WqlSelect
  | {readonly kind: 'schema'; readonly where: WqlExpression | undefined}
  | {
      readonly kind: 'associators' | 'references';
      readonly path: string;
      readonly clauses: readonly WqlClause[];
    };

/** The text is no WQL. `offset` is where reading ended, in UTF-16 units. */
export class WqlSyntaxError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'WqlSyntaxError';
    this.offset = offset;
  }
}

/** Longest query taken: recursion in the parser stays bounded by it. */
export const WQL_LENGTH_MAX = 16 * 1024;

/** Parses a query; throws WqlSyntaxError and nothing else. */
export function parseWql(text: string): WqlQuery {
  if (text.length > WQL_LENGTH_MAX)
    throw new WqlSyntaxError('The query is too long.', WQL_LENGTH_MAX);
  try {
    return parse(text) as WqlQuery;
  } catch (error) {
    throw syntaxErrorOf(error);
  }
}

function syntaxErrorOf(error: unknown): WqlSyntaxError {
  const {message, location} = error as {message?: unknown; location?: {start?: {offset?: number}}};
  const text = error instanceof RangeError ? 'The query is nested too deeply.' : String(message);
  return new WqlSyntaxError(text, location?.start?.offset ?? 0);
}
