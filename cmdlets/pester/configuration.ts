/**
 * PesterConfiguration: the options of a run by section, with their defaults. Each option is an object with
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
  NetException,
  propertiesOf,
  PSCustomObject,
  toArray,
  toText,
  unwrap,
} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';

type OptionType = 'string' | 'bool' | 'string[]' | 'scriptblock[]' | 'object[]' | 'decimal';
type Row = readonly [type: OptionType, standard: Value, description: string];

const SECTIONS = {
  Run: {
    Path: [
      'string[]',
      ['.'],
      'Directories to be searched for tests, paths directly to test files, or combination of both.',
    ],
    ExcludePath: ['string[]', [], 'Directories or files to be excluded from the run.'],
    ScriptBlock: ['scriptblock[]', [], 'ScriptBlocks containing tests to be executed.'],
    Container: ['object[]', [], 'ContainerInfo objects containing tests to be executed.'],
    TestExtension: ['string', '.Tests.ps1', 'Filter used to identify test files.'],
    Exit: [
      'bool',
      false,
      'Exit with non-zero exit code when the test run fails. Exit code is always set to `$LASTEXITCODE` even when this option is `$false`. When used together with Throw, throwing an exception is preferred.',
    ],
    Throw: [
      'bool',
      false,
      'Throw an exception when test run fails. When used together with Exit, throwing an exception is preferred.',
    ],
    PassThru: ['bool', false, 'Return result object to the pipeline after finishing the test run.'],
    SkipRun: [
      'bool',
      false,
      'Runs the discovery phase but skips run. Use it with PassThru to get object populated with all tests.',
    ],
    SkipRemainingOnFailure: [
      'string',
      'None',
      'Skips remaining tests after failure for selected scope, options are None, Run, Container and Block.',
    ],
  },
  Filter: {
    Tag: ['string[]', [], 'Tags of Describe, Context or It to be run.'],
    ExcludeTag: ['string[]', [], 'Tags of Describe, Context or It to be excluded from the run.'],
    Line: [
      'string[]',
      [],
      "Filter by file and scriptblock start line, useful to run parsed tests programmatically to avoid problems with expanded names. Example: 'C:\\tests\\file1.Tests.ps1:37'",
    ],
    ExcludeLine: [
      'string[]',
      [],
      'Exclude by file and scriptblock start line, takes precedence over Line.',
    ],
    FullName: [
      'string[]',
      [],
      "Full name of test with -like wildcards, joined by dot. Example: '*.describe Get-Item.test1'",
    ],
  },
  TestResult: {
    Enabled: ['bool', false, 'Enable TestResult.'],
    OutputFormat: [
      'string',
      'NUnitXml',
      'Format to use for test result report. Possible values: NUnitXml, NUnit2.5, NUnit3 or JUnitXml',
    ],
    OutputPath: [
      'string',
      'testResults.xml',
      'Path relative to the current directory where test result report is saved.',
    ],
    OutputEncoding: ['string', 'UTF8', 'Encoding of the output file.'],
    TestSuiteName: ['string', 'Pester', "Set the name assigned to the root 'test-suite' element."],
  },
  Should: {
    ErrorAction: [
      'string',
      'Stop',
      "Controls if Should throws on error. Use 'Stop' to throw on error, or 'Continue' to fail at the end of the test.",
    ],
  },
  Debug: {
    ShowFullErrors: [
      'bool',
      false,
      "Show full errors including Pester internal stack. This property is deprecated, and if set to true it will override Output.StackTraceVerbosity to 'Full'.",
    ],
    ShowNavigationMarkers: [
      'bool',
      false,
      'Write paths after every block and test, for easy navigation in VSCode.',
    ],
    ReturnRawResultObject: [
      'bool',
      false,
      'Returns unfiltered result object, this is for development only. Do not rely on this object for additional properties, non-public properties will be renamed without previous notice.',
    ],
  },
  Output: {
    Verbosity: [
      'string',
      'Normal',
      'The verbosity of output, options are None, Normal, Detailed and Diagnostic.',
    ],
    StackTraceVerbosity: [
      'string',
      'Filtered',
      'The verbosity of stacktrace output, options are None, FirstLine, Filtered and Full.',
    ],
    CIFormat: [
      'string',
      'Auto',
      'The CI format of error output in build logs, options are None, Auto, AzureDevops and GithubActions.',
    ],
    CILogLevel: [
      'string',
      'Error',
      'The CI log level in build logs, options are Error and Warning.',
    ],
    RenderMode: [
      'string',
      'Auto',
      'The mode used to render console output, options are Auto, Ansi, ConsoleColor and Plaintext.',
    ],
  },
  TestDrive: {Enabled: ['bool', true, 'Enable TestDrive.']},
} as const satisfies Readonly<Record<string, Readonly<Record<string, Row>>>>;

export class Option {
  readonly type: OptionType;
  readonly standard: Value;
  readonly description: string;
  #value: Value;
  isModified = false;

  constructor([type, standard, description]: Row) {
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
    this.#value = convertTo(plain, this.type);
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
    refuseUnknown(given, '', new Set([...this.sections.keys(), ...ABSENT]));
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

/** Sections about things that are not there: taken, for nothing depends on them. */
const ABSENT = ['testregistry'];

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
