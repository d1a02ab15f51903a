/**
 * Event queries: `SELECT * FROM __InstanceModificationEvent WITHIN 1 WHERE TargetInstance ISA ...`
 * (wmi.md 20). VMMS tells its changes, so delivery is immediate and WITHIN only has to be there.
 *
 * The target is the instance at the time of the change. PreviousInstance is what this subscription
 * saw last of it; it is absent the first time. Grouping is not supported and refused.
 */
import type {WqlExpression, WqlOperand, WqlProperty} from '../../grammar/wql.ts';
import type {Change, ChangeKind} from '../root/vmms/events.ts';
import type {CimInstance, CimValue} from './cim.ts';
import {isInstance} from './cim.ts';
import type {CimObject} from './class-definition.ts';
import type {ClassTable} from './class-table.ts';
import {virtualizationClasses} from './classes/index.ts';
import {compareValues, likePattern} from './comparison.ts';
import {DoorError} from './door-error.ts';
import type {Provider} from './provider.ts';
import {parseQuery} from './query.ts';

const EVENT_KINDS: Readonly<Record<string, readonly ChangeKind[]>> = {
  __instancecreationevent: ['create'],
  __instancemodificationevent: ['modify'],
  __instancedeletionevent: ['delete'],
  __instanceoperationevent: ['create', 'modify', 'delete'],
};

const EVENT_NAMES: Readonly<Record<ChangeKind, string>> = {
  create: '__InstanceCreationEvent',
  modify: '__InstanceModificationEvent',
  delete: '__InstanceDeletionEvent',
};

/** 100 ns units between 1601 and 1970. */
const EPOCH_1601 = 116_444_736_000_000_000n;

export class EventSubscription {
  private readonly provider: Provider;
  private readonly table: ClassTable;
  private readonly kinds: readonly ChangeKind[];
  private readonly where: WqlExpression | undefined;
  private readonly deliver: (event: CimInstance) => void;
  private readonly last = new Map<string, CimInstance>();
  readonly close: () => void;

  constructor(
    provider: Provider,
    wql: string,
    namespace: string,
    deliver: (event: CimInstance) => void,
  ) {
    const query = parseQuery(wql);
    const kinds = query.kind === 'select' ? EVENT_KINDS[query.className.toLowerCase()] : undefined;
    if (query.kind !== 'select' || !kinds) throw new DoorError('NOT_EVENT_CLASS');
    if (query.group) throw new DoorError('NOT_SUPPORTED', 'GROUP WITHIN is not supported.');
    if (query.within !== undefined && !(query.within > 0))
      throw new DoorError('INVALID_QUERY', 'Invalid query: WITHIN must be above 0.');
    this.provider = provider;
    this.table = provider.table(namespace);
    this.kinds = kinds;
    this.where = query.where;
    this.deliver = deliver;
    this.close = provider.vmms.changes.listen(change => this.onChange(change));
  }

  private onChange(change: Change): void {
    if (!this.kinds.includes(change.kind)) return;
    const row = virtualizationClasses.find(known => known.name === change.className);
    if (!row) return;
    const object: CimObject = {class: row, self: change.self};
    const target = this.provider.instance(object);
    const previous = this.last.get(target.path);
    if (change.kind === 'delete') this.last.delete(target.path);
    else this.last.set(target.path, target);
    const event = eventOf(change.kind, target, previous);
    if (!this.where || this.holds(this.where, event)) this.deliver(event);
  }

  private holds(expression: WqlExpression, event: CimInstance): boolean {
    switch (expression.op) {
      case 'and':
        return this.holds(expression.left, event) && this.holds(expression.right, event);
      case 'or':
        return this.holds(expression.left, event) || this.holds(expression.right, event);
      case 'not':
        return !this.holds(expression.operand, event);
      case 'null':
        return (valueAt(event, expression.property) === null) !== expression.not;
      case 'like': {
        const value = valueAt(event, expression.property);
        return (
          typeof value === 'string' && likePattern(expression.pattern)(value) !== expression.not
        );
      }
      case 'isa': {
        const value = valueAt(event, expression.property);
        return (
          value !== null &&
          isInstance(value) &&
          this.table.isA(value.className, expression.className)
        );
      }
      default: {
        const side = (operand: WqlOperand): CimValue =>
          'constant' in operand ? operand.constant : valueAt(event, operand.property);
        const [left, right] = [side(expression.left), side(expression.right)];
        return left !== null && right !== null && compareValues(left, right, expression.relation);
      }
    }
  }
}

function eventOf(
  kind: ChangeKind,
  target: CimInstance,
  previous: CimInstance | undefined,
): CimInstance {
  const created = BigInt(Date.now()) * 10_000n + EPOCH_1601;
  return {
    className: EVENT_NAMES[kind],
    path: '',
    properties: {
      TargetInstance: target,
      ...(kind === 'modify' && previous ? {PreviousInstance: previous} : {}),
      TIME_CREATED: created,
    },
  };
}

/** A member of the event, or of an instance embedded in it; unknown members are null. */
function valueAt(instance: CimInstance, [name = '', ...rest]: WqlProperty): CimValue {
  if (name.toLowerCase() === '__class') return instance.className;
  if (name.toLowerCase() === '__path') return instance.path;
  const key = Object.keys(instance.properties).find(
    known => known.toLowerCase() === name.toLowerCase(),
  );
  const value = key === undefined ? null : (instance.properties[key] ?? null);
  if (rest.length === 0) return value;
  return value !== null && typeof value === 'object' && isInstance(value)
    ? valueAt(value, rest)
    : null;
}
