/**
 * WQL: valid queries, mutated queries and noise.
 *
 * Must hold: parsing answers a tree or throws WqlSyntaxError, nothing else, and quickly; comparing
 * values throws nothing but DoorError.
 */
import {parseWql, WqlSyntaxError} from '../../grammar/wql.ts';
import {compareValues, likePattern} from '../../hypervisor/wmi/comparison.ts';
import {DoorError} from '../../hypervisor/wmi/door-error.ts';
import {parseEmbedded} from '../../hypervisor/wmi/embedded.ts';
import {parsePath, samePath} from '../../hypervisor/wmi/object-path.ts';
import {type Random, seededRandom} from './random.ts';

const SLOW_MS = 1000;

const SEEDS = [
  "SELECT * FROM Msvm_ComputerSystem WHERE ElementName LIKE 'a[b-c]%' AND NOT (EnabledState=2 OR Name != __SERVER)",
  'SELECT Name, EnabledState FROM X WHERE A IS NOT NULL AND B >= -1.5e3 AND 0x1F <> C',
  'ASSOCIATORS OF {\\\\.\\root\\virtualization\\v2:C.A="x\\"y",B=5} WHERE AssocClass=D Role=E KeysOnly',
  "REFERENCES OF {C='a'} WHERE ResultClass=X",
  "SELECT * FROM __InstanceModificationEvent WITHIN 1 WHERE TargetInstance ISA 'X' GROUP WITHIN 2 BY TargetInstance.A",
  '<INSTANCE CLASSNAME="C"><PROPERTY NAME="A" TYPE="uint64"><VALUE>5</VALUE></PROPERTY></INSTANCE>',
  'instance of C { A = "x"; B = {1, 2}; };',
];

const TOKENS = [
  ' AND ',
  ' OR ',
  ' NOT ',
  '(',
  ')',
  "'",
  '"',
  '\\',
  '=',
  '<',
  '%',
  '[',
  ']',
  '{',
  '}',
  ',',
  '.',
  ';',
  '0x',
  '<VALUE',
  '>',
  'NULL',
  'é',
  '\0',
  '\ud800',
];

function mutated(random: Random): string {
  let text = random.pick(SEEDS);
  for (let round = random.below(8); round > 0; round--) {
    const at = random.below(text.length + 1);
    const cut = random.below(2) * random.below(10);
    const piece =
      random.below(3) === 0
        ? random.pick(TOKENS).repeat(1 + random.below(40))
        : random.pick(TOKENS);
    text = text.slice(0, at) + piece + text.slice(at + cut);
  }
  return text;
}

const checks: readonly ((text: string, random: Random) => void)[] = [
  text => expectOnly(WqlSyntaxError, () => parseWql(text)),
  text => expectOnly(DoorError, () => parsePath(text)),
  text => void samePath(text, 'C.A="x"'),
  text => void parseEmbedded(text),
  (text, random) => expectOnly(DoorError, () => likePattern(text)(mutated(random))),
  (text, random) =>
    expectOnly(DoorError, () =>
      compareValues(
        text,
        random.pick([5, 7n, true, {datetime: text}, {ref: text}, mutated(random)]),
        random.pick(['=', '<'] as const),
      ),
    ),
];

function expectOnly(kind: new (...args: never[]) => Error, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof kind)) throw error;
  }
}

export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  const random = seededRandom(seed);
  let runs = 0;
  for (; Date.now() < deadline; runs++) {
    const text = mutated(random);
    for (const [index, check] of checks.entries()) {
      const began = performance.now();
      try {
        check(text, random);
      } catch (error) {
        return {runs, finding: `check ${index} of ${JSON.stringify(text)}: ${String(error)}`};
      }
      if (performance.now() - began > SLOW_MS)
        return {runs, finding: `check ${index} of ${JSON.stringify(text)} is slow`};
    }
  }
  return {runs};
}
