/** Pester: test files, and what their runs show. Times are replaced by `_`. */
import {mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {runScript} from '../../fixtures/run-script.ts';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'pester-test-')));
test.after.always(() => rmSync(folder, {recursive: true}));

/** Runs a test file and returns its screen. */
function shown(name: string, text: string, args = ''): string[] {
  const file = path.join(folder, `${name}.Tests.ps1`);
  writeFileSync(file, text);
  const {output, errors} = runScript(`Invoke-Pester ${file} ${args}`, {});
  return [...output, ...errors].map(line =>
    line.replaceAll(folder, '').replace(/\d+(\.\d+)?m?s\b/g, '_'),
  );
}

const PLANETS = `
BeforeAll { function Get-Planet { param($Name = '*') 'Mercury', 'Venus', 'Earth' | Where-Object { $_ -like $Name } } }
Describe 'Get-Planet' {
  BeforeEach { $all = @(Get-Planet) }
  It 'lists them' { $all.Count | Should -Be 3 }
  It 'finds <Name>' -TestCases @(@{Name = 'Earth'}, @{Name = 'Pluto'}) {
    Get-Planet $Name | Should -Be $Name
  }
  Context 'orders' {
    It 'begins with the innermost' {
      $all[0] | Should -BeExactly 'Venus'
    }
    It 'waits' -Skip { }
  }
}
Describe 'broken' {
  BeforeAll { throw 'no setup' }
  It 'never runs' { }
}
`;

test('Normal shows failures and the sums', t => {
  t.deepEqual(shown('normal', PLANETS), [
    '',
    'Starting discovery in 1 files.',
    'Discovery found 6 tests in _.',
    'Running tests.',
    '[-] Get-Planet.finds Pluto _ (_|_)',
    " Expected 'Pluto', but got $null.",
    ' at Get-Planet $Name | Should -Be $Name, /normal.Tests.ps1:7',
    ' at <ScriptBlock>, /normal.Tests.ps1:7',
    '[-] Get-Planet.orders.begins with the innermost _ (_|_)',
    ' Expected strings to be the same, but they were different.',
    ' Expected length: 5',
    ' Actual length:   7',
    ' Strings differ at index 0.',
    " Expected: 'Venus'",
    " But was:  'Mercury'",
    '            ^',
    " at $all[0] | Should -BeExactly 'Venus', /normal.Tests.ps1:11",
    ' at <ScriptBlock>, /normal.Tests.ps1:11',
    '[-] Describe broken failed',
    ' RuntimeException: no setup',
    ' at <ScriptBlock>, /normal.Tests.ps1:17',
    'Tests completed in _',
    'Tests Passed: 2, Failed: 3, Skipped: 1, Inconclusive: 0, NotRun: 0',
    'BeforeAll \\ AfterAll failed: 1',
    '  - broken',
  ]);
});

test('Detailed shows the tree; filters are named', t => {
  const text = `
Describe 'a' { It 'one' -Tag slow { } ; Context 'b' { It 'two' { } ; It 'three' { Set-ItResult -Skipped -Because 'of rain' } } }
Describe 'c' { It 'four' { } }`;
  t.deepEqual(shown('tree', text, '-Output Detailed -ExcludeTag slow'), [
    'Pester v5.7.1',
    '',
    'Starting discovery in 1 files.',
    'Discovery found 4 tests in _.',
    "Filter 'ExcludeTag' set to ('slow').",
    'Filters selected 3 tests to run.',
    'Running tests.',
    '',
    "Running tests from '/tree.Tests.ps1'",
    'Describing a',
    ' Context b',
    '   [+] two _ (_|_)',
    '   [!] three is skipped, because of rain _ (_|_)',
    '',
    'Describing c',
    '  [+] four _ (_|_)',
    'Tests completed in _',
    'Tests Passed: 2, Failed: 0, Skipped: 1, Inconclusive: 0, NotRun: 1',
  ]);
});

