/** The plugin that writes parsers agrees with Peggy's own back end on what matches and what comes of it. */
import test from 'ava';
import * as fc from 'fast-check';
import peggy from 'peggy';
import {directCode} from '../../grammar/generator/index.mjs';

type Parse = (text: string) => unknown;

const grammars: readonly string[] = [
  'S = a:"a" b:("b" / "c")* !"d" rest:$[^x]* { return {a, b, rest, at: offset(), text: text()}; }',
  'S = (@$[a-c]+ " "? / "(" @S ")")*',
  'S = head:N tail:(_ @[-+] _ @N)* _ { return [head, ...tail.flat()]; }\n N = $[0-9]+ / "(" _ @S ")"\n _ = " "*',
  'S = &[ab] !"bb" @(A / B / .) $.*\n A = "a"i "B"i { return 1; }\n B = b:"b" &{ return b === "b"; } !{ return false; } { return 2; }',
  'S = (T / . { return text(); })*\n T "token" = "ab" / "a" &("c" / !.) / "\\u00e9"+ / [^\\0-\\x7f]',
  'S = "" @("a"? "b"+)? @$(!"c" .)* "c"?',
];

const outcome = (parse: Parse, text: string): string => {
  try {
    return JSON.stringify(parse(text));
  } catch (error) {
    return (error as Error).name;
  }
};

test('parsers of both back ends answer alike', async t => {
  const inputs = fc.string({unit: fc.constantFrom(...'aAbBcdx (12+-)é€'), maxLength: 9});
  for (const grammar of grammars) {
    const code = peggy.generate(grammar, {output: 'source', format: 'es', plugins: [directCode]});
    const ours = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      parse: Parse;
    };
    const theirs = peggy.generate(grammar);
    fc.assert(
      fc.property(inputs, text => {
        t.is(
          outcome(ours.parse, text),
          outcome(input => theirs.parse(input), text),
          `${grammar} on ${JSON.stringify(text)}`,
        );
      }),
      {seed: 7, numRuns: 300},
    );
  }
});
