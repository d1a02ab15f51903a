/** bin/hvsh as a user starts it: options, exit codes, streams, native programs, Ctrl-C on a terminal. */
import {spawnSync} from 'node:child_process';
import {copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {spawn as spawnPty} from 'node-pty';
import {LAUNCHER} from './fixtures/product.ts';

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function hvsh(
  args: readonly string[],
  options: {input?: string; cwd?: string; launcher?: string} = {},
): Outcome {
  const run = spawnSync(options.launcher ?? LAUNCHER, args, {
    encoding: 'utf8',
    input: options.input ?? '',
    ...(options.cwd ? {cwd: options.cwd} : {}),
    env: {...process.env, NODE_OPTIONS: ''},
  });
  return {code: run.status, out: run.stdout, err: run.stderr};
}

const COMMANDS: readonly (readonly [script: string, code: number, out: string])[] = [
  ["'{0:N2}' -f (1..10 | Measure-Object -Average).Average", 0, '5.50\n'],
  ['exit 7', 7, ''],
  ["throw 'x'", 1, ''],
  ['Write-Error x', 1, ''],
  ['Write-Error x; 1', 0, '1\n'],
  ['/bin/sh -c "exit 3"', 1, ''],
  ['/bin/sh -c "exit 3"; $LASTEXITCODE', 0, '3\n'],
  ['$x = /bin/echo a b; "[$x]"', 0, '[a b]\n'],
  ['"b", "a" | /usr/bin/sort', 0, 'a\nb\n'],
  ['/bin/printf "1\\n2\\n" | ForEach-Object { [int]$_ * 2 }', 0, '2\n4\n'],
  ['/bin/echo one | /bin/cat | /bin/cat', 0, 'one\n'],
  [
    '$r = /bin/sh -c "echo e >&2" 2>&1; $r.GetType().Name; $r.FullyQualifiedErrorId',
    0,
    'ErrorRecord\nNativeCommandError\n',
  ],
  ["/bin/sh -c 'kill -INT $$'; $LASTEXITCODE", 0, '130\n'],
  ['/bin/sh -c "exit 2" || "or"; /bin/true && "and"', 0, 'or\nand\n'],
  ['/bin/echo $null "" 1.0 a,b -x:1', 0, ' 1.0 a,b -x:1\n'],
  [
    'try { /bin/echo ("x" * 3MB) } catch { $_.FullyQualifiedErrorId }; "after"',
    0,
    'NativeCommandFailed\nafter\n',
  ],
  ['function f($n) { if ($n -eq 0) { "deep" } else { f ($n - 1) } }; f 4000', 0, 'deep\n'],
  ['function f { f }; try { f } catch { $_.FullyQualifiedErrorId }', 0, 'CallDepthOverflow\n'],
];

for (const [script, code, out] of COMMANDS) {
  test(`-c ${script}`, t => {
    const outcome = hvsh(['-NoProfile', '-c', script]);
    t.is(outcome.out, out);
    t.is(outcome.code, code);
  });
}

test('a start loads no cmdlet: their bundle need not be there', t => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-start-'));
  const from = path.dirname(path.dirname(HVSH_PRODUCT));
  for (const part of ['bin', 'dist']) mkdirSync(path.join(folder, part));
  for (const file of ['bin/hvsh', 'bin/launch.cjs', 'dist/cli.cjs', 'dist/shell.cjs'])
    copyFileSync(path.join(from, file), path.join(folder, file));
  const launcher = path.join(folder, 'bin/hvsh');
  const script =
    'function f($n) { [pscustomobject]@{n = $n + 1} }; f 1; $h = @{a = f 2}; "$($h.a.n)"';
  const start = hvsh(['-NoProfile', '-c', script], {launcher});
  const withCmdlet = hvsh(['-NoProfile', '-c', '1 | Write-Output'], {launcher});
  rmSync(folder, {recursive: true});
  t.is(start.err, '');
  t.regex(start.out, /^\s*n\s*-\s*2\s*3\s*$/);
  t.is(withCmdlet.out, '');
  t.regex(withCmdlet.err, /cmdlets\.cjs/);
});

