/**
 * Division of a resource in the tree of pools and machines: bounds upwards, water filling
 * downwards (resources.md 5). Pure arithmetic; amounts have one unit and shares are relative.
 */

/** A node to divide among. Leaves have `demand` and `size`; pools have children. */
export interface DivisionNode {
  readonly id: string;
  readonly shares: number;
  readonly reservation: number;
  /** null is unlimited. */
  readonly limit: number | null;
  /** Leaf only: the most it can take whatever it wants, and what it wants. */
  readonly size?: number;
  readonly demand?: number;
  readonly children?: readonly DivisionNode[];
}

/** How reservations count: a floor under the shares' part, or first of all with shares for the rest. */
export type ReservationMode = 'floor' | 'additive';

interface Bounded {
  readonly node: DivisionNode;
  readonly shares: number;
  /** Guaranteed part in effect. */
  readonly floor: number;
  /** The most it can take. */
  readonly ceiling: number;
  readonly children: readonly Bounded[];
}

/** Amounts by node id, for every node below the root; the root itself gets `capacity` or what its children take. */
export function divide(
  root: DivisionNode,
  capacity: number,
  mode: ReservationMode = 'floor',
): Map<string, number> {
  const amounts = new Map<string, number>();
  const bounded = boundsOf(root);
  hand(bounded, Math.min(capacity, bounded.ceiling), mode, amounts);
  return amounts;
}

function boundsOf(node: DivisionNode): Bounded {
  const limit = node.limit ?? Number.POSITIVE_INFINITY;
  if (!node.children) {
    const ceiling = Math.min(
      limit,
      node.size ?? Number.POSITIVE_INFINITY,
      node.demand ?? Number.POSITIVE_INFINITY,
    );
    return {
      node,
      shares: node.shares,
      floor: Math.min(node.reservation, ceiling),
      ceiling,
      children: [],
    };
  }
  const children = node.children.map(boundsOf);
  const ceiling = Math.min(
    limit,
    sum(children, child => child.ceiling),
  );
  const floor = Math.max(
    Math.min(node.reservation, ceiling),
    sum(children, child => child.floor),
  );
  return {node, shares: node.shares, floor: Math.min(ceiling, floor), ceiling, children};
}

function hand(
  bounded: Bounded,
  amount: number,
  mode: ReservationMode,
  amounts: Map<string, number>,
): void {
  amounts.set(bounded.node.id, amount);
  const parts = fillLevel(bounded.children, amount, mode);
  bounded.children.forEach((child, index) => hand(child, parts[index] ?? 0, mode, amounts));
}

/** One level: the parts of `amount` in the order of `children`. */
function fillLevel(children: readonly Bounded[], amount: number, mode: ReservationMode): number[] {
  const most = sum(children, child => child.ceiling);
  if (most <= amount) return children.map(child => child.ceiling);
  const guaranteed = sum(children, child => child.floor);
  if (guaranteed >= amount)
    return children.map(child => (guaranteed > 0 ? (child.floor * amount) / guaranteed : 0));
  if (mode === 'floor') return pour(children, amount, child => [child.floor, child.ceiling]);
  const extra = pour(children, amount - guaranteed, child => [0, child.ceiling - child.floor]);
  return children.map((child, index) => child.floor + (extra[index] ?? 0));
}

type Range = (child: Bounded) => readonly [low: number, high: number];

/** Shares above zero first; what they can not take goes to those with zero shares, equally. */
function pour(children: readonly Bounded[], amount: number, range: Range): number[] {
  const weights = children.map(child => child.shares);
  const first = level(children, weights, amount, range);
  const left = amount - first.reduce((total, part) => total + part, 0);
  if (left <= 1e-9 || weights.every(weight => weight > 0)) return first;
  const taken = sum(
    children.filter(child => child.shares > 0),
    child => range(child)[1],
  );
  const last = children.filter(child => child.shares === 0);
  const rest = level(
    last,
    last.map(() => 1),
    amount - taken,
    range,
  );
  return children.map(child =>
    child.shares > 0 ? range(child)[1] : (rest[last.indexOf(child)] ?? 0),
  );
}

/**
 * The parts clamp(weight x level, low, high) whose sum is `amount`, by a sweep over the levels at
 * which a child leaves its lower bound or reaches its upper one.
 */
function level(
  children: readonly Bounded[],
  weights: readonly number[],
  amount: number,
  range: Range,
): number[] {
  const ranges = children.map(range);
  const steps = children.flatMap((_, index) => {
    const weight = weights[index] ?? 0;
    const [low, high] = ranges[index] ?? [0, 0];
    return weight > 0 && high > low
      ? [
          {at: low / weight, slope: weight},
          {at: high / weight, slope: -weight},
        ]
      : [];
  });
  steps.sort((a, b) => a.at - b.at);
  let total = ranges.reduce((all, [low]) => all + low, 0);
  let slope = 0;
  let at = 0;
  for (const step of steps) {
    const next = total + slope * (step.at - at);
    if (next >= amount) break;
    total = next;
    at = step.at;
    slope += step.slope;
  }
  const found = slope > 0 ? at + (amount - total) / slope : at;
  return ranges.map(([low, high], index) =>
    Math.min(high, Math.max(low, (weights[index] ?? 0) * found)),
  );
}

/** Whole units that keep the sum: the largest fractions get the units that were cut off (resources.md 5.7). */
export function wholeUnits(amounts: ReadonlyMap<string, number>): Map<string, number> {
  const rows = [...amounts].map(([id, amount]) => ({
    id,
    whole: Math.floor(amount + 1e-9),
    part: amount - Math.floor(amount + 1e-9),
  }));
  let left = Math.round(rows.reduce((total, row) => total + row.part, 0));
  const byPart = [...rows].sort((a, b) => b.part - a.part);
  const result = new Map(rows.map(row => [row.id, row.whole]));
  for (const row of byPart) {
    if (left-- <= 0) break;
    result.set(row.id, row.whole + 1);
  }
  return result;
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
