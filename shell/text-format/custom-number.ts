/** Custom numeric formats: `0 # . , % ‰ ; 'text' \x E+0`. Source: language specification 18.1. */
import {Decimal} from '../values/decimal.ts';
import type {Numeric} from './fixed-text.ts';
import {exponentText, fixedText, isNegative} from './fixed-text.ts';

interface Token {
  readonly kind: 'digit' | 'point' | 'comma' | 'literal' | 'exponent';
  readonly text: string;
}

function tokenize(section: string): Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < section.length; i++) {
    const c = section[i] ?? '';
    const exponent = /^[eE][+-]?0+/.exec(section.slice(i));
    if (c === '0' || c === '#') tokens.push({kind: 'digit', text: c});
    else if (c === '.') tokens.push({kind: 'point', text: c});
    else if (c === ',') tokens.push({kind: 'comma', text: c});
    else if (c === '\\') tokens.push({kind: 'literal', text: section[++i] ?? ''});
    else if (c === "'" || c === '"') {
      const end = section.indexOf(c, i + 1);
      const stop = end < 0 ? section.length : end;
      tokens.push({kind: 'literal', text: section.slice(i + 1, stop)});
      i = stop;
    } else if (exponent) {
      tokens.push({kind: 'exponent', text: exponent[0]});
      i += exponent[0].length - 1;
    } else tokens.push({kind: 'literal', text: c});
  }
  return tokens;
}

/** Positive, negative and zero sections; quotes may hold a semicolon. */
function sections(format: string): string[] {
  const parts = [''];
  for (const piece of format.match(/\\.|'[^']*'?|"[^"]*"?|;|[^\\'";]+/gs) ?? []) {
    if (piece === ';') parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

interface Layout {
  readonly tokens: readonly Token[];
  readonly decimals: number;
  readonly minDecimals: number;
  readonly minWhole: number;
  readonly grouped: boolean;
  /** Powers of ten to multiply by: +2 per %, +3 per ‰, -3 per comma before the point. */
  readonly scale: number;
}

function layoutOf(section: string): Layout {
  const tokens = tokenize(section);
  const point = tokens.findIndex(t => t.kind === 'point');
  const whole = tokens.slice(0, point < 0 ? undefined : point);
  const fraction = point < 0 ? [] : tokens.slice(point + 1).filter(t => t.kind === 'digit');
  const wholeDigits = whole.filter(t => t.kind === 'digit');
  const firstZero = wholeDigits.findIndex(t => t.text === '0');
  const lastDigit = whole.findLastIndex(t => t.kind === 'digit');
  const firstDigit = whole.findIndex(t => t.kind === 'digit');
  const scaling = whole.slice(lastDigit + 1).filter(t => t.kind === 'comma').length;
  const literals = tokens.filter(t => t.kind === 'literal').map(t => t.text);
  return {
    tokens,
    decimals: fraction.length,
    minDecimals: fraction.findLastIndex(t => t.text === '0') + 1,
    minWhole: firstZero < 0 ? 0 : wholeDigits.length - firstZero,
    grouped: whole.some((t, i) => t.kind === 'comma' && i > firstDigit && i < lastDigit),
    scale:
      2 * literals.filter(t => t === '%').length +
      3 * literals.filter(t => t === '‰').length -
      3 * scaling,
  };
}

function scaled(n: Numeric, power: number): Numeric {
  if (power === 0) return n;
  if (typeof n === 'number') return Number(`${n}e${power}`) || n * 10 ** power;
  const exact = n instanceof Decimal ? n : Decimal.of(n);
  const factor = Decimal.of(10n ** BigInt(Math.abs(power)));
  return power > 0 ? exact.multiply(factor) : exact.divide(factor);
}

/** `n` by a custom format. */
export function customNumber(n: Numeric, format: string): string {
  const parts = sections(format);
  const negative = isNegative(n);
  const chosen = negative && parts[1] ? parts[1] : (parts[0] ?? '');
  const layout = layoutOf(chosen);
  const zero = isZeroAs(n, layout);
  if (zero && parts.length > 2 && parts[2] !== undefined) return render(n, layoutOf(parts[2]));
  const text = render(n, zero && negative && parts[1] ? layoutOf(parts[0] ?? '') : layout);
  return negative && !parts[1] && !zero ? `-${text}` : text;
}

function isZeroAs(n: Numeric, layout: Layout): boolean {
  if (layout.tokens.some(t => t.kind === 'exponent')) return Number(String(n)) === 0;
  return !/[1-9]/.test(fixedText(scaled(n, layout.scale), layout.decimals));
}

function render(n: Numeric, layout: Layout): string {
  if (layout.tokens.some(t => t.kind === 'exponent')) return renderExponent(n, layout);
  const [whole = '0', fraction = ''] = fixedText(scaled(n, layout.scale), layout.decimals).split(
    '.',
  );
  return fill(
    layout,
    whole.replace(/^0+/, '').padStart(layout.minWhole, '0'),
    trimmed(fraction, layout),
  );
}

function trimmed(fraction: string, layout: Layout): string {
  let length = fraction.length;
  while (length > layout.minDecimals && fraction[length - 1] === '0') length--;
  return fraction.slice(0, length);
}

function renderExponent(n: Numeric, layout: Layout): string {
  const places = layout.tokens.filter(
    (t, i) => t.kind === 'digit' && !afterPoint(layout.tokens, i),
  ).length;
  const {mantissa, exponent} = exponentText(n, Math.max(0, places - 1) + layout.decimals);
  const digits = mantissa.replace('.', '');
  const shift = Math.max(0, places - 1);
  const whole = digits.slice(0, shift + 1);
  return fill(layout, whole, trimmed(digits.slice(shift + 1), layout), exponent - shift);
}

function afterPoint(tokens: readonly Token[], i: number): boolean {
  const point = tokens.findIndex(t => t.kind === 'point');
  return point >= 0 && i > point;
}

/** Digits into the places; those that do not fit stand before the first place. */
function fill(layout: Layout, whole: string, fraction: string, exponent = 0): string {
  const places = layout.tokens.filter(
    (t, i) => t.kind === 'digit' && !afterPoint(layout.tokens, i),
  ).length;
  let out = '';
  let wholeAt = 0;
  let fractionAt = 0;
  let place = 0;
  let pastPoint = false;
  const emit = (count: number) => {
    for (let i = 0; i < count && wholeAt < whole.length; i++) {
      out += whole[wholeAt++];
      const left = whole.length - wholeAt;
      if (layout.grouped && left > 0 && left % 3 === 0) out += ',';
    }
  };
  for (const token of layout.tokens) {
    if (token.kind === 'literal') out += token.text;
    else if (token.kind === 'exponent') out += exponentPart(token.text, exponent);
    else if (token.kind === 'point') {
      if (!pastPoint && fraction) out += '.';
      pastPoint = true;
    } else if (token.kind === 'digit' && pastPoint) out += fraction[fractionAt++] ?? '';
    else if (token.kind === 'digit') {
      const behind = places - place - 1;
      emit(Math.max(0, whole.length - wholeAt - behind));
      place++;
    }
  }
  return out;
}

function exponentPart(text: string, exponent: number): string {
  const sign = exponent < 0 ? '-' : text[1] === '+' ? '+' : '';
  const digits = text.replace(/[^0]/g, '').length;
  return text[0] + sign + String(Math.abs(exponent)).padStart(digits, '0');
}
