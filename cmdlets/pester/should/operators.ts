/** All operators of Should, and those that Add-ShouldOperator adds to a session. */
import type {Session} from '../../../shell/session/session.ts';
import {collection} from './collection.ts';
import {equality} from './equality.ts';
import {haveParameter} from './have-parameter.ts';
import {invoke} from './invoke.ts';
import type {Operator} from './operator.ts';
import {order} from './order.ts';
import {textMatch} from './text-match.ts';
import {throws} from './throw.ts';
import {type} from './type.ts';

export const OPERATORS: readonly Operator[] = [
  ...equality,
  ...order,
  ...textMatch,
  ...collection,
  ...type,
  ...throws,
  ...haveParameter,
  ...invoke,
];

const added = new WeakMap<Session, Operator[]>();

export function addedOperators(session: Session): readonly Operator[] {
  return added.get(session) ?? [];
}

export function addOperator(session: Session, operator: Operator): void {
  const known = addedOperators(session).filter(each => each.name !== operator.name);
  added.set(session, [...known, operator]);
}

export function allOperators(session: Session): Operator[] {
  return [...OPERATORS, ...addedOperators(session)];
}
