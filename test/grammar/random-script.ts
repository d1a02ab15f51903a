/** Scripts for property tests: random statements built from the grammar's shapes, and some written by hand. */
import * as fc from 'fast-check';

const {text} = fc.letrec<{text: string; expression: string; operand: string; block: string}>(
  tie => ({
    operand: fc.oneof(
      {maxDepth: 4, depthIdentifier: 'operand'},
      fc.constantFrom(
        '$a',
        '5',
        "'it''s'",
        '"x"',
        '$env:HOME',
        '0x10',
        '1.5',
        '[int]',
        '@()',
        '@{}',
        '-7',
        '3l',
        '"a$b c"',
      ),
      fc.tuple(tie('expression')).map(([inner]) => `(${inner})`),
      fc.tuple(tie('text')).map(([inner]) => `$(${inner})`),
      fc.tuple(tie('operand')).map(([inner]) => `"a $(${inner}) \${b}c"`),
      fc
        .tuple(tie('expression'), tie('expression'))
        .map(([a, b]) => `$x.M((${a}), (${b}))[(${b})].N`),
      fc.tuple(tie('operand')).map(([inner]) => `@{k = ${inner}; 'l m' = if ($a) { ${inner} }}`),
      tie('block'),
    ),
    expression: fc.oneof(
      {maxDepth: 4, depthIdentifier: 'expression'},
      tie('operand'),
      fc
        .tuple(
          tie('operand'),
          fc.constantFrom(
            '+',
            '-',
            '*',
            '..',
            '-eq',
            '-cnotlike',
            '-and',
            '-f',
            '??',
            '-split',
            ',',
            '-band',
          ),
          tie('expression'),
        )
        .map(([left, operator, right]) => `${left} ${operator} ${right}`),
      fc
        .tuple(fc.constantFrom('-not ', '!', '-bnot ', ',', '- ', '[string]'), tie('operand'))
        .map(([sign, inner]) => `${sign}${inner}`),
      fc
        .tuple(tie('operand'), tie('operand'), tie('operand'))
        .map(([a, b, c]) => `(${a}) ? (${b}) : (${c})`),
    ),
    block: fc.tuple(tie('text')).map(([inner]) => `{ ${inner} }`),
    text: fc.oneof(
      {maxDepth: 4, depthIdentifier: 'statement'},
      fc.constantFrom(
        'Get-It -Name x,y -Force:$true > out.txt 2>&1',
        'a && b || c',
        '& $b 1 @c',
        'return',
        'break l',
      ),
      fc.tuple(tie('expression')).map(([inner]) => `(${inner})`),
      fc.tuple(tie('expression')).map(([inner]) => `$v += (${inner})`),
      fc
        .tuple(tie('operand'), tie('block'))
        .map(([value, block]) => `f (${value}) -x:(${value}) | ForEach-Object ${block}`),
      fc
        .tuple(tie('expression'), tie('block'), tie('block'))
        .map(([test, a, b]) => `if (${test}) ${a} elseif ($e) ${b} else ${a}`),
      fc
        .tuple(tie('expression'), tie('block'))
        .map(([test, block]) => `:l foreach ($i in ${test}) ${block}`),
      fc
        .tuple(tie('expression'), tie('block'))
        .map(([test, block]) => `for ($i = 0; ${test}; $i++) ${block}`),
      fc
        .tuple(tie('block'), tie('expression'))
        .map(([block, test]) => `do ${block} until (${test})`),
      fc
        .tuple(tie('expression'), tie('block'))
        .map(([value, block]) => `switch -wildcard (${value}) { a* ${block} default ${block} }`),
      fc
        .tuple(tie('block'), tie('block'))
        .map(([a, b]) => `try ${a} catch [X], [Y] ${b} catch ${a}`),
      fc
        .tuple(tie('operand'), tie('block'))
        .map(
          ([value, block]) =>
            `function f { param([Parameter(Mandatory)][int]$p = ${value}, $q) process ${block} }`,
        ),
      fc.tuple(tie('text'), tie('text')).map(([a, b]) => `${a}; ${b}`),
    ),
  }),
);

/** The text of one or more statements without errors. */
export const statementText = text;

/** Scripts that use much of the language in little space. */
export const scripts: readonly string[] = [
  'using namespace System.IO\n[CmdletBinding()]param([int]$a = 5)\nbegin { $x = @{a = 1; b = "c $d"} }\nend { $x.a++ }',
  'class A : B { static [int]$x = 5\n [int] M([string]$s) { return $this.y + 1 } }\nenum E { A; B = 2 }',
  'Get-VM web* |\n  Where-Object { $_.State -eq \'Off\' } | # c\n  Start-VM -WhatIf:$false 2>&1 > "$env:TEMP\\x.txt"',
  ':outer while ($true) { foreach ($i in 1..3) { if (-not $i) { continue outer } } }\n$y = $x ? 1 : (2 + 3)',
  '$s = @"\na $(b "c") ${d}\n"@\n$t = @\'\nx\n\'@\ntry { a } catch [X] { throw } finally { b }',
  "switch -regex ($v) { '^a' { 1 } default { $a[0].b(1, 2)::c } }\n<# x #> & { param($p) $p } @args",
];
