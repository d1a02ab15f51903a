import test from 'ava';
import {
  type AdmissionPool,
  admit,
  unreserved,
  used,
} from '../../../hypervisor/root/vmms/resources/admission.ts';
import {
  changed,
  DEFAULT_ALLOCATION,
  machineShares,
  poolShares,
} from '../../../hypervisor/root/vmms/resources/allocation.ts';
import {
  type DivisionNode,
  divide,
  type ReservationMode,
  wholeUnits,
} from '../../../hypervisor/root/vmms/resources/divvy.ts';
import {VmmsError} from '../../../hypervisor/root/vmms/vmms-error.ts';

type Options = Partial<DivisionNode>;

function vm(id: string, shares: number, options: Options = {}): DivisionNode {
  return {id, shares, reservation: 0, limit: null, size: 10_000, ...options};
}

function pool(
  id: string,
  shares: number,
  children: DivisionNode[],
  options: Options = {},
): DivisionNode {
  return {id, shares, reservation: 0, limit: null, children, ...options};
}

const root = (...children: DivisionNode[]): DivisionNode => pool('root', 0, children);
const three = (one: Options = {}, two: Options = {}, last: Options = {}): DivisionNode =>
  root(vm('1', 1000, one), vm('2', 1000, two), vm('3', 2000, last));
const many = (count: number, prefix: string): DivisionNode[] =>
  Array.from({length: count}, (_, index) => vm(`${prefix}${index}`, 1000));

/** resources.md 5.9. */
const divisions: readonly [
  string,
  DivisionNode,
  number,
  Record<string, number>,
  ReservationMode?,
][] = [
  ['W1 shares 1:1:2', three(), 4000, {1: 1000, 2: 1000, 3: 2000}],
  ['W2 the third is idle', three({}, {}, {demand: 0}), 4000, {1: 2000, 2: 2000, 3: 0}],
  ['W3 the first is idle', three({demand: 0}), 4000, {1: 0, 2: 4000 / 3, 3: 8000 / 3}],
  ['W4 a limit', three({limit: 500}), 4000, {1: 500, 2: 3500 / 3, 3: 7000 / 3}],
  [
    'W5 a reservation is a floor',
    three({reservation: 1500}),
    4000,
    {1: 1500, 2: 2500 / 3, 3: 5000 / 3},
  ],
  ['W5 additive', three({reservation: 1500}), 4000, {1: 2125, 2: 625, 3: 1250}, 'additive'],
  [
    'W6 two processors',
    root(vm('1', 2000, {size: 8000}), vm('2', 1000, {size: 4000}), vm('3', 2000, {size: 4000})),
    8000,
    {1: 3200, 2: 1600, 3: 3200},
  ],
  ['W7 one wants less', three({}, {demand: 600}), 4000, {1: 3400 / 3, 2: 600, 3: 6800 / 3}],
  [
    'W8 pools divide first',
    root(pool('high', 8000, many(8, 'h')), pool('low', 2000, many(1, 'l'))),
    10_000,
    {h0: 1000, h7: 1000, l0: 2000},
  ],
  [
    'W9 a machine beside a pool',
    root(pool('p', 4000, many(8, 'h')), vm('lone', 1000)),
    10_000,
    {p: 8000, h3: 1000, lone: 2000},
  ],
  [
    'W10 nested pools',
    root(
      pool('A', 4000, [vm('a1', 1000, {reservation: 1000}), vm('a2', 1000)], {limit: 3000}),
      pool('B', 4000, [
        pool('B1', 4000, [vm('x', 1000, {size: 2500}), vm('y', 2000, {size: 2500})], {
          reservation: 4000,
        }),
        vm('b2', 1000, {size: 2000}),
      ]),
    ),
    9000,
    {A: 3000, a1: 1500, a2: 1500, B: 6000, B1: 4800, x: 2300, y: 2500, b2: 1200},
  ],
  [
    'W11 idle reservation is lent',
    root(
      pool('gold', 8000, [vm('g1', 1000, {demand: 1500})], {reservation: 6000}),
      pool('bronze', 2000, [vm('z1', 1000), vm('z2', 1000)]),
    ),
    8000,
    {g1: 1500, z1: 3250, z2: 3250},
  ],
  [
    'W12 more reserved than there is',
    root(
      vm('a', 1, {reservation: 3000}),
      vm('b', 1, {reservation: 2000}),
      vm('c', 1, {reservation: 1000}),
    ),
    4000,
    {a: 2000, b: 4000 / 3, c: 2000 / 3},
  ],
  ['W13 floor', root(vm('A', 1, {reservation: 4000}), vm('B', 1)), 10_000, {A: 5000, B: 5000}],
  [
    'W13 additive',
    root(vm('A', 1, {reservation: 4000}), vm('B', 1)),
    10_000,
    {A: 7000, B: 3000},
    'additive',
  ],
  [
    'zero shares get what is left over',
    root(vm('a', 1000, {demand: 100}), vm('z', 0), vm('y', 0)),
    1000,
    {a: 100, z: 450, y: 450},
  ],
];

