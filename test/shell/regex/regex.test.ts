/** .NET regular expressions: rows of pattern, options, text and what matches. Source: specification 3.4. */
import test from 'ava';
import {netRegex} from '../../../shell/regex/net-regex.ts';
import {RegexOptions} from '../../../shell/regex/options.ts';
import {NetException} from '../../../shell/values/index.ts';

const {IgnoreCase, Multiline, Singleline, ExplicitCapture, IgnorePatternWhitespace, RightToLeft} =
  RegexOptions;

/** Matches joined by `|`, groups of each in parentheses; '-' when nothing matches. */
function found(pattern: string, text: string, options = 0): string {
  const matches = netRegex(pattern, options).matches(text);
  if (matches.length === 0) return '-';
  return matches
    .map(
      m =>
        m.value +
        (m.groups.length > 1
          ? `(${m.groups
              .slice(1)
              .map(g => `${g.name}=${g.success ? g.value : '!'}`)
              .join(',')})`
          : ''),
    )
    .join('|');
}

const rows: [string, number, string, string][] = [
  ['a.c', 0, 'abc a\nc', 'abc'],
  ['a.c', Singleline, 'a\nc', 'a\nc'],
  ['a.c', 0, 'a\rc', 'a\rc'],
  ['ABC', IgnoreCase, 'abc', 'abc'],
  ['(?i)abc', 0, 'ABC', 'ABC'],
  ['a(?i)b', 0, 'aB AB', 'aB'],
  ['a(?i:b)c', 0, 'aBc aBC', 'aBc'],
  ['[a-c]+(?i:X)', 0, 'abx ABX', 'abx'],
  ['^\\w+$', Multiline, 'ab\ncd', 'ab|cd'],
  ['^ab$', 0, 'ab\n', 'ab'],
  ['ab\\z', 0, 'ab\n', '-'],
  ['ab\\Z', 0, 'ab\n', 'ab'],
  ['\\Aa', 0, 'aa', 'a'],
  ["(?<y>\\d+)-(\\d+)-(?'d'\\d)", 0, '2024-05-6', '2024-05-6(1=05,y=2024,d=6)'],
  ['(a)|(b)', 0, 'ab', 'a(1=a,2=!)|b(1=!,2=b)'],
  ['(a)(?<n>b)', ExplicitCapture, 'ab', 'ab(n=b)'],
  ['a b # note\n c', IgnorePatternWhitespace, 'abc', 'abc'],
  ['(?x) a  b', 0, 'ab', 'ab'],
  ['a(?#note)b', 0, 'ab', 'ab'],
  ['\\d+', 0, 'x٣٤', '٣٤'],
  ['\\w+', 0, 'héé!', 'héé'],
  ['\\s+', 0, 'a\t\n\v\f\r b', '\t\n\v\f\r '],
  ['[\\s]+', 0, 'a\t\n\v\f\r b', '\t\n\v\f\r '],
  ['\\S+', 0, 'a\nb', 'a|b'],
  ['\\bé\\b', 0, 'é éé', 'é'],
  ['\\p{Lu}+', 0, 'abCD', 'CD'],
  ['\\P{L}+', 0, 'a12b', '12'],
  ['[\\p{L}-[aeiou]]+', 0, 'hello', 'h|ll'],
  ['[a-z-[m-p]]+', 0, 'lmnopq', 'l|q'],
  ['[^\\W\\d]+', 0, 'a1_b', 'a|_b'],
  ['[]a]+', 0, ']a', ']a'],
  ['[\\]\\-x]+', 0, ']-x', ']-x'],
  ['(?<=\\$)\\d+', 0, '$15', '15'],
  ['(?<!a)b', 0, 'ab b', 'b'],
  ['(?>a+)ab', 0, 'aaab', '-'],
  ['(?>a+)b', 0, 'aaab', 'aaab'],
  ['(\\w)\\1', 0, 'aabb', 'aa(1=a)|bb(1=b)'],
  ['(?<c>\\w)\\k<c>', 0, 'xaab', 'aa(c=a)'],
  ['a{2,3}?', 0, 'aaaa', 'aa|aa'],
  ['a{', 0, 'a{', 'a{'],
  ['\\x41\\u0042\\t', 0, 'AB\t', 'AB\t'],
  ['\\d', RightToLeft, '123', '3|2|1'],
  ['', 0, 'ab', '||'],
  ['x*', 0, 'axb', '|x||'],
  ['\\Ga', 0, 'aaba', 'a|a'],
  ['(?i)\\Ga', 0, 'aAba', 'a|A'],
  ['(?(?=\\d)\\d{2}|[a-z])', 0, '12a3b', '12|a|b'],
  ['(?(?!x)y|xx)', 0, 'yxx', 'y|xx'],
  ['(?(?<=a)b|c)', 0, 'abcb', 'b|c'],
  ['\\s+', 0, 'a\u0085\u00a0\ufeff', '\u0085\u00a0'],
  ['[\\s.]+', 0, 'a\u0085.b', '\u0085.'],
  ['\\w+\\d', RegexOptions.ECMAScript, 'éa1٣', 'a1'],
];

test('matches', t => {
  for (const [pattern, options, text, wanted] of rows)
    t.is(found(pattern, text, options), wanted, pattern);
});

test('indexes of groups', t => {
  const match = netRegex('(?<a>\\w)-(\\d+)').match('xx b-123');
  t.deepEqual(
    match?.groups.map(g => [g.name, g.index, g.length]),
    [
      ['0', 3, 5],
      ['1', 5, 3],
      ['a', 3, 1],
    ],
  );
});

test('patterns that .NET refuses are ArgumentExceptions with its text', t => {
  const bad: [string, RegExp][] = [
    ['(', /Not enough \)'s\./],
    ['a)', /Too many \)'s\./],
    ['[a', /Unterminated \[\] set\./],
    ['*a', /Quantifier '\*' following nothing\./],
    ['a**', /Nested quantifier '\*'\./],
    ['a\\', /Illegal \\ at end of pattern\./],
    ['[z-a]', /\[x-y\] range in reverse order\./],
    ['a\\G', /\\G is supported at the beginning/],
    ['(?<a-b>x)', /Balancing groups are not supported/],
    ['(?<-b>x)', /Balancing groups are not supported/],
    ['(a)?(?(1)b|c)', /Conditions on a group are not supported/],
    ['(?(?=a)b|c|d)', /Too many \\|/],
    ['\\k<x>', /Reference to undefined group name 'x'\./],
  ];
  for (const [pattern, text] of bad) {
    const error = t.throws(() => netRegex(pattern), {instanceOf: NetException});
    t.regex(error?.message ?? '', text);
    t.is(error?.type.base?.fullName, 'System.ArgumentException');
  }
});

test('replacement codes', t => {
  const codes: [string, string, string, string][] = [
    ['(a)(b)', 'xaby', '$2$1', 'xbay'],
    ['a', 'a', '$1', '$1'],
    ['(?<n>a)', 'a', '${n}${zz}', 'a${zz}'],
    ['b', 'abc', '[$_]', 'a[abc]c'],
    ['(a)(b)?', 'ab', '$+', 'b'],
  ];
  for (const [pattern, text, template, wanted] of codes)
    t.is(netRegex(pattern).replace(text, template), wanted);
  t.deepEqual(netRegex('-').split('a-b-c', 2), ['a', 'b-c']);
});
