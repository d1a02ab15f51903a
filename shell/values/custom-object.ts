/**
 * PSCustomObject: a bag of members in insertion order, found by name in any case.
 */
import {defineType} from './define-type.ts';
import type {Shape} from './member-bag.ts';
import {fieldAt, MemberBag} from './member-bag.ts';
import type {Value} from './value.ts';

export class PSCustomObject extends MemberBag {
  /** Own PSTypeNames, most derived first, never changed in place; undefined: those of the type. */
  typeNames: string[] | undefined;

  get members(): MemberBag {
    return this;
  }
}

export const psObjectType = defineType({
  fullName: 'System.Management.Automation.PSObject',
  accelerator: 'psobject',
  body: () => require('../types/ps-object.ts').psObjectMembers,
});

export const customObjectType = defineType<PSCustomObject>({
  fullName: 'System.Management.Automation.PSCustomObject',
  accelerator: 'pscustomobject',
  instance: PSCustomObject,
  body: () => require('../types/ps-object.ts').psObjectMembers,
});

/** `[pscustomobject]@{...}`. `typeName` becomes the first of its PSTypeNames. */
export function customObject(
  properties: Readonly<Record<string, Value>> | Iterable<readonly [string, Value]>,
  typeName?: string,
): PSCustomObject {
  const object = new PSCustomObject();
  const entries =
    Symbol.iterator in properties
      ? (properties as Iterable<readonly [string, Value]>)
      : Object.entries(properties);
  for (const [name, value] of entries) object.note(name, value);
  if (typeName) object.typeNames = [typeName, customObjectType.fullName, 'System.Object'];
  return object;
}

type Part<F> = (from: F) => Value;
type RecordMaker<F> = (from: F) => PSCustomObject;
type MakerOf = <F>(shape: Shape, parts: readonly Part<F>[]) => RecordMaker<F>;

/** By the number of values. */
const makers: MakerOf[] = [];

/**
 * What makes objects of one shape: each of `parts` gives the value of one name, in the shape's order.
 *
 * Objects with the same number of values have a class of their own, so that V8 knows their fields before the first
 * value and makes an object in one piece. Its constructor must name the fields: it is written here.
 */
export function recordMaker<F>(shape: Shape, parts: readonly Part<F>[]): RecordMaker<F> {
  makers[parts.length] ??= makerOf(parts.length);
  return (makers[parts.length] as MakerOf)(shape, parts);
}

function makerOf(count: number): MakerOf {
  const each = (text: (place: number) => string) =>
    Array.from({length: count}, (_, at) => text(at));
  const values = each(at => `v${at}`);
  const text = `
    class Record extends Base {
      constructor(${['shape', ...values].join(', ')}) {
        super(shape);
        ${each(at => `this.${fieldAt(at)} = v${at};`).join('')}
      }
    }
    return (shape, parts) => {
      const [${each(at => `p${at}`).join(', ')}] = parts;
      return from => new Record(${['shape', ...each(at => `p${at}(from) ?? null`)].join(', ')});
    };`;
  return new Function('Base', text)(PSCustomObject) as MakerOf;
}