test('mocks answer where they were made, and are counted', t => {
  const text = `
BeforeAll { function Get-Name($Of) { 'real' }; function Show($Of) { Get-Name -Of $Of } }
Describe 'm' {
  BeforeAll { Mock Get-Name { "outer $Of" } }
  It 'of the block' { Show x | Should -Be 'outer x' }
  It 'of the test' {
    Mock Get-Name { 'own' } -ParameterFilter { $Of -eq 'y' }
    Show x | Should -Be 'outer x'; Show y | Should -Be 'own'
    Should -Invoke Get-Name -Times 1 -Exactly -ParameterFilter { $Of -eq 'y' }
    { Should -Invoke Get-Name -Times 3 } | Should -Throw 'Expected Get-Name to be called at least 3 times, but was called 2 times'
  }
  AfterAll { Should -Invoke Get-Name -Times 3 -Exactly }
}
Describe 'n' { It 'is over' { Show x | Should -Be 'real' } }`;
  t.is(
    shown('mock', text).at(-1),
    'Tests Passed: 3, Failed: 0, Skipped: 0, Inconclusive: 0, NotRun: 0',
  );
});

test('TestDrive is fresh for each block', t => {
  const text = `
Describe 'a' {
  BeforeAll { Set-Content TestDrive:/kept.txt 1 }
  Context 'in' { It 'writes' { Set-Content TestDrive:/gone.txt 2; "$TestDrive/gone.txt" | Should -Exist } }
  Context 'next' { It 'sees what was before' { 'TestDrive:/kept.txt' | Should -Exist; 'TestDrive:/gone.txt' | Should -Not -Exist } }
}`;
  t.is(
    shown('drive', text).at(-1),
    'Tests Passed: 2, Failed: 0, Skipped: 0, Inconclusive: 0, NotRun: 0',
  );
});

/** Assertions that fail, with their texts. */
const FAILURES: readonly (readonly [assertion: string, message: string])[] = [
  [
    '1 | Should -Not -Be 1',
    'Expected 1 to be different from the actual value, but got the same value.',
  ],
  ['1, 2 | Should -Be 1, 3 -Because "why"', 'Expected @(1, 3), because why, but got @(1, 2).'],
  ['$false | Should -BeTrue', 'Expected $true, but got $false.'],
  ["'a' | Should -BeNullOrEmpty", "Expected $null or empty, but got 'a'."],
  ['1 | Should -BeGreaterThan 2', 'Expected the actual value to be greater than 2, but got 1.'],
  ["'a' | Should -BeLike 'b*'", "Expected like wildcard 'b*' to match 'a', but it did not match."],
  [
    "'a' | Should -Match 'b'",
    "Expected regular expression 'b' to match 'a', but it did not match.",
  ],
  [
    '1, 2 | Should -Contain 3',
    'Expected 3 to be found in collection @(1, 2), but it was not found.',
  ],
  ['3 | Should -BeIn 1, 2', 'Expected collection @(1, 2) to contain 3, but it was not found.'],
  [
    '1, 2 | Should -HaveCount 3',
    'Expected a collection with size 3, but got collection with size 2 @(1, 2).',
  ],
  [
    '1 | Should -BeOfType string',
    'Expected the value to have type [string] or any of its subtypes, but got 1 with type [int].',
  ],
  ["'/no/such' | Should -Exist", "Expected path '/no/such' to exist, but it did not exist."],
  ['{ } | Should -Throw', 'Expected an exception to be thrown, but no exception was thrown.'],
  [
    'Get-Command Get-Date | Should -HaveParameter Nope',
    'Expected command Get-Date to have a parameter Nope, but the parameter is missing.',
  ],
];

test('failure texts', t => {
  for (const [assertion, message] of FAILURES) {
    const {output} = runScript(
      `try { ${assertion} } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }`,
      {},
    );
    t.deepEqual([...output], [message, 'PesterAssertionFailed'], assertion);
  }
});

test('operators of scripts', t => {
  const {output} = runScript(
    `Add-ShouldOperator -Name BeEven -Test { param($ActualValue, [switch] $Negate) [pscustomobject]@{Succeeded = ($ActualValue % 2 -eq 0) -ne $Negate; FailureMessage = "$ActualValue is odd"} }
4 | Should -BeEven; 3 | Should -Not -BeEven; try { 5 | Should -BeEven } catch { $_.Exception.Message }; (Get-ShouldOperator BeEven).Name`,
    {},
  );
  t.deepEqual([...output], ['5 is odd', 'BeEven']);
});

