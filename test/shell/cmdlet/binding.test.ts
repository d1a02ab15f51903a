/** The parameter binder, from scripts: what is bound, and the ids of errors. Language specification 11. */
import test from 'ava';
import {openConsole} from '../runspace/console.ts';

/** Runs `script` in a fresh session; the lines it shows. */
function lines(script: string): string[] {
  return openConsole().lines(script);
}

/** The FullyQualifiedErrorId of the error that `script` ends in. */
function errorId(script: string): string {
  return lines(`try { ${script} } catch { $_.FullyQualifiedErrorId }`).at(-1) ?? '';
}

const BOUND: readonly (readonly [title: string, script: string, ...shown: string[]])[] = [
  [
    'positional by order',
    'function f { [CmdletBinding()] param([int]$a, $b) "$a|$b" }; f 1 x',
    '1|x',
  ],
  [
    'named and positional mixed',
    'function f { [CmdletBinding()] param($a, $b) "$a|$b" }; f -b 1 2',
    '2|1',
  ],
  ['a prefix of a name', 'function f { [CmdletBinding()] param($Folder) $Folder }; f -fol x', 'x'],
  ['an alias', 'function f { [CmdletBinding()] param([Alias("q","w")]$a) $a }; f -w 3', '3'],
  [
    'own parameter before common ones',
    'function f { [CmdletBinding()] param($Dir) $Dir }; f -d x',
    'x',
  ],
  [
    'a switch and its value',
    'function f { [CmdletBinding()] param([switch]$s) "$s" }; f -s; f -s:$false; f',
    'True',
    'False',
    'False',
  ],
  [
    'explicit positions',
    'function f { param([Parameter(Position=1)]$a, [Parameter(Position=0)]$b) "$a|$b" }; f 1 2',
    '2|1',
  ],
  [
    'no automatic position',
    'function f { [CmdletBinding(PositionalBinding=$false)] param($a) $a }; try { f 1 } catch { "no" }',
    'no',
  ],
  [
    'remaining arguments',
    'function f { param($a, [Parameter(ValueFromRemainingArguments)]$r) "$a;$($r -join ",")" }; f 1 2 3',
    '1;2,3',
  ],
  [
    'numbers keep their spelling',
    'function f { [CmdletBinding()] param([string]$a) $a }; f 01',
    '01',
  ],
  [
    'numbers keep their spelling in simple functions',
    'function f([string]$a, $b) { "$a|$b" }; f 0x10 1kb; f -a 01 2; & { param([string]$x) $x } 007; f (0x10) 1',
    '0x10|1024',
    '01|2',
    '007',
    '16|1',
  ],
  [
    'a splatted table',
    '$h = @{a = 1; b = 2}; function f { [CmdletBinding()] param($a, $b) "$a|$b" }; f @h; f @h -b 9',
    '1|2',
    '1|9',
  ],
  [
    'a splatted list',
    '$l = 1, 2; function f { [CmdletBinding()] param($a, $b) "$a|$b" }; f @l',
    '1|2',
  ],
  [
    'pipeline by value',
    'function f { param([Parameter(ValueFromPipeline)][int]$n) process { $n * 2 } }; 1, "2" | f',
    '2',
    '4',
  ],
  [
    'pipeline by property name',
    'function f { param([Parameter(ValueFromPipelineByPropertyName)]$Name) process { $Name } }; [pscustomobject]@{name = "x"} | f',
    'x',
  ],
  [
    'property by alias',
    'function f { param([Parameter(ValueFromPipelineByPropertyName)][Alias("Id")]$Key) process { $Key } }; [pscustomobject]@{ID = 7} | f',
    '7',
  ],
  [
    'value without conversion before property',
    'function f { param([Parameter(ValueFromPipeline)][string]$s, [Parameter(ValueFromPipelineByPropertyName)]$Length) process { "$s/$Length" } }; "abc" | f',
    'abc/3',
  ],
  [
    'delay-bound block',
    'function f { param([Parameter(ValueFromPipeline)]$i, [Parameter(ValueFromPipelineByPropertyName)][string]$n) process { "$i-$n" } }; 1, 2 | f -n { $_ * 10 }',
    '1-10',
    '2-20',
  ],
  [
    'set chosen by argument',
    'function f { [CmdletBinding(DefaultParameterSetName="A")] param([Parameter(ParameterSetName="A")]$x, [Parameter(ParameterSetName="B")]$y) $PSCmdlet.ParameterSetName }; f; f -y 1',
    'A',
    'B',
  ],
  [
    'set chosen by object type',
    'function f { param([Parameter(ParameterSetName="I",ValueFromPipeline)][int]$i, [Parameter(ParameterSetName="S",ValueFromPipeline)][string]$s) process { $PSCmdlet.ParameterSetName } }; 1, "a" | f',
    'I',
    'S',
  ],
  [
    'no sets',
    'function f { [CmdletBinding()] param() $PSCmdlet.ParameterSetName }; f',
    '__AllParameterSets',
  ],
  [
    'default values table',
    '$PSDefaultParameterValues["f:a"] = 5; function f { [CmdletBinding()] param($a) $a }; f; f 6',
    '5',
    '6',
  ],
  [
    'default values by block',
    '$PSDefaultParameterValues["f:a"] = { 2 + 3 }; function f { [CmdletBinding()] param($a) $a }; f',
    '5',
  ],
  [
    'bound parameters',
    'function f { [CmdletBinding()] param($a = 1, $b) $PSBoundParameters.Keys -join "," }; f -b 2',
    'b',
  ],
  [
    'default expressions see earlier parameters',
    'function f { [CmdletBinding()] param($a, $b = $a + 1) $b }; f 4',
    '5',
  ],
  [
    'dynamic parameter',
    'function f { [CmdletBinding()] param($a) dynamicparam { $d = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new(); $p = [System.Management.Automation.RuntimeDefinedParameter]::new("Dyn", [string], [Parameter]::new()); $d.Add("Dyn", $p); $d } end { $PSBoundParameters["Dyn"] } }; f -Dyn z',
    'z',
  ],
  [
    '-OutVariable',
    'function f { [CmdletBinding()] param() 1; 2 }; $null = f -OutVariable o; $o.Count',
    '2',
  ],
  [
    '-OutVariable appends',
    '$null = Write-Output 1 -OutVariable o; $null = Write-Output 2 -OutVariable +o; "$o"',
    '1 2',
  ],
  [
    '-ErrorVariable when silent',
    'Write-Error boo -ErrorVariable e -ErrorAction SilentlyContinue; "$e"',
    'boo',
  ],
  [
    '-ErrorVariable of nested commands',
    'function f { [CmdletBinding()] param() Write-Error in }; f -ErrorVariable e -ErrorAction SilentlyContinue; "$e"',
    'in',
  ],
  [
    '-PipelineVariable',
    'Write-Output 1 2 -PipelineVariable v | ForEach-Object { $v * 10 }',
    '10',
    '20',
  ],
  [
    '-PipelineVariable goes with its command',
    'Write-Output 1 -PipelineVariable v | ForEach-Object { $v }; Test-Path variable:v; $w = 5; Write-Output 2 -PipelineVariable w | ForEach-Object { $w }; Test-Path variable:w',
    '1',
    'False',
    '2',
    'True',
  ],
  [
    'objects from begin find the next command begun, and the one after it',
    'function f { begin { 1 } process { 2 } end { 3 } }; (0 | f | ForEach-Object { $_ } -PipelineVariable v | Select-Object @{n="n"; e={$v}}).n -join ","',
    '1,2,3',
  ],
  [
    'checks do not use up an enumerator',
    'function f { param([ValidateNotNullOrEmpty()]$v) ($v | ForEach-Object { $_ }) -join "," }; f (1, 2).GetEnumerator()',
    '1,2',
  ],
  [
    'paging parameters',
    'function f { [CmdletBinding(SupportsPaging)] param() $p = $PSCmdlet.PagingParameters; "$($p.First) $($p.Skip) $($p.IncludeTotalCount)"; $p.NewTotalCount(5, 0.5).ToString() }; f -Skip 2; f -First 3 -IncludeTotalCount',
    '18446744073709551615 2 False',
    'Estimated total count: 5',
    '3 0 True',
    'Estimated total count: 5',
  ],
  [
    'an obsolete command and parameter',
    'function f { [Obsolete("use g")] [CmdletBinding()] param([Obsolete("no x")]$x) "f" }; f -x 1 3>&1 | ForEach-Object { "$_" }',
    "Parameter 'x' is obsolete. no x",
    "The command 'f' is obsolete. use g",
    'f',
  ],
  [
    'argument passing is one of three styles',
    'try { $PSNativeCommandArgumentPassing = "None" } catch { "refused" }; $PSNativeCommandArgumentPassing = "legacy"; "$PSNativeCommandArgumentPassing"',
    'refused',
    'Legacy',
  ],
  [
    'a property set is its properties',
    '$o = [pscustomobject]@{a = 1; b = 2; c = 3}; $o | Add-Member PropertySet s a, c; ($o | Select-Object s).psobject.Properties.Name -join ","',
    'a,c',
  ],
  [
    'a parameter named WhatIf where there is no such common one',
    'function f { [CmdletBinding()] param($WhatIf) $WhatIf }; f -WhatIf 3',
    '3',
  ],
  [
    'a hosted shell with an initial state',
    '$i = [initialsessionstate]::CreateDefault2(); $i.Variables.Add([Management.Automation.Runspaces.SessionStateVariableEntry]::new("v", 4, "")); $i.Commands.Add([Management.Automation.Runspaces.SessionStateFunctionEntry]::new("f", {$v + 1})); [powershell]::Create($i).AddScript({f; $v}).Invoke() -join ","; $v -eq $null',
    '5,4',
    'True',
  ],
  [
    'a hosted shell in the session that runs, and one in another',
    '$z = 1; [powershell]::Create("CurrentRunspace").AddScript({ $z; $z = 2 }).Invoke(); $z; $r = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault()); $r.SessionStateProxy.SetVariable("q", 7); $p = [powershell]::Create($r); $p.AddScript({ $q; $z }).Invoke(); $r.SessionStateProxy.GetVariable("q")',
    '1',
    '2',
    '7',
    '7',
  ],
  [
    'a block as a hosted shell',
    '$h = @{InputObject = 5}; $ps = { param($h) Write-Output @h; Write-Output 6 | Tee-Object -Variable t }.GetPowerShell($h); $ps.Invoke() -join ","; try { { 1 + 1 }.GetPowerShell() } catch { $_.FullyQualifiedErrorId }',
    '5,6',
    'ScriptBlockToPowerShellNotSupportedException',
  ],
  [
    '-ErrorAction Stop',
    'try { Write-Error x -ErrorAction Stop } catch { "caught $_" }',
    'caught x',
  ],
  [
    '-Verbose',
    'function f { [CmdletBinding()] param() Write-Verbose inside }; f -Verbose; f',
    'VERBOSE: inside',
  ],
  [
    '-WhatIf',
    'function f { [CmdletBinding(SupportsShouldProcess)] param() if ($PSCmdlet.ShouldProcess("it", "Break")) { "done" } }; f -WhatIf; f',
    'What if: Performing the operation "Break" on target "it".',
    'done',
  ],
  [
    '-Confirm:$false',
    'function f { [CmdletBinding(SupportsShouldProcess, ConfirmImpact="High")] param() if ($PSCmdlet.ShouldProcess("it")) { "done" } }; f -Confirm:$false',
    'done',
  ],
];

