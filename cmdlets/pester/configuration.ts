/**
 * PesterConfiguration: the options of a run by section (configuration-options.ts). Each option is an object with
 * Value, Default, Description and IsModified, which a plain value may be assigned to.
 *
 * Source: about_PesterConfiguration of Pester 5.7.
 */
import {
  convertTo,
  defineType,
  Hashtable,
  hashtable,
  hasProperty,
  isNull,
  looseEquals,
  NetException,
  propertiesOf,
  PSCustomObject,
  toArray,
  toText,
  unwrap,
} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {type OptionType, type Row, SECTIONS} from './configuration-options.ts';

export class Option {
  readonly type: OptionType;
  readonly standard: Value;
  readonly description: string;
  readonly #fixed: string | undefined;
  #value: Value;
  isModified = false;

  constructor([type, standard, description, fixed]: Row) {
    this.#fixed = fixed;
    this.type = type;
    this.standard = standard;
    this.description = description;
    this.#value = standard;
  }
  get value(): Value {
    return this.#value;
  }
  set value(given: Value) {
    const plain = given instanceof Option ? given.value : given;
    const value = convertTo(plain, this.type);
    if (this.#fixed !== undefined && !looseEquals(value, this.standard))
      throw new NetException('System.NotSupportedException', this.#fixed);
    this.#value = value;
    this.isModified = true;
  }
  get text(): string {
    return toText(this.#value);
  }
  get flag(): boolean {
    return this.#value === true;
  }
  get texts(): string[] {
    return toArray(this.#value).map(each => toText(each));
  }
}

export class Section {
  readonly name: string;
  readonly options: ReadonlyMap<string, Option>; // by lower-case name
  constructor(name: string, rows: Readonly<Record<string, Row>>) {
    this.name = name;
    this.options = new Map(
      Object.entries(rows).map(([key, row]) => [key.toLowerCase(), new Option(row)]),
    );
  }
}

type SectionName = keyof typeof SECTIONS;

export class PesterConfiguration {
  readonly sections: ReadonlyMap<string, Section>;

  constructor() {
    this.sections = new Map(
      Object.entries(SECTIONS).map(([name, rows]) => [name.toLowerCase(), new Section(name, rows)]),
    );
  }

  option<S extends SectionName>(section: S, name: keyof (typeof SECTIONS)[S] & string): Option {
    const found = this.sections.get(section.toLowerCase())?.options.get(name.toLowerCase());
    if (found === undefined) throw new Error(`no option ${section}.${name}`);
    return found;
  }

  /** From a hashtable of hashtables, another configuration, or an object of such a shape. */
  static from(given: Value): PesterConfiguration {
    const made = new PesterConfiguration();
    made.take(given);
    return made;
  }

  take(given: Value): void {
    refuseUnknown(given, '', this.sections);
    for (const section of this.sections.values()) {
      const values = entry(given, section.name);
      if (!isNull(values)) fillSection(section, values);
    }
  }
}

/** A named part of a hashtable, an object or a configuration; undefined when there is none. */
function entry(given: Value, name: string): Value {
  const from = unwrap(given);
  if (from instanceof PesterConfiguration) return from.sections.get(name.toLowerCase());
  if (from instanceof Section) {
    const option = from.options.get(name.toLowerCase());
    return option?.isModified ? option.value : undefined;
  }
  if (from instanceof Hashtable) return from.get(name);
  if (!(from instanceof PSCustomObject) || !hasProperty(from, name)) return undefined;
  return propertiesOf(from)
    .find(each => each.name.toLowerCase() === name.toLowerCase())
    ?.get();
}

/** A name that is no option would be passed over in silence. */
function refuseUnknown(given: Value, place: string, known: {has(name: string): boolean}): void {
  if (!(given instanceof Hashtable)) return;
  const odd = given.keys().find(key => !known.has(toText(key).toLowerCase()));
  if (odd !== undefined)
    throw new NetException(
      'System.ArgumentException',
      `Pester has no option '${place}${toText(odd)}' here.`,
    );
}

function fillSection(section: Section, values: Value): void {
  refuseUnknown(values, `${section.name}.`, section.options);
  for (const [lower, option] of section.options) {
    const value = entry(values, lower);
    if (value !== undefined) option.value = value;
  }
}

const optionProperties = {
  Value: {
    get: (self: Option) => self.value,
    set: (self: Option, value: Value) => {
      self.value = value;
    },
  },
  Default: {get: (self: Option) => self.standard},
  Description: {type: 'string', get: (self: Option) => self.description},
  IsModified: {type: 'bool', get: (self: Option) => self.isModified},
};

defineType<Option>({
  fullName: 'Pester.Option',
  instance: Option,
  toText: self => `${self.description} (${self.text}, default: ${toText(self.standard)})`,
  properties: optionProperties,
});

defineType<Section>({
  fullName: 'Pester.ConfigurationSection',
  instance: Section,
  toText: self => self.name,
  properties: Object.fromEntries(
    [...new Set(Object.values(SECTIONS).flatMap(rows => Object.keys(rows)))].map(name => [
      name,
      {
        get: (self: Section) => self.options.get(name.toLowerCase()) ?? null,
        set: (self: Section, value: Value) => {
          const option = self.options.get(name.toLowerCase());
          if (option === undefined)
            throw new NetException(
              'System.Management.Automation.RuntimeException',
              `The property '${name}' cannot be found on this object. Verify that the property exists and can be set.`,
            );
          option.value = value;
        },
      },
    ]),
  ),
});

defineType<PesterConfiguration>({
  fullName: 'PesterConfiguration',
  instance: PesterConfiguration,
  toText: () => 'PesterConfiguration',
  convert: value =>
    value instanceof Hashtable || value instanceof PSCustomObject
      ? PesterConfiguration.from(value)
      : undefined,
  properties: Object.fromEntries(
    Object.keys(SECTIONS).map(name => [
      name,
      {
        get: (self: PesterConfiguration) => self.sections.get(name.toLowerCase()) ?? null,
        set: (self: PesterConfiguration, value: Value) => self.take(hashtable({[name]: value})),
      },
    ]),
  ),
  constructors: {'()': () => new PesterConfiguration()},
  statics: {
    'object Default': () => new PesterConfiguration(),
    'object ShallowClone(object from)': (from: Value) => PesterConfiguration.from(from),
  },
});