test('result object, exit code and XML files', t => {
  const file = path.join(folder, 'result.Tests.ps1');
  writeFileSync(file, "Describe 'd' { It 'good' { }; It 'bad' { 1 | Should -Be '<2>' } }");
  const run = (format: string) =>
    runScript(
      `$r = Invoke-Pester -Configuration @{Run = @{Path = '${file}'; PassThru = $true}; Output = @{Verbosity = 'None'}; TestResult = @{Enabled = $true; OutputFormat = '${format}'; OutputPath = '${folder}/r.xml'}}
"$($r.Result) $($r.TotalCount) $($r.PassedCount) $($r.FailedCount) $($r.Failed[0].ExpandedPath) $LASTEXITCODE"`,
      {},
    ).output;
  t.deepEqual([...run('NUnitXml')], ['Failed 2 1 1 d.bad 1']);
  const nunit = readFileSync(path.join(folder, 'r.xml'), 'utf8');
  t.regex(nunit, /<test-results [^>]*total="2" errors="0" failures="1"/);
  t.regex(nunit, /<test-case description="bad" name="d\.bad" [^>]*result="Failure"/);
  t.regex(nunit, /<message>Expected '&lt;2&gt;', but got 1\.<\/message>/);
  t.deepEqual([...run('NUnit3')], ['Failed 2 1 1 d.bad 1']);
  const nunit3 = readFileSync(path.join(folder, 'r.xml'), 'utf8');
  t.true(
    nunit3.startsWith(
      '\ufeff<?xml version="1.0" encoding="utf-8" standalone="no"?>\n<test-run id="0" ',
    ),
  );
  t.regex(
    nunit3,
    /<test-suite type="TestFixture" id="1-1001" name="d" fullname="d" classname="d" [^>]*site="Child"/,
  );
  t.regex(
    nunit3,
    /<test-case id="1-1003" name="d\.bad" [^>]*methodname="bad" [^>]*result="Failed"/,
  );
  t.regex(nunit3, /<message><!\[CDATA\[Expected '<2>', but got 1\.\]\]><\/message>/);
  t.deepEqual([...run('JUnitXml')], ['Failed 2 1 1 d.bad 1']);
  const junit = readFileSync(path.join(folder, 'r.xml'), 'utf8');
  t.regex(junit, /<testsuite name="[^"]*result\.Tests\.ps1" tests="2" errors="0" failures="1"/);
});

test('options that nothing could follow keep their defaults', t => {
  const {output} = runScript(
    `$c = New-PesterConfiguration; $c.PSObject.Properties.Name -join ' '
foreach ($set in { $c.TestRegistry.Enabled = $true }, { $c.CodeCoverage.Enabled = $true }, { $c.Debug.WriteDebugMessages = $true }) { try { & $set } catch { $_.Exception.Message } }
$c.TestRegistry.Enabled = $false; $c.TestRegistry.Enabled.Value`,
    {},
  );
  t.deepEqual(
    [...output],
    [
      'Run Filter CodeCoverage TestResult Should Debug Output TestDrive TestRegistry',
      'Exception setting "Enabled": "There is no registry on this machine, so TestRegistry can not be enabled."',
      'Exception setting "Enabled": "Code coverage is not measured here."',
      'Exception setting "WriteDebugMessages": "There are no debug messages here."',
      'False',
    ],
  );
});