for (const [title, script, ...shown] of BOUND) {
  test(`binds: ${title}`, t => {
    t.deepEqual(lines(script), shown);
  });
}

const F =
  'function f { [CmdletBinding()] param([int]$Number, [string]$Text, [switch]$Flag, [string]$Test)  }; ';

const REFUSED: readonly (readonly [script: string, id: string])[] = [
  [`${F} f -Nothing 1`, 'NamedParameterNotFound,f'],
  [`${F} f 1 2 3 4`, 'PositionalParameterNotFound,f'],
  [`${F} f -Number`, 'MissingArgument,f'],
  [`${F} f -Number -Flag`, 'MissingArgument,f'],
  [`${F} f -Number 1 -Number 2`, 'ParameterAlreadyBound,f'],
  [`${F} f -Te x`, 'AmbiguousParameter,f'],
  [`${F} f -Number abc`, 'ParameterArgumentTransformationError,f'],
  [`${F} f -Text 1,2`, 'ParameterArgumentTransformationError,f'],
  ['function f { param([Parameter(Mandatory)]$m) }; f', 'MissingMandatoryParameter,f'],
  [
    'function f { param([Parameter(Mandatory)]$m) }; f $null',
    'ParameterArgumentValidationErrorNullNotAllowed,f',
  ],
  [
    'function f { param([Parameter(Mandatory)][string]$m) }; f ""',
    'ParameterArgumentValidationErrorEmptyStringNotAllowed,f',
  ],
  [
    'function f { param([Parameter(Mandatory)][string[]]$m) }; f @()',
    'ParameterArgumentValidationErrorEmptyArrayNotAllowed,f',
  ],
  ['function f { param([ValidateSet("a","b")]$v) }; f -v c', 'ParameterArgumentValidationError,f'],
  [
    'function f { [CmdletBinding()] param([Parameter(ParameterSetName="A")]$x, [Parameter(ParameterSetName="B")]$y) }; f -x 1 -y 2',
    'AmbiguousParameterSet,f',
  ],
  [
    'Start-Sleep -Seconds abc',
    'CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.StartSleepCommand',
  ],
  [
    'Start-Sleep -Nothing 1',
    'NamedParameterNotFound,Microsoft.PowerShell.Commands.StartSleepCommand',
  ],
  [
    'function f { param([Parameter(Position=0)]$a, [Parameter(Position=0)]$b) }; f 1',
    'AmbiguousPositionalParameterNoName,f',
  ],
  [
    'function f { [CmdletBinding()] param([Alias("b")]$a, $b) }; f -a 1',
    'ParameterNameConflictsWithAlias',
  ],
  [
    'function f { [CmdletBinding()] param([Alias("vb")]$a) }; f -a 1',
    'AliasParameterNameAlreadyExistsForCommand',
  ],
  ['function f { [CmdletBinding()] param($Debug) }; f 1', 'ParameterNameAlreadyExistsForCommand'],
  ['function f { param([ValidateCount(-1,2)]$a) }; f', 'ExceptionConstructingAttribute'],
  [
    'function f { param([ValidateLength(2,1)]$a) }; f',
    'ValidateLengthMaxLengthSmallerThanMinLength',
  ],
  ['function f { param([ValidateRange(2,1)]$a) }; f', 'MaxRangeSmallerThanMinRange'],
  ['function f { param([ValidateRange(1,"b")]$a) }; f', 'MinRangeNotTheSameTypeOfMaxRange'],
  ['nosuchcommand', 'CommandNotFoundException'],
  [
    '1 | Where-Object Length 2',
    'OperatorNotSpecified,Microsoft.PowerShell.Commands.WhereObjectCommand',
  ],
];

