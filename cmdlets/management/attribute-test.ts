/** `-Attributes`: names of file attributes joined by `,` (or), `+` (and), `!` (not). */
import {fileAttributesType} from '../../shell/providers/file-info.ts';
import type {EnumValue} from '../../shell/values/index.ts';
import {convertTo} from '../../shell/values/index.ts';

/** A test of attribute bits. Throws for names that are no attributes. */
export function attributeTest(expression: string): (bits: number) => boolean {
  const choices = expression.split(',').map(choice => choice.split('+').map(term));
  return bits => choices.some(terms => terms.every(holds => holds(bits)));
}

function term(text: string): (bits: number) => boolean {
  const isNegative = text.trim().startsWith('!');
  const name = text.trim().replace(/^!/, '');
  const {value} = convertTo(name, fileAttributesType) as EnumValue;
  return bits => ((bits & value) !== 0) !== isNegative;
}