/** Assertions of their own command: what fails, and its text. */
const ASSERTIONS: readonly (readonly [assertion: string, message: string])[] = [
  ['1 | Should-Be 2 -Because reasons', 'Expected [int] 2, because reasons, but got [int] 1.'],
  ["'1' | Should-BeTrue", "Expected [bool] $true, but got: [string] '1'."],
  ['@{a = 1} | Should-BeNull', "Expected $null, but got [hashtable] '@{a=1}'."],
  [
    '3 | Should-BeLessThan 2',
    'Expected the actual value to be less than [int] 2, but it was not. Actual: [int] 3',
  ],
  [
    '1, 2 | Should-All { $_ -gt 1 }',
    'Expected all items in collection @(1, 2) to pass filter { $_ -gt 1 }, but 1 of them 1 did not pass the filter.',
  ],
  [
    '1, 2, 3 | Should-ContainCollection @(3, 1)',
    'Expected [object[]] @(3, 1) to be present in [object[]] @(1, 2, 3), but it was not there.',
  ],
  [
    '1, 2 | Should-BeCollection @(2, 3)',
    "Expected [object[]] @(2, 3) to be present in [object[]] @(1, 2) in any order, but some values were not.\nMissing in actual: '3 (index 1)'\nExtra in actual: '1 (index 0)'",
  ],
  [
    'Should-BeCollection -Actual 1 -Count 1',
    'Actual [int] 1 is not a collection.\n\nHint: -Actual is a single [int], which is not a collection. It is treated as a single item. To assert on a one-item collection wrap it as ,$actual, or use Should-Be for a scalar value.',
  ],
  [
    '@{a = 1} | Should-BeHashtable -Key b',
    "Expected hashtable @{a=1} to contain key 'b', but it does not.",
  ],
  [
    "{ throw 'no' } | Should-Throw 'y*'",
    "Expected an exception, with message like 'y*' to be thrown, but the message was 'no'.",
  ],
  [
    "[pscustomobject]@{PSTypeName = 'My.Own'; a = 1} | Should-HaveType Other",
    "Expected value to have type or PSTypeName 'Other', but got [PSObject] PSObject{a=1}.",
  ],
  [
    "'ab' | Should-BeString 'ac'",
    "Expected strings to be the same, but they were different.\nString lengths are both 2.\nStrings differ at index 1.\nExpected: 'ac'\nBut was:  'ab'\n           -^",
  ],
];

test('assertions of their own command', t => {
  for (const [assertion, message] of ASSERTIONS) {
    const {output} = runScript(
      `try { ${assertion} } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }`,
      {},
    );
    t.is(output.join('\n'), `${message}\nPesterAssertionFailed`, assertion);
  }
  const {output} = runScript(
    `1 | Should-Be 1; 1, 2 | Should-Any { $_ -eq 2 }; (Get-Date).AddDays(-1) | Should-BeBefore -Now; '0:0:1' -as [timespan] | Should-BeFasterThan 2s
"$({ throw 'why' } | Should-Throw)"; function f($a, [switch]$b) {}; Get-Command f | Should-HaveParameter a; Get-Command f | Should-NotHaveParameter c; 'fine'`,
    {},
  );
  t.deepEqual([...output], ['why', 'fine']);
});

test('setups are bound, and one of a kind', t => {
  const lines = shown('twice', "Describe 'd' { BeforeAll { }; BeforeAll { }; It 'i' { } }");
  t.true(lines.some(line => line.includes('BeforeAll is already defined in this block.')));
  const unbound = shown('unbound', "Describe 'd' ([scriptblock]::Create('1'))");
  t.true(unbound.some(line => line.includes('Unbound scriptblock is not allowed')));
});

test('objects and files for tests', t => {
  const {output} = runScript(
    `$o = New-MockObject -InputObject ([pscustomobject]@{Name = 'Ada'}) -Properties @{Id = 7} -Methods @{Greet = { param($who) "$who, I am $($this.Name)" }}
$o.Id; $o.Greet('Bob'); $o._Greet[-1].Arguments; try { New-MockObject -Type int[] } catch { $_.Exception.GetType().Name }
(New-Fixture -Name Polish.ps1 -Path ${folder}/made).Name; New-Fixture Polish ${folder}/made -WarningVariable w -WarningAction SilentlyContinue; $w.Count
(Invoke-Pester ${folder}/made -Output None -PassThru).Failed[0].ErrorRecord[0].Exception.Message`,
    {},
  );
  t.deepEqual(
    [...output],
    [
      '7',
      'Bob, I am Ada',
      'Bob',
      'NotSupportedException',
      'Polish.ps1',
      'Polish.Tests.ps1',
      '2',
      'Polish is not implemented.',
    ],
  );
});