for (const [script, id] of REFUSED) {
  test(`refuses: ${script}`, t => {
    t.is(errorId(`$ErrorActionPreference = "Stop"; & { [CmdletBinding()] param() ${script} }`), id);
  });
}

/** Validation attributes: the id of the inner record. */
const INVALID: readonly (readonly [attribute: string, argument: string, id: string])[] = [
  ['[ValidateSet("a","b")]', '"c"', 'ValidateSetFailure'],
  ['[ValidateRange(1,5)]', '0', 'ValidateRangeTooSmall'],
  ['[ValidateRange(1,5)]', '6', 'ValidateRangeTooBig'],
  ['[ValidateRange(1,5)]', '"one"', 'ValidationRangeElementType'],
  ['[ValidateRange("Positive")]', '0', 'ValidateRangePositiveFailure'],
  ['[ValidateRange("Negative")]', '"one"', 'ValidationRangeElementType'],
  ['[ValidateRange("NonNegative")]', '([timespan]"-1")', 'ValidateRangeNonNegativeFailure'],
  ['[ValidatePattern("^x")]', '"y"', 'ValidatePatternFailure'],
  ['[ValidateLength(2,3)]', '"a"', 'ValidateLengthMinLengthFailure'],
  ['[ValidateLength(2,3)]', '"abcd"', 'ValidateLengthMaxLengthFailure'],
  ['[ValidateCount(2,3)]', '@(1)', 'ValidateCountMinMaxFailure'],
  ['[ValidateScript({ $_ -gt 3 })]', '1', 'ValidateScriptFailure'],
  ['[ValidateNotNull()]', '$null', 'ArgumentIsNull'],
  ['[ValidateNotNullOrEmpty()]', '""', 'ArgumentIsEmpty'],
  ['[ValidateNotNullOrEmpty()]', '@{}', 'ArgumentIsEmpty'],
  ['[ValidateNotNullOrEmpty()]', '([int[]]@())', 'ArgumentIsEmpty'],
  ['[ValidateNotNullOrWhiteSpace()]', '"  "', 'ArgumentIsEmptyOrWhiteSpace'],
];

