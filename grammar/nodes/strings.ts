/** Variables, strings and words, from their parts. */
import type {
  ExpandableStringExpressionAst,
  StringConstantExpressionAst,
  StringConstantType,
  SubExpressionAst,
  UsingExpressionAst,
  VariableExpressionAst,
} from '../ast.ts';

/** A variable from its path: `a`, `script:a`, `env:PATH`. `using:` wraps it. */
export function variable(
  start: number,
  end: number,
  path: string,
  splatted: boolean,
): VariableExpressionAst | UsingExpressionAst {
  const colon = path.indexOf(':');
  const scope = colon > 0 ? path.slice(0, colon) : null;
  const name = scope === null ? path : path.slice(colon + 1);
  if (scope?.toLowerCase() !== 'using') {
    return {kind: 'VariableExpressionAst', start, end, scope, name, splatted};
  }
  return {
    kind: 'UsingExpressionAst',
    start,
    end,
    subExpression: variable(start, end, name, splatted),
  };
}

type StringPart = string | VariableExpressionAst | UsingExpressionAst | SubExpressionAst;

const isFlat = (
  parts: readonly (StringPart | readonly StringPart[])[],
): parts is readonly StringPart[] => !parts.some(part => Array.isArray(part));

/** A string whose parts are text and things that expand: constant when all is text. */
export function expandable(
  start: number,
  end: number,
  nested: readonly (StringPart | readonly StringPart[])[],
  stringConstantType: StringConstantType,
): StringConstantExpressionAst | ExpandableStringExpressionAst {
  const first = nested[0];
  if (nested.length === 1 && typeof first === 'string') {
    return {kind: 'StringConstantExpressionAst', start, end, value: first, stringConstantType};
  }
  const parts = isFlat(nested) ? nested : nested.flat();
  if (parts.every(part => typeof part === 'string')) {
    const value = parts.join('');
    return {kind: 'StringConstantExpressionAst', start, end, value, stringConstantType};
  }
  return {
    kind: 'ExpandableStringExpressionAst',
    start,
    end,
    parts: joinText(start, parts, stringConstantType),
    stringConstantType,
  };
}

export function bareWord(start: number, end: number, value: string): StringConstantExpressionAst {
  return {kind: 'StringConstantExpressionAst', start, end, value, stringConstantType: 'BareWord'};
}

/** A word in which quotes and escapes count but variables stay text: the name of a command or function. */
export function literalWord(
  start: number,
  end: number,
  parts: readonly (StringPart | readonly StringPart[])[],
  input: string,
): StringConstantExpressionAst {
  const texts = parts
    .flat()
    .map(part => (typeof part === 'string' ? part : input.slice(part.start, part.end)));
  return bareWord(start, end, texts.join(''));
}

/** Neighbouring texts become one part. Its offsets are the gap between the parts around it. */
function joinText(
  start: number,
  parts: readonly StringPart[],
  stringConstantType: StringConstantType,
) {
  const joined: ExpandableStringExpressionAst['parts'][number][] = [];
  let from = start;
  let text = '';
  const flush = (to: number) => {
    if (text === '') return;
    joined.push({
      kind: 'StringConstantExpressionAst',
      start: from,
      end: to,
      value: text,
      stringConstantType,
    });
    text = '';
  };
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    flush(part.start);
    joined.push(part);
    from = part.end;
  }
  flush(from);
  return joined;
}
