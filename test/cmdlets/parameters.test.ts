/** The parameters of the cmdlets that scripts use most: the names PowerShell 7 has on Linux, and no others. */
import test from 'ava';
import {runScript} from '../fixtures/run-script.ts';

/** A line a cmdlet: its name, then its parameters. Common parameters, -WhatIf and -Confirm are left out. */
const EXPECTED = `
Add-Content Path Value PassThru Filter Include Exclude Force NoNewline Encoding AsByteStream LiteralPath
Copy-Item Path Destination Container Force Filter Include Exclude Recurse PassThru LiteralPath
Get-ChildItem Path Filter Include Exclude Recurse Depth Force Name LiteralPath Attributes Directory File FollowSymlink Hidden ReadOnly System
Get-Content ReadCount TotalCount Tail Path Filter Include Exclude Force Delimiter Wait Raw Encoding AsByteStream LiteralPath
Get-Item Path Filter Include Exclude Force LiteralPath
Get-Location PSProvider PSDrive Stack StackName
Join-Path Path ChildPath AdditionalChildPath Resolve Extension
New-Item Path ItemType Value Force Name
Remove-Item Path Filter Include Exclude Recurse Force LiteralPath
Resolve-Path Path Relative RelativeBasePath Force LiteralPath
Set-Content Path Value PassThru Filter Include Exclude Force NoNewline Encoding AsByteStream LiteralPath
Set-Location Path PassThru LiteralPath StackName
Split-Path Path Parent Resolve Leaf LeafBase Extension Qualifier NoQualifier IsAbsolute LiteralPath
Test-Path Path Filter Include Exclude PathType IsValid OlderThan NewerThan LiteralPath
ConvertTo-SecureString String SecureKey AsPlainText Force Key
Get-Credential Credential Message UserName Title
Add-Member InputObject TypeName PassThru Force NotePropertyMembers NotePropertyName NotePropertyValue MemberType Name Value SecondValue
Compare-Object ReferenceObject DifferenceObject SyncWindow Property ExcludeDifferent IncludeEqual PassThru Culture CaseSensitive
ConvertFrom-Json InputObject AsHashtable DateKind Depth NoEnumerate
ConvertTo-Json InputObject Depth Compress EnumsAsStrings AsArray EscapeHandling
Export-Csv InputObject Path LiteralPath Force NoClobber Encoding Append Delimiter IncludeTypeInformation NoTypeInformation QuoteFields UseQuotes NoHeader UseCulture
Format-List Property ExcludeProperty GroupBy View ShowError DisplayError Force Expand InputObject
Format-Table Property AutoSize RepeatHeader HideTableHeaders Wrap ExcludeProperty GroupBy View ShowError DisplayError Force Expand InputObject
Get-Alias Name Exclude Scope Definition
Get-Date Date Year Month Day Hour Minute Second Millisecond DisplayHint Format AsUTC UFormat UnixTimeSeconds
Get-Error Newest InputObject
Get-Member InputObject Name MemberType View Static Force
Get-Random SetSeed Maximum Minimum Count InputObject Shuffle
Get-Variable Name ValueOnly Include Exclude Scope
Group-Object NoElement AsHashTable AsString InputObject Property Culture CaseSensitive
Import-Csv Delimiter Path Header Encoding LiteralPath UseCulture
Measure-Object Property InputObject StandardDeviation Sum AllStats Average Maximum Minimum Line Word Character IgnoreWhiteSpace
New-Object TypeName ArgumentList Property ComObject Strict
New-TimeSpan Start End Days Hours Minutes Seconds Milliseconds
Out-File FilePath Encoding Append Force NoClobber Width NoNewline InputObject LiteralPath
Out-String Stream Width NoNewline InputObject
Read-Host Prompt MaskInput AsSecureString
Select-Object InputObject Property ExcludeProperty ExpandProperty Unique CaseInsensitive Last First Skip Wait SkipLast Index SkipIndex
Select-String Culture Pattern Path SimpleMatch CaseSensitive Quiet List NoEmphasis Include Exclude NotMatch AllMatches Encoding Context InputObject Raw LiteralPath
Set-Alias Name Value Description Option PassThru Scope Force
Set-Variable Name Value Include Exclude Description Option Force Visibility PassThru Scope
Sort-Object Stable Descending Unique InputObject Property Culture CaseSensitive Top Bottom
Start-Sleep Seconds Milliseconds Duration
Write-Error Message Category ErrorId TargetObject RecommendedAction CategoryActivity CategoryReason CategoryTargetName CategoryTargetType Exception ErrorRecord
Write-Host Object NoNewline Separator ForegroundColor BackgroundColor
Write-Output InputObject NoEnumerate
Write-Verbose Message
Write-Warning Message
`;

const COMMON = [
  'Verbose Debug ErrorAction WarningAction InformationAction ProgressAction ErrorVariable',
  'WarningVariable InformationVariable OutVariable OutBuffer PipelineVariable WhatIf Confirm',
].join(' ');

function sorted(names: string): string {
  return names.trim().toLowerCase().split(/\s+/).sort().join(' ');
}

test('declared parameters', t => {
  const rows = EXPECTED.trim()
    .split('\n')
    .map(line => line.split(/ (.*)/) as [string, string]);
  const names = rows.map(([name]) => `'${name}'`).join(',');
  const common = COMMON.split(' ')
    .map(name => `'${name}'`)
    .join(',');
  const {output} = runScript(
    `foreach ($n in ${names}) { "$n " + ((Get-Command $n).Parameters.Keys.Where{$_ -notin ${common}} -join ' ') }`,
  );
  const found = output.map(line => line.split(/ (.*)/) as [string, string]);
  t.deepEqual(
    found.map(([name, keys]) => `${name}: ${sorted(keys)}`),
    rows.map(([name, keys]) => `${name}: ${sorted(keys)}`),
  );
});
