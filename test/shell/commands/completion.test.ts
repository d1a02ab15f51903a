/** What Tab offers, and what else the prompt asks of a runspace. Language specification 21. */
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {provide} from '../../../shell/cmdlet/services.ts';
import {define} from '../../fixtures/door-machine.ts';
import {scene} from '../../fixtures/service-scene.ts';
import {openConsole} from '../runspace/console.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-completion-'));
mkdirSync(path.join(folder, 'sub folder'));
for (const name of ['one.ps1', 'one two.txt', '.hidden'])
  writeFileSync(path.join(folder, name), '');
test.after.always(() => rmSync(folder, {recursive: true}));

const {runspace, lines} = openConsole();
runspace.open(false, folder);
lines(`
function Get-Thing {
  param([Parameter(Position = 0)][ValidateSet('red', 'dark blue')] $Colour, [switch] $Deep, [datetime] $When)
}
function Get-Custom {
  param([ArgumentCompleter({ param($command, $parameter, $word) "$word-1", "$word-2" })] $Item)
}
Set-Alias gthing Get-Thing
function go($To, $From) {}
Register-ArgumentCompleter -CommandName go -ParameterName To -ScriptBlock {
  param($command, $parameter, $word, $ast, $bound)
  "$command-$parameter-$word-$($ast.CommandElements.Count)-$($bound.From)"
  [Management.Automation.CompletionResult]::new('left', 'left', 'ParameterValue', 'tip')
}
Register-ArgumentCompleter -Native -CommandName git -ScriptBlock { param($word, $ast, $at) "$word/$ast/$at" }
$tele = [pscustomobject]@{Lens = 'abc'; 'Two Words' = 1}; $list = 'a', 'bc'; $table = @{Focus = 1}
$telescope = 1; \${odd name} = 2; $env:HVSH_TELESCOPE = 'x'
`);

/** The text with its last word as the first, second ... offer has it; `¦` in it is the cursor. */
function offers(marked: string): string[] {
  const cursor = marked.includes('¦') ? marked.indexOf('¦') : marked.length;
  const text = marked.replace('¦', '');
  const {replacementIndex, replacementLength, matches} = runspace.complete(text, cursor);
  const end = replacementIndex + replacementLength;
  return matches.map(
    match => text.slice(0, replacementIndex) + match.completionText + text.slice(end),
  );
}

