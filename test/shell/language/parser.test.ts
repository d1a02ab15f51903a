/** Trees, tokens and errors as scripts see them; variables as objects; arguments that fit no parameter. */
import test from 'ava';
import {run} from '../eval/tiny-session.ts';

type Row = readonly [script: string, ...output: string[]];

function table(title: string, rows: readonly Row[]): void {
  test(title, t => {
    for (const [script, ...output] of rows) t.deepEqual(run(script).lines, output, script);
  });
}

const PARSE = (text: string): string =>
  `$t = $e = $null; $ast = [System.Management.Automation.Language.Parser]::ParseInput('${text}', [ref]$t, [ref]$e); `;
const COMMANDS =
  '$ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $NESTED)';

table('trees', [
  [
    `${PARSE('f 1 | g; { h }')}${COMMANDS.replace('$NESTED', '$true')} | % { $_.GetCommandName() }`,
    'f',
    'g',
    'h',
  ],
  [
    `${PARSE('f 1 | g; { h }')}${COMMANDS.replace('$NESTED', '$false')} | % { $_.Extent.Text }`,
    'f 1',
    'g',
  ],
  [
    `${PARSE('\n  $x = 1')}$s = $ast.EndBlock.Statements[0]; $s.Operator; $s.Left.VariablePath.UserPath; $s.Extent.StartLineNumber; $s.Extent.StartColumnNumber; $s.Parent -eq $ast.EndBlock`,
    'Equals',
    'x',
    '2',
    '3',
    'True',
  ],
  [
    `${PARSE('$true; f')}$one, $two = $ast.EndBlock.Statements; $one.GetPureExpression().IsConstantVariable(); $null -eq $two.GetPureExpression()`,
    'True',
    'True',
  ],
  ['{ param($a) 1 }.Ast.ParamBlock.Parameters[0].Name.ToString()', '$a'],
  [
    '{ @{k = 1, 2} }.Ast.Find({ $args[0] -is [System.Management.Automation.Language.HashtableAst] }, $true).SafeGetValue().k',
    '1',
    '2',
  ],
  [
    'try { { $x }.Ast.EndBlock.Statements[0].SafeGetValue() } catch { $_.FullyQualifiedErrorId }',
    'InvalidOperationException',
  ],
]);

table('tokens and errors', [
  [
    `${PARSE('f "a')}$t | % { "$($_.Kind) $($_.HasError)" }`,
    'Identifier False',
    'StringExpandable True',
    'EndOfInput False',
  ],
  [
    `${PARSE('get-x -n:5 "a $b"\n$c -ceq [int]::Max')}$t | % { "$($_.Kind) $($_.TokenFlags)" }`,
    'Identifier CommandName',
    'Parameter None',
    'Number None',
    'StringExpandable None',
    'NewLine None',
    'Variable None',
    'Ceq BinaryOperator, CaseSensitiveOperator',
    'LBracket None',
    'Identifier TypeName',
    'RBracket None',
    'ColonColon None',
    'Identifier MemberName',
    'EndOfInput None',
  ],
  [
    `${PARSE('f -n:5 "a $b"')}$t[1].ParameterName; $t[1].UsedColon; $t[2].Value.GetType().Name; $t[3].Value; $t[3].NestedTokens[0].Name; $t[3].GetType().Name`,
    'n',
    'True',
    'Int32',
    'a $b',
    'b',
    'StringExpandableToken',
  ],
  [
    `${PARSE('if ($a) { 1 }')}$t | % { "$($_.Kind)" }`,
    'If',
    'LParen',
    'Variable',
    'RParen',
    'LCurly',
    'Number',
    'RCurly',
    'EndOfInput',
  ],
  [
    `${PARSE('for(')}$e.Count; $e[0].ErrorId; $e[0].IncompleteInput; $e[0].Extent.StartOffset`,
    '1',
    'MissingEndParenthesisAfterStatement',
    'True',
    '4',
  ],
]);

table('arguments that no parameter takes', [
  ['function f($a) { "$a|$args" }; f -no 1; f -no: 1 2', '1|-no', '2|-no: 1'],
  ['@{a = 1}.get_Keys(); "abc".get_Length()', 'a', '3'],
]);