test('a resource is divided in the tree', t => {
  for (const [name, tree, capacity, expected, mode] of divisions) {
    const amounts = divide(tree, capacity, mode);
    for (const [id, amount] of Object.entries(expected))
      t.true(
        Math.abs((amounts.get(id) ?? -1) - amount) < 0.01,
        `${name}: ${id} is ${amounts.get(id)} and not ${amount}`,
      );
  }
});

/** A seeded source, so that a failure can be replayed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

test('any division keeps its bounds, spends everything, and is proportional', t => {
  const next = random(7);
  for (let round = 0; round < 2000; round++) {
    const children = Array.from({length: 1 + Math.floor(next() * 8)}, (_, index) => {
      const size = 100 + next() * 4000;
      return vm(String(index), 1 + Math.floor(next() * 4000), {
        size,
        reservation: next() < 0.3 ? size * next() : 0,
        limit: next() < 0.3 ? size * next() : null,
        demand: size * next(),
      });
    });
    const capacity = next() * 8000;
    const amounts = divide(root(...children), capacity);
    const ceiling = (node: DivisionNode): number =>
      Math.min(node.limit ?? Infinity, node.size ?? 0, node.demand ?? 0);
    const floor = (node: DivisionNode): number => Math.min(node.reservation, ceiling(node));
    const total = children.reduce((sum, child) => sum + (amounts.get(child.id) ?? 0), 0);
    const most = children.reduce((sum, child) => sum + ceiling(child), 0);
    t.true(Math.abs(total - Math.min(capacity, most)) < 1e-6, `round ${round}: spent ${total}`);
    const overcommitted = children.reduce((sum, child) => sum + floor(child), 0) > capacity;
    const free = children.filter(child => {
      const amount = amounts.get(child.id) ?? 0;
      if (!overcommitted)
        t.true(
          amount >= floor(child) - 1e-6 && amount <= ceiling(child) + 1e-6,
          `round ${round}: ${child.id}`,
        );
      return !overcommitted && amount > floor(child) + 1e-6 && amount < ceiling(child) - 1e-6;
    });
    const levels = free.map(child => (amounts.get(child.id) ?? 0) / child.shares);
    if (levels.length > 1)
      t.true(Math.max(...levels) - Math.min(...levels) < 1e-6, `round ${round}: unequal levels`);
  }
});

test('whole units keep the sum', t => {
  const whole = wholeUnits(
    new Map([
      ['a', 33.4],
      ['b', 33.3],
      ['c', 33.3],
    ]),
  );
  t.deepEqual(
    [...whole],
    [
      ['a', 34],
      ['b', 33],
      ['c', 33],
    ],
  );
});

interface PoolOptions {
  reservation: number;
  limit?: number;
  expandable?: boolean;
  machines?: number;
  parent?: AdmissionPool;
}

/** Links a pool into its parent, as the pool tree does. */
function admissionPool(
  id: string,
  {reservation, limit, expandable = false, machines = 0, parent}: PoolOptions,
): AdmissionPool {
  const made: AdmissionPool = {
    id,
    name: id,
    reservation,
    limit: limit ?? null,
    expandable,
    machines,
    children: [],
    parent,
  };
  (parent?.children as AdmissionPool[] | undefined)?.push(made);
  return made;
}