const CASES: readonly (readonly [typed: string, ...offered: string[]])[] = [
  ['Get-Thi', 'Get-Thing'],
  ['gthi', 'gthing'],
  ['get-PSDr', 'Get-PSDrive'],
  ['1; Get-Thi', '1; Get-Thing'],
  ['1 | Get-Thi', '1 | Get-Thing'],
  ['$x = Get-Thi', '$x = Get-Thing'],
  ['Get-Thi¦ng -Deep', 'Get-Thingng -Deep'],
  ['go -From 5 -To ab', 'go -From 5 -To go-To-ab-5-5', 'go -From 5 -To left'],
  ['git che', 'git che/git che/7'],
  ['Get-Thing -d', 'Get-Thing -Debug', 'Get-Thing -Deep'],
  ['gthing -W', 'gthing -WarningAction', 'gthing -WarningVariable', 'gthing -When'],
  ['Get-Thing -Colour ', 'Get-Thing -Colour red', "Get-Thing -Colour 'dark blue'"],
  ['Get-Thing -Colour D', "Get-Thing -Colour 'dark blue'"],
  ['Get-Thing -Deep r', 'Get-Thing -Deep red'],
  ['Get-Custom -Item a', 'Get-Custom -Item a-1', 'Get-Custom -Item a-2'],
  ['Get-Item x -ErrorAction Sto', 'Get-Item x -ErrorAction Stop'],
  ['$teles', '$telescope'],
  ['$global:teles', '$global:telescope'],
  ['$odd', '${odd name}'],
  ['$env:hvsh_tel', '$env:HVSH_TELESCOPE'],
  ['Get-Content one', "Get-Content './one two.txt'", 'Get-Content ./one.ps1'],
  ['./on', "'./one two.txt'", './one.ps1'],
  ["Get-Content 'one t", "Get-Content './one two.txt'"],
  ['Get-Content ./sub', "Get-Content './sub folder'"],
  ['Get-Content .h', 'Get-Content ./.hidden'],
  ['no-such-command-'],
  ['$tele.Le', '$tele.Lens'],
  ['1; $tele.tw', "1; $tele.'Two Words'"],
  ['$tele.Lens.Len', '$tele.Lens.Length'],
  ['$list[1].Len', '$list[1].Length'],
  ['$list.Len', '$list.Length'],
  ['$list.Rank', '$list.Rank'],
  ['$table.Fo', '$table.Focus', '$table.ForEach('],
  ['$env:HVSH_TELESCOPE.Len', '$env:HVSH_TELESCOPE.Length'],
  ["'abc'.Subs", "'abc'.Substring("],
  ['"abc".Subs', '"abc".Substring('],
  ['"$tele.Le'],
  ['"$($tele.Le'],
  ["'abc'.Substring(1).Len", "'abc'.Substring(1).Length"],
  ['@(1, 2).Cou', '@(1, 2).Count'],
  ['@{a = 1}.Ke', '@{a = 1}.Keys'],
  ['{ 1 }.InvokeR', '{ 1 }.InvokeReturnAsIs('],
  ['[datetime]::N', '[datetime]::new(', '[datetime]::Now'],
  ['[datetime]::Now.Yea', '[datetime]::Now.Year'],
  ['[guid]::NewGuid().ToS', '[guid]::NewGuid().ToString('],
  ['[int]::MaxV', '[int]::MaxValue'],
  ['[System.DayOfWeek]::Mon', '[System.DayOfWeek]::Monday'],
  ['[version]::ne', '[version]::new('],
  ['(Get-Process -Id 1).Proc', '(Get-Process -Id 1).ProcessName'],
  ['(Get-Date).DayOfY', '(Get-Date).DayOfYear'],
  ['(Get-Date | Sort-Object).DayOfY', '(Get-Date | Sort-Object).DayOfYear'],
  ['([datetime]5).DayOfY', '([datetime]5).DayOfYear'],
  ['(New-Object Text.StringBuilder).Capa', '(New-Object Text.StringBuilder).Capacity'],
  ['Get-Date | ? { $_.DayOfY', 'Get-Date | ? { $_.DayOfYear'],
  ['no-such | ? { $_.DayOfY'],
  ['Get-Date | ? DayOfY', 'Get-Date | ? DayOfYear'],
  ['Get-Date | Sort-Object -Top 3 DayOfY', 'Get-Date | Sort-Object -Top 3 DayOfYear'],
  ['Get-Date | select -exp DayOfY', 'Get-Date | select -exp DayOfYear'],
  ['Get-Date | select Year, DayOfY', 'Get-Date | select Year, DayOfYear'],
  ['Get-Date | select Year,DayOfY', 'Get-Date | select Year,DayOfYear'],
  ['Get-Date | group DayOfY', 'Get-Date | group DayOfYear'],
  [
    '$x = Get-Date | Format-Table -GroupBy DayOfY',
    '$x = Get-Date | Format-Table -GroupBy DayOfYear',
  ],
  ['Get-Date | % AddDa', 'Get-Date | % AddDays'],
  ['Get-Date | ? AddDa'],
  ['$list | ? Len', '$list | ? Length'],
  ['$tele | select tw', "$tele | select 'Two Words'"],
  ['[timesp', '[timespan', '[System.TimeSpan'],
  ['$x -is [semv', '$x -is [semver'],
  ['[System.Text.StringB', '[System.Text.StringBuilder'],
  ['[Text.StringB', '[System.Text.StringBuilder'],
  ['[System.Collections.Obj', '[System.Collections.ObjectModel'],
  ['New-Object System.Text.StringB', 'New-Object System.Text.StringBuilder'],
  ['$list[tele'],
];

for (const [typed, ...offered] of CASES) {
  test(`${typed} [Tab]`, t => t.deepEqual(offers(typed), offered));
}

