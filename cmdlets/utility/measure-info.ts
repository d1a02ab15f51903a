/** What Measure-Object counts with and what it writes. */
import {compare, defineType, double} from '../../shell/values/index.ts';

/** Running statistics of values; the spread by Welford's method. */
export class NumberStatistics {
  count = 0;
  sum = 0;
  maximum: unknown = null;
  minimum: unknown = null;
  readonly #hasExtremes: boolean;
  readonly #hasSpread: boolean;
  #numbers = 0;
  #mean = 0;
  #squares = 0;

  /** Sum and count are always kept; the rest only where it is wanted, for it costs more than the pipeline. */
  constructor(wanted: Wanted) {
    const {AllStats: all = false} = wanted;
    this.#hasExtremes = all || Boolean(wanted.Maximum) || Boolean(wanted.Minimum);
    this.#hasSpread = all || Boolean(wanted.StandardDeviation);
  }

  /** `number` is null for what is no number: it counts, and takes part in maximum and minimum. */
  add(value: unknown, number: number | null) {
    this.count++;
    if (this.#hasExtremes) this.#addExtreme(number === null ? value : double(number));
    if (number === null) return;
    this.sum += number;
    if (this.#hasSpread) this.#addDistance(number);
  }

  #addExtreme(value: unknown) {
    if (this.maximum === null || compare(value, this.maximum) > 0) this.maximum = value;
    if (this.minimum === null || compare(value, this.minimum) < 0) this.minimum = value;
  }

  #addDistance(number: number) {
    this.#numbers++;
    const distance = number - this.#mean;
    this.#mean += distance / this.#numbers;
    this.#squares += distance * (number - this.#mean);
  }

  get average(): number {
    return this.count === 0 ? 0 : this.sum / this.count;
  }
  get standardDeviation(): number {
    return this.#numbers < 2 ? 0 : Math.sqrt(this.#squares / (this.#numbers - 1));
  }
}

export class TextStatistics {
  readonly ignoreWhiteSpace: boolean;
  count = 0;
  lines = 0;
  words = 0;
  characters = 0;

  constructor(ignoreWhiteSpace: boolean) {
    this.ignoreWhiteSpace = ignoreWhiteSpace;
  }

  add(text: string) {
    this.count++;
    this.lines += text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
    this.words += text.match(/\S+/g)?.length ?? 0;
    this.characters += this.ignoreWhiteSpace ? text.replace(/\s/g, '').length : text.length;
  }
}

export interface Wanted {
  readonly Sum?: boolean;
  readonly AllStats?: boolean;
  readonly Average?: boolean;
  readonly Maximum?: boolean;
  readonly Minimum?: boolean;
  readonly StandardDeviation?: boolean;
  readonly Line?: boolean;
  readonly Word?: boolean;
  readonly Character?: boolean;
}

/** Statistics that were not asked for are $null. */
export class GenericMeasureInfo {
  readonly count: number;
  readonly average: unknown;
  readonly sum: unknown;
  readonly maximum: unknown;
  readonly minimum: unknown;
  readonly standardDeviation: unknown;
  readonly property: string | null;

  constructor(found: NumberStatistics, wanted: Wanted, property: string) {
    const pick = (isWanted: boolean | undefined, value: unknown) =>
      (isWanted || wanted.AllStats) && found.count > 0 ? value : null;
    this.count = found.count;
    this.average = pick(wanted.Average, double(found.average));
    this.sum = pick(wanted.Sum, double(found.sum));
    this.maximum = pick(wanted.Maximum, found.maximum);
    this.minimum = pick(wanted.Minimum, found.minimum);
    this.standardDeviation = pick(wanted.StandardDeviation, double(found.standardDeviation));
    this.property = property || null;
  }
}

export class TextMeasureInfo {
  readonly lines: number | null;
  readonly words: number | null;
  readonly characters: number | null;
  readonly property: string | null;

  constructor(found: TextStatistics, wanted: Wanted, property: string) {
    this.lines = wanted.Line ? found.lines : null;
    this.words = wanted.Word ? found.words : null;
    this.characters = wanted.Character ? found.characters : null;
    this.property = property || null;
  }
}

const measureInfoType = defineType<GenericMeasureInfo | TextMeasureInfo>({
  fullName: 'Microsoft.PowerShell.Commands.MeasureInfo',
  abstract: true,
  properties: {Property: {type: 'string', get: self => self.property}},
});

defineType<GenericMeasureInfo>({
  fullName: 'Microsoft.PowerShell.Commands.GenericMeasureInfo',
  base: measureInfoType,
  instance: GenericMeasureInfo,
  properties: {
    Count: {type: 'int', get: self => self.count},
    Average: {type: 'System.Nullable[double]', get: self => self.average},
    Sum: {type: 'System.Nullable[double]', get: self => self.sum},
    Maximum: {type: 'object', get: self => self.maximum},
    Minimum: {type: 'object', get: self => self.minimum},
    StandardDeviation: {type: 'System.Nullable[double]', get: self => self.standardDeviation},
  },
});

defineType<TextMeasureInfo>({
  fullName: 'Microsoft.PowerShell.Commands.TextMeasureInfo',
  base: measureInfoType,
  instance: TextMeasureInfo,
  properties: {
    Lines: {type: 'System.Nullable[int]', get: self => self.lines},
    Words: {type: 'System.Nullable[int]', get: self => self.words},
    Characters: {type: 'System.Nullable[int]', get: self => self.characters},
  },
});
