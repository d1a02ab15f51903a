/**
 * `$PSStyle`: the escape sequences of text and of the formatter's parts, with PowerShell's defaults
 * (language.md 17.4). Whether they reach the screen is decided by `activeStyle`.
 */
import {
  convertTo,
  defineEnum,
  defineType,
  Dictionary,
  NetException,
  requireType,
  toText,
} from '../values/index.ts';
import type {EnumValue} from '../values/index.ts';
import {withoutEscapes} from './cells.ts';

/** What the formatter needs of `$PSStyle`. */
export interface FormatStyle {
  readonly formatAccent: string;
  readonly tableHeader: string;
  readonly customTableHeaderLabel: string;
  readonly error: string;
  readonly errorAccent: string;
  readonly warning: string;
  readonly verbose: string;
  readonly debug: string;
  readonly reset: string;
}

const COLOURS = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'];
const ATTRIBUTES = {
  BlinkOff: 25,
  Blink: 5,
  BoldOff: 22,
  Bold: 1,
  DimOff: 22,
  Dim: 2,
  Hidden: 8,
  HiddenOff: 28,
  Reverse: 7,
  ReverseOff: 27,
  ItalicOff: 23,
  Italic: 3,
  UnderlineOff: 24,
  Underline: 4,
  StrikethroughOff: 29,
  Strikethrough: 9,
} as const;

const FORMATTING = {
  FormatAccent: '32;1',
  ErrorAccent: '36;1',
  Error: '31;1',
  Warning: '33;1',
  Verbose: '33;1',
  Debug: '33;1',
  TableHeader: '32;1',
  CustomTableHeaderLabel: '32;1;3',
  FeedbackName: '33',
  FeedbackText: '96',
  FeedbackAction: '97',
} as const;

const FILE_INFO = {Directory: '44;1', SymbolicLink: '36;1', Executable: '32;1'} as const;

const EXTENSIONS: Readonly<Record<string, string>> = {
  '31;1': '.zip .tgz .gz .tar .nupkg .cab .7z',
  '33;1': '.ps1 .psd1 .psm1 .ps1xml',
};

function sgr(codes: string | number): string {
  return `\u001b[${codes}m`;
}

/** A part of `$PSStyle`: named texts of which some may be set. */
class StylePart {
  readonly texts: Record<string, string>;
  constructor(texts: Record<string, string>) {
    this.texts = texts;
  }
}

export class FormattingStyles extends StylePart {}
export class ForegroundColours extends StylePart {}
export class BackgroundColours extends StylePart {}
/** Colours of names of files: by what they are, else by their extension. */
export class FileInfoStyles extends StylePart {
  readonly extension = new Dictionary(
    requireType('System.Collections.Generic.Dictionary[string,string]'),
    {caseSensitive: false},
  );

  constructor(texts: Record<string, string>) {
    super(texts);
    for (const [codes, names] of Object.entries(EXTENSIONS))
      for (const name of names.split(' ')) this.extension.set(name, sgr(codes));
  }
}

export class ProgressStyle {
  style = sgr('33;1');
  maxWidth = 120;
  view = 'Minimal';
  useOscIndicator = false;
}

export const outputRenderingType = defineEnum({
  fullName: 'System.Management.Automation.OutputRendering',
  values: {Host: 0, PlainText: 1, Ansi: 2},
});

export const progressViewType = defineEnum({
  fullName: 'System.Management.Automation.ProgressView',
  values: {Minimal: 0, Classic: 1},
});

function sequences(codes: Record<string, string | number>): Record<string, string> {
  return Object.fromEntries(Object.entries(codes).map(([name, code]) => [name, sgr(code)]));
}

function colourSequences(first: number): Record<string, string> {
  const dark = COLOURS.map((name, index) => [name, sgr(first + index)] as const);
  const bright = COLOURS.map((name, index) => [`Bright${name}`, sgr(first + 60 + index)] as const);
  return Object.fromEntries([...dark, ...bright]);
}

export class PSStyle {
  outputRendering: EnumValue = convertTo('Host', outputRenderingType) as EnumValue;
  readonly formatting = new FormattingStyles(sequences(FORMATTING));
  readonly foreground = new ForegroundColours(colourSequences(30));
  readonly background = new BackgroundColours(colourSequences(40));
  readonly fileInfo = new FileInfoStyles(sequences(FILE_INFO));
  readonly progress = new ProgressStyle();

  renderPlainText() {
    this.outputRendering = convertTo('PlainText', outputRenderingType) as EnumValue;
  }