test('a short script has no thread beside it; one that waits has', t => {
  const count = "[IO.Directory]::GetDirectories('/proc/self/task').Count";
  const script = `$before = ${count}; Start-Sleep -Milliseconds 20; ${count} -gt $before`;
  t.is(hvsh(['-NoProfile', '-c', script]).out, 'True\n');
});

test('typed lines come from a pipe and from a file, and end with them', t => {
  const script = '"<$(Read-Host)>"; /bin/true; "<$(Read-Host)>"; "<$(Read-Host)>"';
  const shown = '<one>\n<two>\n<>\n';
  t.is(hvsh(['-NoProfile', '-c', script], {input: 'one\ntwo\n'}).out, shown);
  const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-input-'));
  const file = path.join(folder, 'lines.txt');
  writeFileSync(file, 'one\ntwo\n');
  const fromFile = `'${LAUNCHER}' -NoProfile -c '${script}' < '${file}'`;
  t.is(spawnSync('/bin/sh', ['-c', fromFile], {encoding: 'utf8'}).stdout, shown);
  rmSync(folder, {recursive: true});
});

/** Megabytes that are alive after `count` integers went through a pipeline that keeps none. */
function heapAfter(count: number): number {
  const script = `1..${count} | ForEach-Object { $_ + 1 } | Where-Object { $_ -lt 0 } | Out-Null; [GC]::GetTotalMemory($true) / 1MB`;
  return Number(hvsh(['-NoProfile', '-c', script]).out);
}

test('memory does not grow with the integers piped when nothing keeps them', t => {
  const one = heapAfter(1_000_000);
  const five = heapAfter(5_000_000);
  t.true(one > 1, `${one} MB`);
  t.true(five - one < 4, `${one} MB after 1e6, ${five} MB after 5e6`);
});

test('errors go to standard error', t => {
  const {out, err} = hvsh(['-c', "Write-Error bad; 'good'"]);
  t.is(out, 'good\n');
  t.is(err, 'Write-Error: bad\n');
});

test('a script on standard input, an encoded one, and one named -', t => {
  t.is(hvsh(['-NoProfile'], {input: '1 + 1'}).out, '2\n');
  t.is(hvsh(['-Command', '-'], {input: '2 + 1'}).out, '3\n');
  const encoded = Buffer.from('3 + 1', 'utf16le').toString('base64');
  t.is(hvsh(['-enc', encoded]).out, '4\n');
});

test('piped text is $input', t => {
  t.is(hvsh(['-c', '$input | ForEach-Object { "<$_>" }'], {input: 'a\nb\n'}).out, '<a>\n<b>\n');
});

test('a script file: arguments, exit code, $PSScriptRoot', t => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-launcher-'));
  try {
    writeFileSync(
      path.join(folder, 's.ps1'),
      'param([int]$n, [switch]$On) "$n $On"; Split-Path $PSScriptRoot -Leaf; exit $n',
    );
    const outcome = hvsh(['-File', 's.ps1', '-On', '5'], {cwd: folder});
    t.is(outcome.out, `5 True\n${path.basename(folder)}\n`);
    t.is(outcome.code, 5);
    t.is(hvsh(['./s.ps1', '-n', '2'], {cwd: folder}).code, 2);
    t.is(hvsh(['-wd', folder, '-c', '/bin/pwd']).out, `${folder}\n`);
  } finally {
    rmSync(folder, {recursive: true});
  }
});

test('what is no script is a usage error', t => {
  const outcome = hvsh(['-File', 'no-such-script.ps1']);
  t.is(outcome.code, 64);
  t.regex(
    outcome.err,
    /^The argument 'no-such-script\.ps1' is not recognized as the name of a script file\./,
  );
  t.is(hvsh(['-NoSuchOption']).code, 64);
});

