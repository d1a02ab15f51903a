/** The script debugger: breakpoints that act, and what is typed where a script stands still. */
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {Home} from '../../fixtures/product.ts';

const SCRIPT = `function inner($n) {
  $r = $n * 2
  return $r
}
$a = 1
$b = inner 4
for ($i = 0; $i -lt 2; $i++) {
  $a += $i
}
"a=$a b=$b"
`;

const home = new Home();
const script = path.join(home.folder, 'sample.ps1');
writeFileSync(script, SCRIPT);
test.after.always(() => home.remove());

const lines = (text: string): string[] => text.replaceAll(script, 'SCRIPT').trimEnd().split('\n');

const CASES: readonly {title: string; code: string; typed: string; shows: readonly string[]}[] = [
  {
    title: 'actions count lines, commands and variables, and do not stop',
    code: `$b = sbp '${script}' 8 -Action { $global:seen += "[$i]" }
      sbp -Command inn* -Action { $global:calls++ } | Out-Null
      sbp -Variable a -Mode Write -Action { $global:writes++ } | Out-Null
      & '${script}'; "$seen $calls $writes $($b.HitCount)"`,
    typed: '',
    shows: ['a=2 b=8', '[0][1] 1 3 2'],
  },
  {
    title: 'a stop shows the place; commands see the scope; s steps in, o out, c goes on',
    code: `sbp '${script}' 2 | Out-Null; & '${script}'`,
    typed: '$n\ns\no\nc\n',
    shows: [
      'Entering debug mode. Use h or ? for help.',
      '',
      "Hit Line breakpoint on 'SCRIPT:2'",
      '',
      'At SCRIPT:2 char:3',
      '+   $r = $n * 2',
      '+   ~~~~~~~~~~~',
      '4',
      'At SCRIPT:3 char:3',
      '+   return $r',
      '+   ~~~~~~~~~',
      'At SCRIPT:7 char:6',
      '+ for ($i = 0; $i -lt 2; $i++) {',
      '+      ~~~~~~',
      'a=2 b=8',
    ],
  },
  {
    title: 'v steps over a call, an assignment changes the script, q ends it',
    code: `sbp '${script}' 6 | Out-Null; & '${script}'; 'never'`,
    typed: 'v\n$b = 70\n$b + 1\nq\n',
    shows: [
      'Entering debug mode. Use h or ? for help.',
      '',
      "Hit Line breakpoint on 'SCRIPT:6'",
      '',
      'At SCRIPT:6 char:1',
      '+ $b = inner 4',
      '+ ~~~~~~~~~~~~',
      'At SCRIPT:7 char:6',
      '+ for ($i = 0; $i -lt 2; $i++) {',
      '+      ~~~~~~',
      '71',
    ],
  },
  {
    title: 'Wait-Debugger stops where it stands; d detaches',
    code: `function f { $x = 1; Wait-Debugger; $x + 1 }; f`,
    typed: '$x\nd\n',
    shows: [
      'Entering debug mode. Use h or ? for help.',
      '',
      'At line:1 char:22',
      '+ function f { $x = 1; Wait-Debugger; $x + 1 }; f',
      '+                      ~~~~~~~~~~~~~',
      '1',
      '2',
    ],
  },
  {
    title: 'Set-PSDebug shows lines, assignments and calls',
    code: `Set-PSDebug -Trace 2\n$q = 5\nSet-PSDebug -Off\n'end'`,
    typed: '',
    shows: [
      'DEBUG:    2+  >>>> $q = 5',
      'DEBUG: ! SET $q',
      'DEBUG:    3+  >>>> Set-PSDebug -Off',
      "DEBUG: ! CALL 'Set-PSDebug'",
      'end',
    ],
  },
  {
    title: 'breakpoints are listed, disabled, removed; what is wrong with one is said',
    code: `sbp '${script}' 5 | Disable-PSBreakpoint -PassThru | ForEach-Object Enabled
      & '${script}'
      Get-PSBreakpoint | Format-Table | Out-String -Width 60
      Get-PSBreakpoint | Remove-PSBreakpoint; @(Get-PSBreakpoint).Count
      foreach ($wrong in { sbp none.ps1 1 }, { sbp /etc/passwd 1 }, { sbp '${script}' 0 }, { Remove-PSBreakpoint 9 }) {
        try { & $wrong -ErrorAction Stop; $error[0].FullyQualifiedErrorId } catch { $_.FullyQualifiedErrorId }
      }`,
    typed: '',
    shows: [
      'False',
      'a=2 b=8',
      '',
      '  ID Script       Line Command      Variable     Action',
      '  -- ------       ---- -------      --------     ------',
      '   0 sample.ps1      5',
      '',
      '',
      '0',
      'NewPSBreakpoint:FileDoesNotExist,Microsoft.PowerShell.Commands.SetPSBreakpointCommand',
      'NewPSBreakpoint:WrongExtension,Microsoft.PowerShell.Commands.SetPSBreakpointCommand',
      'SetPSBreakpoint:LineLessThanOne,Microsoft.PowerShell.Commands.SetPSBreakpointCommand',
      'PSBreakpoint:BreakpointIdNotFound,Microsoft.PowerShell.Commands.RemovePSBreakpointCommand',
    ],
  },
];

for (const {title, code, typed, shows} of CASES)
  test(title, t => {
    const {out} = home.run(['-NoProfile', '-c', code], typed);
    const shown = lines(out.replace(/^\[DBG\].*>> /gm, '')).map(line => line.trimEnd());
    t.deepEqual(shown, [...shows]);
  });
