/** The language beside nushell: the same work as a script of each, start of the process included. */
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type BenchRow, ms, ratioRow, spread, timed, type Timing} from './bench-row.ts';

const home = mkdtempSync(path.join(tmpdir(), 'hvsh-bench-'));
const hvsh = path.join(path.dirname(HVSH_PRODUCT), 'hvsh');
const nu = path.resolve('node_modules/.bin/nu');
const env = {...process.env, HVSH_HOME: home};

function elapsed(command: string, args: readonly string[]): number {
  const began = performance.now();
  const {status, stderr} = spawnSync(command, args, {env, encoding: 'utf8'});
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return performance.now() - began;
}

interface Pair {
  readonly what: string;
  readonly hvsh: string;
  readonly nushell: string;
}

const PAIRS: readonly Pair[] = [
  {
    what: 'for loop, 1e6 additions',
    hvsh: '$s = 0; for ($i = 0; $i -lt 1000000; $i++) { $s += $i }; $s',
    nushell: 'mut s = 0; for i in 0..<1000000 { $s += $i }; $s',
  },
  {
    what: '1e6 function calls',
    hvsh: 'function f($x) { $x + 1 }; $s = 0; for ($i = 0; $i -lt 1000000; $i++) { $s = f $s }; $s',
    nushell: 'def f [x] { $x + 1 }; mut s = 0; for i in 0..<1000000 { $s = (f $s) }; $s',
  },
  {
    what: '1..1e6 | where | foreach | measure',
    hvsh: '(1..1000000 | Where-Object { $_ % 2 -eq 0 } | ForEach-Object { $_ * 2 } | Measure-Object -Sum).Sum',
    nushell: '1..1000000 | where {|x| $x mod 2 == 0 } | each {|x| $x * 2 } | math sum',
  },
  {
    what: '2e4 string appends',
    hvsh: '$s = \'\'; for ($i = 0; $i -lt 20000; $i++) { $s += "line $i " }; $s.Length',
    nushell: "mut s = ''; for i in 0..<20000 { $s += $'line ($i) ' }; $s | str length",
  },
  {
    what: '1e6 reads and writes of a member',
    hvsh: '$o = [pscustomobject]@{v = 0}; for ($i = 0; $i -lt 1000000; $i++) { $o.v = $o.v + 1 }; $o.v',
    nushell: 'mut o = {v: 0}; for i in 0..<1000000 { $o.v = $o.v + 1 }; $o.v',
  },
  {
    what: '1e6 numbers grouped',
    hvsh: '@(1..1000000 | Group-Object { $_ % 10 }).Count',
    nushell: '1..1000000 | each {|x| $x } | group-by {|x| $x mod 10 } | columns | length',
  },
  {
    what: '1e6 records sorted by a key',
    hvsh: '(1..1000000 | ForEach-Object { [pscustomobject]@{k = $_ * 7919 % 1000003} } | Sort-Object k)[0].k',
    nushell: '1..1000000 | each {|x| {k: ($x * 7919 mod 1000003)} } | sort-by k | first | get k',
  },
  {
    what: '1e6 records grouped by a key',
    hvsh: '@(1..1000000 | ForEach-Object { [pscustomobject]@{k = $_ % 10} } | Group-Object k).Count',
    nushell: '1..1000000 | each {|x| {k: ($x mod 10)} } | group-by k | columns | length',
  },
  {
    what: '1e6 records filtered by a key',
    hvsh: '@(1..1000000 | ForEach-Object { [pscustomobject]@{k = $_ % 10} } | Where-Object k -eq 3).Count',
    nushell: '1..1000000 | each {|x| {k: ($x mod 10)} } | where k == 3 | length',
  },
  {
    what: '1e6 strings made',
    hvsh: '$n = 0; for ($i = 0; $i -lt 1000000; $i++) { $n += "line $i of many".Length }; $n',
    nushell: "mut n = 0; for i in 0..<1000000 { $n += ($'line ($i) of many' | str length) }; $n",
  },
  {
    what: '1e5 reads and writes of a hashtable of 100',
    hvsh: '$h = @{}; for ($i = 0; $i -lt 100000; $i++) { $k = "k$($i % 100)"; $h[$k] = $h[$k] + 1 }; $h.Count',
    nushell:
      "mut h = {}; for i in 0..<100000 { let k = $'k($i mod 100)'; $h = ($h | upsert $k (($h | get -o $k | default 0) + 1)) }; $h | columns | length",
  },
];

/** Times a script of each shell in turns, so that noise meets both. */
function compare(pair: Pair): [Timing, Timing] {
  const script = path.join(home, 'bench.ps1');
  writeFileSync(script, pair.hvsh);
  const ours = timed(5, () => elapsed(hvsh, ['-NoProfile', script]));
  const peer = timed(3, () => elapsed(nu, ['-n', '-c', pair.nushell]));
  return [ours, peer];
}

export async function run(): Promise<BenchRow[]> {
  try {
    const floor = timed(15, () => elapsed(process.execPath, ['-e', '0']));
    const start = timed(15, () => elapsed(hvsh, ['-NoProfile', '-c', '1']));
    const rows = [ratioRow('hvsh -NoProfile -c 1, beside node -e 0', start, floor, 2.8, true)];
    rows.push({
      what: 'node -e 0',
      median: ms(floor.median),
      spread: spread(floor),
      budget: 'floor',
    });
    for (const pair of PAIRS) {
      const [ours, peer] = compare(pair);
      rows.push(ratioRow(`${pair.what}, beside nushell`, ours, peer, 8, false));
    }
    return rows;
  } finally {
    rmSync(home, {recursive: true, force: true});
  }
}