const REFUSED: readonly (readonly [args: readonly string[], said: RegExp])[] = [
  [['-OutputFormat', 'XML'], /^The value XML of -OutputFormat is not supported; Text is\.$/m],
  [
    ['-InputFormat', 'Json'],
    /^Cannot process the command because the value "Json" of -InputFormat/,
  ],
  [['-WindowStyle', 'Hidden'], /^Parameter -WindowStyle is not implemented on this platform\.$/m],
  [['-SettingsFile', 'a.json'], /^Parameter -SettingsFile is not supported/],
  [['-ConfigurationName', 'a'], /^Cannot start a session with configuration 'a'/],
  [['-ExecutionPolicy'], /^Cannot process the command because of a missing parameter/],
];

for (const [args, said] of REFUSED) {
  test(`${args.join(' ')} is refused`, t => {
    const outcome = hvsh([...args, '-c', "'ran'"].slice(0, args.length === 1 ? 1 : undefined));
    t.regex(outcome.err, said);
    t.is(outcome.out, '');
    t.is(outcome.code, 64);
  });
}

test('options for other shells that change nothing are taken', t => {
  const args = ['-NoLogo', '-ep', 'Bypass', '-OutputFormat', 'Text', '-inputformat', 'text'];
  t.is(hvsh([...args, '-nop', '-c', "'ran'"]).out, 'ran\n');
});

test('-Version names the product', t => {
  t.regex(hvsh(['-Version']).out, /^hvsh \d+\.\d+\.\d+/);
});

/** Runs a script on a terminal, sends Ctrl-C some time after it says it is ready; all that was shown. */
function interrupted(script: string, delayMs: number): Promise<{shown: string; code: number}> {
  return new Promise(resolve => {
    const terminal = spawnPty(LAUNCHER, ['-NoProfile', '-c', script], {
      cols: 100,
      rows: 30,
      env: {...process.env, NODE_OPTIONS: ''},
    });
    let shown = '';
    let sent = false;
    terminal.onData(text => {
      shown += text;
      if (sent || !shown.includes('ready')) return;
      sent = true;
      setTimeout(() => terminal.write('\x03'), delayMs);
    });
    terminal.onExit(({exitCode}) => resolve({shown, code: exitCode}));
  });
}

/** So many of the first of them are stopped at once, too. */
const EARLY = 3;

const ENDLESS: readonly (readonly [title: string, body: string])[] = [
  ['a loop', 'while ($true) { }'],
  ['Start-Sleep', 'Start-Sleep 600'],
  ['a native program on the terminal', '/bin/sleep 600'],
  ['a pipeline', '1..1e9 | ForEach-Object { $_ } | Out-Null'],
  ['a native program whose output is wanted', '$x = /bin/sleep 600'],
  ['a question', "$x = Read-Host 'Name'"],
  ['a question for a secret', "$x = Read-Host 'Name' -AsSecureString"],
  ['sorting', '$a = 1..1e5; while ($true) { $b = $a | Sort-Object { -$_ } }'],
  ['comparing', 'Compare-Object (1..1e5) (-1e5..-1) | Out-Null'],
  ['operators over lists', '$a = 1..1e6; while ($true) { $b = $a -join "-" -split "-" }'],
  ['a wait for a job', 'Start-ThreadJob { Start-Sleep 600 } | Receive-Job -Wait'],
  ['-Parallel', '1..9 | ForEach-Object -Parallel { Start-Sleep 600 }'],
  ['a wait for an event', 'Wait-Event nothing'],
];

async function stops(t: ExecutionContext, body: string, delayMs: number): Promise<void> {
  const script = `try { Write-Host 'ready'; ${body} } finally { Write-Host 'cleaned' }; 'not reached'`;
  const {shown, code} = await interrupted(script, delayMs);
  t.true(shown.includes('cleaned'), shown);
  t.false(shown.includes('not reached'), shown);
  t.is(code, 1);
}

for (const [title, body] of ENDLESS)
  test(`Ctrl-C stops ${title}, and finally runs`, t => stops(t, body, 300));

// Nobody may look for Ctrl-C yet, the program may not have started.
for (const [title, body] of ENDLESS.slice(0, EARLY))
  test(`Ctrl-C at once stops ${title}`, t => stops(t, body, 0));
