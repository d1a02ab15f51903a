/**
 * A Peggy plugin that writes faster parsers: one plain function for each rule.
 *
 * Peggy reads and checks the grammar as always; only its last step is replaced. The code looks at one character
 * before it tries an alternative (starts.mjs), makes no value that is not used and no message of what was
 * expected (code.mjs). A failed parse throws an error with the `offset` where the start rule failed.
 *
 * Beyond Peggy's own promises: a predicate may move `peg$currPos` on. Other than with Peggy, a parser is used
 * again for the next text, so the initializers run once for each parser and not for each text: what belongs to
 * one text is set by a predicate at the beginning of the start rule. A parse that begins within another one
 * has a parser of its own.
 */
import {CodeWriter} from './code.mjs';
import {Starts} from './starts.mjs';

const list = initializer => [initializer ?? []].flat().map(({code}) => code);

function write(grammar, options) {
  const writer = new CodeWriter(grammar, new Starts(grammar));
  const rules = grammar.rules.map(rule => writer.rule(rule));
  grammar.code = [
    ...list(grammar.topLevelInitializer),
    'const peg$FAILED = {};',
    'function peg$table(ranges) {',
    '  const table = new Uint8Array(128);',
    '  for (const [low, high] of ranges) table.fill(1, low, high + 1);',
    '  return table;',
    '}',
    ...writer.tables,
    'function peg$parser() {',
    "let input = '';",
    'let options = {};',
    'let peg$currPos = 0;',
    'let peg$savedPos = 0;',
    'function offset() { return peg$savedPos; }',
    'function text() { return input.slice(peg$savedPos, peg$currPos); }',
    ...writer.functions.map((code, index) => `const peg$f${index} = ${code}`),
    ...rules,
    ...list(grammar.initializer),
    'return (text, given) => {',
    '  [input, options, peg$currPos] = [text, given, 0];',
    `  const result = peg$parse${options.allowedStartRules[0]}();`,
    '  if (result !== peg$FAILED && peg$currPos === input.length) return result;',
    "  throw Object.assign(new SyntaxError('The text does not match.'), {offset: peg$currPos});",
    '};',
    '}',
    'const peg$idle = [];',
    'function peg$parse(text, options = {}) {',
    '  const parser = peg$idle.pop() ?? peg$parser();',
    '  try {',
    '    return parser(text, options);',
    '  } finally {',
    '    peg$idle.push(parser);',
    '  }',
    '}',
    'export {peg$parse as parse};',
  ].join('\n');
}

export const directCode = {
  use(config) {
    config.passes.generate = [write];
  },
};