test('admission: the published example of expandable reservations (A1 to A6)', t => {
  const scene = (options: {
    momExpandable?: boolean;
    root?: number;
    momVms: number;
    kidVms: number;
    kidLimit?: number;
  }): AdmissionPool => {
    const top = admissionPool('root', {reservation: options.root ?? 12});
    const mom = admissionPool('MOM', {
      reservation: 6,
      expandable: options.momExpandable ?? false,
      machines: options.momVms,
      parent: top,
    });
    return admissionPool('KID', {
      reservation: 2,
      expandable: true,
      machines: options.kidVms,
      parent: mom,
      ...(options.kidLimit === undefined ? {} : {limit: options.kidLimit}),
    });
  };
  t.is(admit(scene({momVms: 1, kidVms: 0}), 2), undefined, 'A1');
  t.is(admit(scene({momVms: 1, kidVms: 2}), 2), undefined, 'A2');
  const a3 = admit(scene({momVms: 3, kidVms: 2}), 2);
  t.like(a3, {kind: 'FIXED', unreserved: 1}, 'A3');
  t.is(a3?.pool.id, 'MOM');
  t.is(admit(scene({momVms: 3, kidVms: 2, momExpandable: true}), 2), undefined, 'A4');
  const a5 = scene({momVms: 3, kidVms: 2, momExpandable: true, root: 6.5});
  t.is(admit(a5, 2)?.kind, 'ROOT', 'A5');
  t.is(unreserved(a5), 1.5);
  t.like(
    admit(scene({momVms: 3, kidVms: 2, momExpandable: true, kidLimit: 3}), 2),
    {kind: 'LIMIT', unreserved: 1},
    'A6',
  );
});

test('admission: siblings, and what an empty pool costs (A7 to A10)', t => {
  const top = admissionPool('root', {reservation: 10});
  admissionPool('A', {reservation: 0, expandable: true, machines: 9, parent: top});
  const b = admissionPool('B', {reservation: 0, expandable: true, parent: top});
  t.like(admit(b, 2), {kind: 'ROOT', unreserved: 1});
  const fixed = admissionPool('F', {
    reservation: 4,
    limit: 4,
    machines: 3,
    parent: admissionPool('root', {reservation: 10}),
  });
  t.is(admit(fixed, 1), undefined);
  t.is(admit(fixed, 2)?.kind, 'LIMIT');
  const full = admissionPool('root', {reservation: 10});
  admissionPool('P', {reservation: 6, parent: full});
  t.is(used(full), 6);
  t.is(admit(full, 5)?.kind, 'ROOT');
});

test('share levels follow the size, and a number alone makes them custom', t => {
  t.is(machineShares('cpu', DEFAULT_ALLOCATION, 2), 2000);
  t.is(machineShares('memory', DEFAULT_ALLOCATION, 1024), 10_240);
  t.is(poolShares('cpu', {...DEFAULT_ALLOCATION, level: 'High'}), 8000);
  t.is(poolShares('memory', {...DEFAULT_ALLOCATION, level: 'Low'}), 81_920);
  t.like(changed(DEFAULT_ALLOCATION, {shares: 1000}, 'cpu'), {level: 'Custom', customShares: 1000});
  t.like(changed(DEFAULT_ALLOCATION, {level: 'high', shares: 5}, 'cpu'), {
    level: 'High',
    customShares: 0,
  });
  t.is(
    changed({...DEFAULT_ALLOCATION, limit: 5 as number | null}, {limit: null}, 'cpu').limit,
    null,
  );
});

const refused: readonly [string, Parameters<typeof changed>[1]][] = [
  ['a reservation above the limit', {reservation: 10, limit: 5}],
  ['a negative reservation', {reservation: -1}],
  ['a negative limit', {limit: -1}],
  ['shares above the range', {shares: 1_000_001}],
  ['an unknown level', {level: 'Huge'}],
];

for (const [name, change] of refused)
  test(`an allocation refuses ${name}`, t => {
    const error = t.throws(() => changed(DEFAULT_ALLOCATION, change, 'cpu'), {
      instanceOf: VmmsError,
    });
    t.is(error?.fault, 'BadSetting');
  });
