/** MatchInfo: a line that Select-String found, and its context. */
import {
  defineType,
  findType,
  getProperty,
  invokeMethod,
  typedArray,
} from '../../shell/values/index.ts';

export interface MatchContext {
  readonly before: readonly string[];
  readonly after: string[];
}

export class MatchInfo {
  readonly line: string;
  readonly lineNumber: number;
  readonly path: string;
  readonly pattern: string;
  readonly ignoreCase: boolean;
  readonly matches: readonly unknown[];
  context: MatchContext | null = null;

  constructor(found: {
    line: string;
    lineNumber: number;
    path: string;
    pattern: string;
    ignoreCase: boolean;
    matches: readonly unknown[];
  }) {
    this.line = found.line;
    this.lineNumber = found.lineNumber;
    this.path = found.path;
    this.pattern = found.pattern;
    this.ignoreCase = found.ignoreCase;
    this.matches = found.matches;
  }

  get filename(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1);
  }

  /** `file:line:text` for files, the text for piped strings; with context, more lines and `>` marks. */
  toText(folder: string | null): string {
    const {context} = this;
    if (!context) return this.formatted(this.lineNumber, this.line, folder, '');
    const first = this.lineNumber - context.before.length;
    return [
      ...context.before.map((line, index) => this.formatted(first + index, line, folder, '  ')),
      this.formatted(this.lineNumber, this.line, folder, '> '),
      ...context.after.map((line, index) =>
        this.formatted(this.lineNumber + 1 + index, line, folder, '  '),
      ),
    ].join('\n');
  }

  private formatted(number: number, line: string, folder: string | null, mark: string): string {
    if (this.path === INPUT_STREAM) return mark + line;
    return `${mark}${relativeTo(folder, this.path)}:${number}:${line}`;
  }
}

export const INPUT_STREAM = 'InputStream';

/** In any case of letters, as the original compares. */
function relativeTo(folder: string | null, file: string): string {
  const below = folder !== null && file.toLowerCase().startsWith(`${folder.toLowerCase()}/`);
  return below ? file.slice(folder.length + 1) : file;
}

class MatchInfoContext {
  readonly context: MatchContext;
  constructor(context: MatchContext) {
    this.context = context;
  }
}

function strings(items: readonly string[]): unknown {
  const type = findType('string');
  return type ? typedArray(type, [...items]) : [...items];
}

defineType<MatchInfoContext>({
  fullName: 'Microsoft.PowerShell.Commands.MatchInfoContext',
  instance: MatchInfoContext,
  properties: {
    PreContext: {type: 'string[]', get: self => strings(self.context.before)},
    PostContext: {type: 'string[]', get: self => strings(self.context.after)},
    DisplayPreContext: {type: 'string[]', get: self => strings(self.context.before)},
    DisplayPostContext: {type: 'string[]', get: self => strings(self.context.after)},
  },
});

defineType<MatchInfo>({
  fullName: 'Microsoft.PowerShell.Commands.MatchInfo',
  instance: MatchInfo,
  toText: self => self.toText(null),
  properties: {
    IgnoreCase: {type: 'bool', get: self => self.ignoreCase},
    LineNumber: {type: 'int', get: self => self.lineNumber},
    Line: {type: 'string', get: self => self.line},
    Filename: {type: 'string', get: self => self.filename},
    Path: {type: 'string', get: self => self.path},
    Pattern: {type: 'string', get: self => self.pattern},
    Context: {
      type: 'Microsoft.PowerShell.Commands.MatchInfoContext',
      get: self => self.context && new MatchInfoContext(self.context),
    },
    Matches: {type: 'object[]', get: self => [...self.matches]},
  },
  methods: {
    ToString: {
      overloads: ['string ToString()', 'string ToString(string directory)'],
      call: (self, [folder]) => self.toText(typeof folder === 'string' ? folder : null),
    },
    RelativePath: {
      overloads: ['string RelativePath(string directory)'],
      call: (self, [folder]) => relativeTo(String(folder), self.path),
    },
  },
});

/** Matches of a .NET Regex in a line. */
export function regexMatches(regex: unknown, line: string, all: boolean): unknown[] {
  const found: unknown[] = [];
  let match = invokeMethod(regex, 'Match', [line]);
  while (getProperty(match, 'Success') === true) {
    found.push(match);
    if (!all) break;
    match = invokeMethod(match, 'NextMatch', []);
  }
  return found;
}