test('an offer says what it is', t => {
  const kind = (text: string) => runspace.complete(text, text.length).matches[0]?.resultType;
  t.deepEqual(
    ['Get-Thi', 'Get-Thing -De', 'Get-Thing -Colour r', '$teles', './one.', './sub'].map(kind),
    ['Command', 'ParameterName', 'ParameterValue', 'Variable', 'ProviderItem', 'ProviderContainer'],
  );
});

test('names of machines come from the host service', t => {
  const {door} = scene(t);
  provide('door', () => door);
  define(door, 'alpha');
  define(door, 'alpha two');
  define(door, 'beta');
  t.deepEqual(offers('Get-VM al'), ['Get-VM alpha', "Get-VM 'alpha two'"]);
  t.deepEqual(offers('Start-VM -VM b'), ['Start-VM -VM beta']);
  t.deepEqual(offers('Get-VM beta, alpha¦'), ['Get-VM beta, alpha', "Get-VM beta, 'alpha two'"]);
  t.deepEqual(offers('(Get-VM beta).Pow'), ['(Get-VM beta).PowerState']);
  t.deepEqual(offers('Get-VM | ? PowerS'), ['Get-VM | ? PowerState']);
  t.deepEqual(offers('Get-VM | ? { $_.PowerS'), ['Get-VM | ? { $_.PowerState']);
});

test('an error is asked for its members, a command is not run and a failing getter offers nothing', t => {
  const own = openConsole();
  own.run('$ran = 0; function Get-Ran { $global:ran++ }; try { throw 1 } catch {}');
  const texts = (text: string) =>
    own.runspace.complete(text, text.length).matches.map(({completionText}) => completionText);
  t.deepEqual(texts('$Error[0].Exc'), ['Exception']);
  t.deepEqual(texts('(Get-Ran).Len'), []);
  t.deepEqual(texts('[int]::Parse("x").Max'), []);
  t.deepEqual(own.lines('$ran'), ['0']);
});

test('processes by name', t => {
  const [name = ''] = lines('(Get-Process -Id $PID).Name');
  t.true(offers(`Get-Process -Name ${name}`).includes(`Get-Process -Name ${name}`));
});

const UNFINISHED: readonly (readonly [text: string, incomplete: boolean])[] = [
  ['if (1) {', true],
  ['1 |', true],
  ["'a", true],
  ['@"\nx', true],
  ['1', false],
  ['1 +* 2', false],
  ['}', false],
];

for (const [text, incomplete] of UNFINISHED) {
  test(`${JSON.stringify(text)} ${incomplete ? 'goes on' : 'is whole'}`, t =>
    t.is(runspace.isIncomplete(text), incomplete));
}

test('the text of the prompt is what the function answers, PS> when it fails or is silent', t => {
  const own = openConsole();
  own.runspace.open(false, '/');
  t.is(own.runspace.promptText(), 'PS /> ');
  own.run("function prompt { 'a'; 'b' }");
  t.is(own.runspace.promptText(), 'ab');
  own.run("function prompt { throw 'x' }");
  t.is(own.runspace.promptText(), 'PS>');
  own.run('function prompt { }');
  t.is(own.runspace.promptText(), 'PS>');
});

test('-ErrorVariable holds an error once, however deep it was written', t => {
  t.deepEqual(
    lines(`
      function Inner { [CmdletBinding()] param() Write-Error inner }
      function Outer { [CmdletBinding()] param() Inner }
      Outer -ErrorVariable ev -ErrorAction SilentlyContinue; $ev.Count
      Outer -ErrorVariable +ev -ErrorAction SilentlyContinue; $ev.Count`),
    ['1', '2'],
  );
});

test('Get-Help -Parameter tells of one parameter', t => {
  const shown = lines(`
    function Get-Told {
      <#
      .PARAMETER Size
      How large.
      #>
      param([Parameter(Mandatory, Position = 1)][int] $Size = 3, $Other)
    }
    Get-Help Get-Told -Parameter Size`);
  const text = shown.join('\n');
  t.regex(text, /-Size <Int32>/);
  t.regex(text, /Default value +3/);
  t.regex(text, /How large\./);
  t.regex(text, /Required\?\s+true/);
  t.regex(text, /Position\?\s+2/);
  t.notRegex(text, /Other/);
});
