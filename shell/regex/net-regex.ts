/**
 * System.Text.RegularExpressions.Regex at work: matching, replacing, splitting with .NET's results.
 */
import {stopPoint} from '../session/stop-point.ts';
import {requireType} from '../values/find-type.ts';
import {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import {TYPE} from '../values/type-symbol.ts';
import {RegexOptions} from './options.ts';
import {expandReplacement} from './replacement.ts';
import type {Translation} from './translate.ts';
import {translateRegex} from './translate.ts';

/** One group of a match. Group 0 is the whole. */
export class NetGroup {
  readonly name: string;
  readonly success: boolean;
  readonly value: string;
  private readonly locate: () => number;

  /** `locate` finds the index when somebody asks for it. */
  constructor(name: string, value: string | undefined, locate: () => number) {
    this.name = name;
    this.success = value !== undefined;
    this.value = value ?? '';
    this.locate = locate;
  }
  /** Until somebody looks, shell/types/regex.ts is not evaluated; then it puts the types here. */
  get [TYPE](): NetType {
    return requireType('System.Text.RegularExpressions.Group');
  }
  get index(): number {
    return this.success ? this.locate() : 0;
  }
  get length(): number {
    return this.value.length;
  }
}

/** A successful match. */
export class NetMatch extends NetGroup {
  readonly input: string;
  readonly regex: NetRegex;
  private readonly raw: RegExpExecArray;
  private ownGroups: NetGroup[] | undefined;

  constructor(regex: NetRegex, raw: RegExpExecArray) {
    super('0', raw[0], () => raw.index);
    this.regex = regex;
    this.raw = raw;
    this.input = raw.input;
  }
  override get [TYPE](): NetType {
    return requireType('System.Text.RegularExpressions.Match');
  }
  /** .NET's order: whole, unnamed, named. */
  get groups(): readonly NetGroup[] {
    this.ownGroups ??= [this, ...this.regex.translation.groups.map(group => this.groupOf(group))];
    return this.ownGroups;
  }
  private groupOf({name, captures}: Translation['groups'][number]): NetGroup {
    const capture = captures.findLast(i => this.raw[i] !== undefined) ?? captures[0] ?? 0;
    return new NetGroup(name, this.raw[capture], () => this.regex.locate(this.raw, capture));
  }
  /** By name or number. */
  group(which: string): NetGroup | undefined {
    return this.groups.find(group => group.name === which);
  }
  next(): NetMatch | undefined {
    const end = this.index + Math.max(this.length, 1);
    return end > this.input.length ? undefined : this.regex.match(this.input, end);
  }
}

export class NetRegex {
  readonly pattern: string;
  readonly options: number;
  readonly translation: Translation;
  private readonly compiled: RegExp;
  private withIndices: RegExp | undefined;

  constructor(pattern: string, options = 0) {
    this.pattern = pattern;
    this.options = options;
    this.translation = translateRegex(pattern, options);
    this.compiled = this.compile(this.translation.contiguous ? 'y' : 'g');
  }

  private compile(flags: string): RegExp {
    try {
      return new RegExp(
        this.translation.source,
        `${flags}u${this.translation.ignoreCase ? 'i' : ''}`,
      );
    } catch (error) {
      throw new NetException(
        'System.Text.RegularExpressions.RegexParseException',
        `Invalid pattern '${this.pattern}' at offset 0. ${(error as Error).message}`,
      );
    }
  }

  get [TYPE](): NetType {
    return requireType('System.Text.RegularExpressions.Regex');
  }
  get rightToLeft(): boolean {
    return (this.options & RegexOptions.RightToLeft) !== 0;
  }

  isMatch(text: string, from = 0): boolean {
    this.compiled.lastIndex = from;
    return this.compiled.test(text);
  }

  match(text: string, from = 0): NetMatch | undefined {
    if (this.rightToLeft) return this.matches(text)[0];
    return this.forward(text, from);
  }

  private forward(text: string, from: number): NetMatch | undefined {
    this.compiled.lastIndex = from;
    const raw = this.compiled.exec(text);
    return raw ? new NetMatch(this, raw) : undefined;
  }

  matches(text: string, from = 0): NetMatch[] {
    const out: NetMatch[] = [];
    for (let at = from; at <= text.length; ) {
      const found = this.forward(text, at);
      if (!found) break;
      stopPoint();
      out.push(found);
      at = found.index + Math.max(found.length, 0);
      if (found.length === 0) at++;
    }
    return this.rightToLeft ? out.toReversed() : out;
  }

  /** Where a capture of `raw` begins. */
  locate(raw: RegExpExecArray, capture: number): number {
    this.withIndices ??= this.compile('dy');
    this.withIndices.lastIndex = raw.index;
    return this.withIndices.exec(raw.input)?.indices?.[capture]?.[0] ?? raw.index;
  }

  replace(text: string, template: string, count = -1): string {
    if (!template.includes('$')) return this.replaceWith(text, () => template, count);
    return this.replaceWith(text, found => expandReplacement(template, found), count);
  }

  replaceWith(text: string, evaluate: (found: NetMatch) => string, count = -1): string {
    let out = '';
    let from = 0;
    let left = count;
    for (const found of this.matches(text)) {
      if (left-- === 0) break;
      out += text.slice(from, found.index) + evaluate(found);
      from = found.index + found.length;
    }
    return out + text.slice(from);
  }

  /** Captured groups are part of the result; `count` pieces at most when it is not 0. */
  split(text: string, count = 0): string[] {
    const out: string[] = [];
    let from = 0;
    let pieces = 1;
    for (const found of count === 1 ? [] : this.matches(text)) {
      out.push(text.slice(from, found.index));
      for (const group of found.groups.slice(1)) if (group.success) out.push(group.value);
      from = found.index + found.length;
      if (++pieces === count) break;
    }
    return [...out, text.slice(from)];
  }
}

const compiled = new Map<string, NetRegex>();
const LIMIT = 500;

/** A regex, remembered by pattern and options. */
export function netRegex(pattern: string, options = 0): NetRegex {
  const key = `${options}/${pattern}`;
  let regex = compiled.get(key);
  if (!regex) {
    regex = new NetRegex(pattern, options);
    if (compiled.size >= LIMIT) compiled.clear();
    compiled.set(key, regex);
  }
  return regex;
}