for (const [attribute, argument, id] of INVALID) {
  test(`${attribute} refuses ${argument}`, t => {
    const script = `function f { [CmdletBinding()] param(${attribute}$v) }; try { f -v ${argument} } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }`;
    t.deepEqual(lines(script), [id]);
  });
}

test('asks for mandatory parameters when a user is there', t => {
  const {host, run} = openConsole();
  host.isInteractive = true;
  host.answers = ['one', 'two', ''];
  run('function f { param([Parameter(Mandatory)][string[]]$Name) $Name -join "+" }; f');
  t.deepEqual(host.takeLines(), [
    '',
    'cmdlet f at command pipeline position 1',
    'Supply values for the following parameters:',
    'Name[0]: one',
    'Name[1]: two',
    'Name[2]: ',
    'one+two',
  ]);
});

test('yes to all is asked once per invocation', t => {
  const {host, run} = openConsole();
  host.isInteractive = true;
  host.answers = ['a'];
  run(
    'function f { [CmdletBinding(SupportsShouldProcess)] param([Parameter(ValueFromPipeline)]$x) process { if ($PSCmdlet.ShouldProcess("t$x")) { $x } } }; 1, 2 | f -Confirm',
  );
  t.deepEqual(host.takeLines().slice(-2), ['1', '2']);
});

