/** Strings and words in which something expands, and `$using:`, which names what it stands before. */
import type {ExpandableStringExpressionAst, ExpressionAst} from '../ast.ts';
import type {Printer} from './printer.ts';
import {expandableText, variable, wordText} from './words.ts';

export function expandable(
  {parts, stringConstantType}: ExpandableStringExpressionAst,
  print: Printer,
): string {
  if (stringConstantType === 'BareWord') return expandableWord(parts, print);
  const text = parts.map(part =>
    part.kind === 'StringConstantExpressionAst' ? expandableText(part.value) : braced(part, print),
  );
  const inner = text.join('');
  return stringConstantType === 'DoubleQuoted' ? `"${inner}"` : `@"\n${inner}\n"@`;
}

function expandableWord(parts: ExpandableStringExpressionAst['parts'], print: Printer): string {
  const texts = parts.map((part, index) => {
    if (part.kind !== 'StringConstantExpressionAst') return braced(part, print);
    const text = wordText(part.value);
    // `2>` at the start of a word is a stream.
    if (index === 0 && /^[0-9*]>/.test(text)) return `${text[0]}\`${text.slice(1)}`;
    const mayJoin = index > 0 && /^[.[=:]/.test(text);
    return mayJoin || (index === 0 && /^[-\u2013-\u2015#<>@]/.test(text)) ? `\`${text}` : text;
  });
  return texts.join('');
}

/** What expands in a string, so that no text after it can join it. */
function braced(part: ExpandableStringExpressionAst['parts'][number], print: Printer): string {
  if (part.kind === 'VariableExpressionAst') return variable(part, true);
  if (part.kind === 'UsingExpressionAst') return using(part.subExpression, print);
  return print.expression(part);
}

/** `$using:` goes before the name of the variable that the expression starts with. */
export function using(inner: ExpressionAst, print: Printer): string {
  const text =
    inner.kind === 'VariableExpressionAst' ? variable(inner, true) : print.expression(inner);
  return text.replace(/^[$@]\{?/, start => `${start}using:`);
}