  /** The texts the formatter uses. */
  get formatStyle(): FormatStyle {
    const {texts} = this.formatting;
    return {
      formatAccent: texts['FormatAccent'] ?? '',
      tableHeader: texts['TableHeader'] ?? '',
      customTableHeaderLabel: texts['CustomTableHeaderLabel'] ?? '',
      error: texts['Error'] ?? '',
      errorAccent: texts['ErrorAccent'] ?? '',
      warning: texts['Warning'] ?? '',
      verbose: texts['Verbose'] ?? '',
      debug: texts['Debug'] ?? '',
      reset: sgr(0),
    };
  }
}

/** A style may hold escape sequences only: a visible character would shift every table. */
function checkedSequence(value: unknown): string {
  const text = toText(value);
  if (withoutEscapes(text) !== '')
    throw new NetException(
      'System.ArgumentException',
      `The specified string contains printable content when it should only contain ANSI escape sequences: ${withoutEscapes(text)}`,
    );
  return text;
}

function textProperties(names: Iterable<string>, settable: boolean) {
  return Object.fromEntries(
    [...names].map(name => [
      name,
      {
        type: 'string',
        get: (part: StylePart) => part.texts[name],
        ...(settable
          ? {
              set(part: StylePart, value: unknown) {
                part.texts[name] = checkedSequence(value);
              },
            }
          : {}),
      },
    ]),
  );
}

function rgb(first: number, args: readonly unknown[]): string {
  const [red, green, blue] =
    args.length === 1
      ? [16, 8, 0].map(shift => (Number(toText(args[0])) >> shift) & 255)
      : args.map(part => Number(toText(part)) & 255);
  return sgr(`${first};2;${red};${green};${blue}`);
}

const NAMESPACE = 'System.Management.Automation.PSStyle';

defineType<FormattingStyles>({
  fullName: `${NAMESPACE}+FormattingData`,
  instance: FormattingStyles,
  properties: textProperties(Object.keys(FORMATTING), true),
});
defineType<FileInfoStyles>({
  fullName: `${NAMESPACE}+FileInfoFormatting`,
  instance: FileInfoStyles,
  properties: {
    ...textProperties(Object.keys(FILE_INFO), true),
    Extension: {get: self => self.extension},
  },
});
for (const [instance, name, first] of [
  [ForegroundColours, 'ForegroundColor', 38],
  [BackgroundColours, 'BackgroundColor', 48],
] as const)
  defineType<StylePart>({
    fullName: `${NAMESPACE}+${name}`,
    instance,
    properties: textProperties(Object.keys(colourSequences(30)), false),
    methods: {FromRgb: {call: (_self, args) => rgb(first, args)}},
  });

defineType<ProgressStyle>({
  fullName: `${NAMESPACE}+ProgressConfiguration`,
  instance: ProgressStyle,
  properties: {
    Style: {
      type: 'string',
      get: self => self.style,
      set(self, value) {
        self.style = checkedSequence(value);
      },
    },
    MaxWidth: {
      type: 'int',
      get: self => self.maxWidth,
      set(self, value) {
        if (Number(value) < 18)
          throw new NetException(
            'System.ArgumentOutOfRangeException',
            'The minimum allowed width is 18.',
          );
        self.maxWidth = Number(value);
      },
    },
    View: {
      type: progressViewType.fullName,
      get: self => convertTo(self.view, progressViewType),
      set(self, value) {
        self.view = toText(value);
      },
    },
    UseOSCIndicator: {
      type: 'bool',
      get: self => self.useOscIndicator,
      set(self, value) {
        self.useOscIndicator = value === true;
      },
    },
  },
});

defineType<PSStyle>({
  fullName: NAMESPACE,
  instance: PSStyle,
  properties: {
    Reset: {type: 'string', get: () => sgr(0)},
    ...Object.fromEntries(
      Object.entries(ATTRIBUTES).map(([name, code]) => [
        name,
        {type: 'string', get: () => sgr(code)},
      ]),
    ),
    OutputRendering: {
      type: outputRenderingType.fullName,
      get: self => self.outputRendering,
      set(self, value) {
        self.outputRendering = convertTo(value, outputRenderingType) as EnumValue;
      },
    },
    Formatting: {get: self => self.formatting},
    Progress: {get: self => self.progress},
    FileInfo: {get: self => self.fileInfo},
    Foreground: {get: self => self.foreground},
    Background: {get: self => self.background},
  },
  methods: {
    FormatHyperlink: {
      call: (_self, [text, link]) =>
        `\u001b]8;;${toText(link)}\u001b\\${toText(text)}\u001b]8;;\u001b\\`,
    },
  },
});

/**
 * The style for one screen, or null for plain text. `toTerminal` is false when output is captured or
 * redirected: then only the rendering Ansi keeps sequences.
 */
export function activeStyle(style: PSStyle, toTerminal: boolean): FormatStyle | null {
  const rendering = style.outputRendering.toString();
  const colours = rendering === 'Ansi' || (rendering === 'Host' && toTerminal);
  return colours ? style.formatStyle : null;
}