test('an object that fits no parameter is a non-terminating error', t => {
  const shown = lines(
    'function f { param([Parameter(ValueFromPipeline)][int]$n) process { $n } }; 1, "x", 3 | f 2>$null; $Error[0].FullyQualifiedErrorId',
  );
  t.deepEqual(shown, ['1', '3', 'InputObjectNotBound,f']);
});

/** A call and what is under its name and tildes when binding fails. */
const MARKED: readonly (readonly [call: string, reason: string, marks: string])[] = [
  ['Get-Date -Nope', 'Get-Date', '         ~~~~~'],
  ['Get-Date -Format', 'Get-Date', '         ~~~~~~~'],
  ['Get-Date -Date nonsense', 'Get-Date', '               ~~~~~~~~'],
  ['Get-Date -Date 1/1/2000 -Date 1/1/2000', 'Get-Date', '                        ~~~~~'],
  ['[int]::nosuch()', 'InvalidOperation', '~~~~~~~~~~~~~~~'],
];

test('an error of binding names the command and marks the argument', t => {
  for (const [call, reason, marks] of MARKED) {
    const [first = '', , source = '', under = ''] = lines(`\n\n${call}`);
    t.true(first.startsWith(`${reason}:`), `${call}: ${first}`);
    const from = source.indexOf(call);
    t.is(under.slice(from).trimEnd(), marks, call);
  }
});
