/** What holds for every text: the parser answers, unfinished input is unfinished, printing keeps the tree. */
import * as fc from 'fast-check';
import test from 'ava';
import {lineStarts, positionOf} from '../../grammar/positions.ts';
import {parseScript} from '../../grammar/parse.ts';
import {printScript} from '../../grammar/print/index.ts';
import {tokenize} from '../../grammar/tokens.ts';
import {walk} from '../../grammar/walk.ts';
import {scripts, statementText} from './random-script.ts';
import {show} from './show.ts';

const seeded = {seed: 20240131, numRuns: 100};

function tree(text: string): string {
  const {ast, errors} = parseScript(text);
  return errors.length > 0 || !ast ? `errors ${JSON.stringify(errors)}` : show(ast);
}

test('printing a tree and parsing it again gives the same tree', t => {
  fc.assert(
    fc.property(statementText, text => {
      const {ast, errors} = parseScript(text);
      t.deepEqual(errors, [], text);
      if (ast) t.is(tree(printScript(ast)), show(ast), text);
    }),
    seeded,
  );
});

test('every prefix of a valid script is answered, and its nodes lie inside it', t => {
  for (const text of scripts) {
    t.deepEqual(parseScript(text).errors, [], text);
    for (let length = 0; length < text.length; length++) {
      const {ast, errors} = parseScript(text.slice(0, length));
      t.true(ast !== null || errors.length > 0);
      if (!ast) continue;
      walk(ast, node => {
        if (node.start < 0 || node.end > length || node.start > node.end) {
          t.fail(`${node.kind} at ${node.start}-${node.end} of ${length}: ${text}`);
        }
      });
    }
  }
});

test('a script cut inside a bracket or string is unfinished', t => {
  const cut = [
    'if ($a) {\n  b',
    'a | b {',
    '@{\n a = 1',
    '$x = (1 +\n 2',
    '"a $(b',
    'f -x @(1,',
    "@'\na\n",
  ];
  for (const text of cut) {
    const {errors} = parseScript(text);
    t.true(errors[0]?.incompleteInput, text);
  }
});

test('random text never throws, for the parser and the tokenizer', t => {
  const pieces = fc.array(
    fc.constantFrom(
      ...'$ ( ) { } [ ] @ \' " ` ; , | & = + - . : < > # ? ! % \n a if 1 -x foreach class { $x @{ $( @( @" "@ <# #> 2>&1 in'.split(
        ' ',
      ),
      '\n',
      ' ',
    ),
    {maxLength: 40},
  );
  fc.assert(
    fc.property(pieces, parts => {
      const text = parts.join('');
      const {ast, errors} = parseScript(text);
      t.true(ast !== null || errors.length > 0);
      const tokens = tokenize(text);
      tokens.forEach((token, index) => {
        t.true(token.start < token.end && token.start >= (tokens[index - 1]?.end ?? 0), text);
      });
    }),
    seeded,
  );
});

test('500 nested brackets parse; 100000 are an error and not a crash', t => {
  for (const [open, close] of [
    ['(', ')'],
    ['{', '}'],
    ['@(', ')'],
    ['$(', ')'],
    ['@{a=', '}'],
  ] as const) {
    const nested = (depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;
    t.deepEqual(parseScript(nested(500)).errors, [], open);
    t.is(parseScript(nested(100_000)).errors[0]?.errorId, 'ScriptTooComplicated', open);
  }
});

test('a long chain of operators is one expression', t => {
  const {ast, errors} = parseScript(Array.from({length: 20_000}, (_, index) => index).join(' + '));
  t.deepEqual(errors, []);
  t.is(ast?.endBlock?.statements.length, 1);
});

test('requirements are kept with the script', t => {
  const {ast} = parseScript('#requires -Version 7.0\na # x\n  #Requires -Modules B, C\n');
  t.deepEqual(ast?.scriptRequirements, [
    {start: 0, text: '-Version 7.0'},
    {start: 31, text: '-Modules B, C'},
  ]);
});

test('offsets become lines and columns for every kind of line end', t => {
  const starts = lineStarts('a\nbc\r\nd\re');
  t.deepEqual(starts, [0, 2, 6, 8]);
  const rows = [
    [0, 1, 1],
    [1, 1, 2],
    [3, 2, 2],
    [6, 3, 1],
    [8, 4, 1],
    [9, 4, 2],
  ] as const;
  for (const [offset, line, column] of rows)
    t.deepEqual(positionOf(starts, offset), {line, column});
});

test('tokens have the kind of their place', t => {
  const kinds = (text: string) =>
    tokenize(text)
      .map(({kind, start, end}) => `${kind}:${text.slice(start, end)}`)
      .join(' ');
  const rows: readonly (readonly [string, string])[] = [
    ['Get-VM -Name x 5 # c', 'command:Get-VM parameter:-Name argument:x number:5 comment:# c'],
    ['a | b', 'command:a separator:| command:b'],
    ['"x $y $(z) w', 'string:"x  variable:$y string:  bracket:$( command:z bracket:) string: w'],
    [
      'if ($a.b -eq 1) {',
      'keyword:if bracket:( variable:$a operator:. member:b operator:-eq number:1 bracket:) bracket:{',
    ],
    ['[int]::Max', 'bracket:[ type:int bracket:] operator::: member:Max'],
    ['@{a = b; c', 'bracket:@{ member:a operator:= command:b separator:; member:c'],
    ["$x = 'y", "variable:$x operator:= string:'y"],
    ['a 2>&1 > f', 'command:a operator:2>&1 operator:> argument:f'],
    ['function f { g', 'keyword:function command:f bracket:{ command:g'],
    ['<# a', 'comment:<# a'],
  ];
  for (const [text, expected] of rows) t.is(kinds(text), expected, text);
});
