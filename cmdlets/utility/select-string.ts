/** Select-String: lines that fit a pattern, in files and in piped texts. */
import {readFileSync} from 'node:fs';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {ENCODING} from '../../shell/cmdlet/encoding-argument.ts';
import {isContainer, isFile} from '../../shell/providers/items.ts';
import {decode, type Encoding} from '../../shell/types/encoding.ts';
import {construct, NetException, requireType, toText, unwrap} from '../../shell/values/index.ts';
import {fileOf} from '../../shell/providers/items.ts';
import {INPUT_STREAM, MatchInfo, regexMatches} from './match-info.ts';
import {searchedPlaces} from './searched-files.ts';

interface Matcher {
  readonly pattern: string;
  /** Matches in a line; empty where there is none. A plain text gives one stand-in. */
  find(line: string): {hit: boolean; matches: unknown[]};
}

interface State {
  matchers: Matcher[];
  before: number;
  after: number;
  /** -Quiet and -List of piped texts: something was found. */
  found: boolean;
  input: Search | null;
  lineNumber: number;
}

export const selectString = cmdlet({
  name: 'Select-String',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['sls'],
  className: 'SelectStringCommand',
  defaultParameterSet: 'File',
  outputTypes: ['Microsoft.PowerShell.Commands.MatchInfo', 'System.Boolean', 'System.String'],
  synopsis: 'Finds text in strings and files.',
  parameters: {
    Culture: {type: 'string', help: 'The culture whose rules and forms apply.'},
    Pattern: {
      type: 'string[]',
      mandatory: true,
      position: 0,
      help: 'Regular expressions, or texts with -SimpleMatch.',
    },
    Path: {
      type: 'string[]',
      sets: {
        File: {mandatory: true, position: 1, pipeline: 'name'},
        FileRaw: {mandatory: true, position: 1, pipeline: 'name'},
      },
      wildcards: true,
      help: 'Paths; wildcards are allowed.',
    },
    SimpleMatch: {type: 'switch', help: 'Patterns are plain texts.'},
    CaseSensitive: {type: 'switch', help: 'Letters that differ in case differ.'},
    Quiet: {
      type: 'switch',
      sets: {File: {}, Object: {}, LiteralFile: {}},
      help: 'Writes true when something matches.',
    },
    List: {type: 'switch', help: 'Only the first match in each file.'},
    NoEmphasis: {type: 'switch', help: 'Does not highlight matches.'},
    Include: {type: 'string[]', wildcards: true, help: 'Only what fits one of these wildcards.'},
    Exclude: {type: 'string[]', wildcards: true, help: 'Not what fits one of these wildcards.'},
    NotMatch: {type: 'switch', help: 'Lines that do not match.'},
    AllMatches: {type: 'switch', help: 'All matches in a line.'},
    Encoding: ENCODING,
    Context: {
      type: 'int[]',
      validate: [{notNullOrEmpty: true}, {count: [1, 2]}, {range: [0, 0x7fffffff]}],
      help: 'How many lines to show before and after.',
    },
    InputObject: {
      type: 'psobject',
      sets: {
        ObjectRaw: {mandatory: true, pipeline: 'value'},
        Object: {mandatory: true, pipeline: 'value'},
      },
      help: 'The objects to work on, usually piped.',
    },
    Raw: {
      type: 'switch',
      sets: {
        ObjectRaw: {mandatory: true},
        FileRaw: {mandatory: true},
        LiteralFileRaw: {mandatory: true},
      },
      help: 'Plain text instead of objects.',
    },
    LiteralPath: {
      type: 'string[]',
      sets: {
        LiteralFileRaw: {mandatory: true, pipeline: 'name'},
        LiteralFile: {mandatory: true, pipeline: 'name'},
      },
      aliases: ['PSPath', 'LP'],
      help: 'Paths taken as they are, without wildcards.',
    },
  },
  examples: [
    {title: 'Lines with a digit', code: "'a', 'b1' | Select-String '\\d' -Raw", output: ['b1']},
  ],
  state: (): State => ({
    matchers: [],
    before: 0,
    after: 0,
    found: false,
    input: null,
    lineNumber: 0,
  }),

  begin(run, p) {
    if (p.Culture !== undefined && !p.SimpleMatch)
      run.throwTerminatingError(
        run.error(
          'CannotSpecifyCultureWithoutSimpleMatch',
          'InvalidData',
          new NetException(
            'System.InvalidOperationException',
            'You must specify -Culture parameter only with -SimpleMatch parameter.',
          ),
        ),
      );
    run.state.matchers = p.Pattern.map(pattern => matcher(run, pattern, p));
    const [before = 0, after = before] = (p.Context as number[] | undefined) ?? [];
    run.state.before = before;
    run.state.after = after;
  },
  process(run, p) {
    if (p.InputObject !== undefined && p.InputObject !== null) {
      const file = fileOf(p.InputObject);
      if (file) searchFile(run, p, file.fullName);
      else
        searchText(
          run,
          p,
          toText(
            unwrap(p.InputObject) instanceof MatchInfo
              ? (unwrap(p.InputObject) as MatchInfo).line
              : p.InputObject,
          ),
        );
      return;
    }
    for (const place of searchedPlaces(run, p))
      if (isFile(place) && !isContainer(place)) searchFile(run, p, place.path);
  },
  end(run, p) {
    run.state.input?.finish();
    if (p.Quiet && !run.state.found && run.parameterSetName.startsWith('Object'))
      run.writeObject(false);
  },
});

interface Arguments {
  readonly SimpleMatch: boolean;
  readonly CaseSensitive: boolean;
  readonly Quiet: boolean;
  readonly List: boolean;
  readonly NotMatch: boolean;
  readonly AllMatches: boolean;
  readonly Raw: boolean;
  readonly Encoding?: Encoding | undefined;
}

function matcher(run: Run<State>, pattern: string, p: Arguments): Matcher {
  if (p.SimpleMatch) return simpleMatcher(pattern, p);
  try {
    const regex = construct(requireType('regex'), [
      pattern,
      p.CaseSensitive ? 'None' : 'IgnoreCase',
    ]);
    return {
      pattern,
      find(line) {
        const matches = regexMatches(regex, line, p.AllMatches);
        return {hit: matches.length > 0, matches};
      },
    };
  } catch (error) {
    if (!(error instanceof NetException)) throw error;
    const message = `The string ${pattern} is not a valid regular expression: ${(error.inner ?? error).message}`;
    return run.throwTerminatingError(
      run.error(
        'InvalidRegex',
        'InvalidArgument',
        new NetException('System.ArgumentException', message),
        pattern,
      ),
    );
  }
}

function simpleMatcher(pattern: string, p: Arguments): Matcher {
  const wanted = p.CaseSensitive ? pattern : pattern.toLowerCase();
  return {
    pattern,
    find: line => ({
      hit: (p.CaseSensitive ? line : line.toLowerCase()).includes(wanted),
      matches: [],
    }),
  };
}

/** One run over lines: keeps the lines before, and gives the lines after to the matches that wait for them. */
class Search {
  private readonly run: Run<State>;
  private readonly p: Arguments;
  private readonly path: string;
  private readonly recent: string[] = [];
  private waiting: {match: MatchInfo; left: number}[] = [];
  stopped = false;

  constructor(run: Run<State>, p: Arguments, path: string) {
    this.run = run;
    this.p = p;
    this.path = path;
  }

  line(line: string, number: number) {
    this.giveContext(line);
    const found = this.match(line, number);
    if (found) this.take(found);
    this.recent.push(line);
    if (this.recent.length > this.run.state.before) this.recent.shift();
  }

  finish() {
    for (const {match} of this.waiting) this.run.writeObject(match);
    this.waiting = [];
  }

  private giveContext(line: string) {
    for (const each of this.waiting) {
      each.match.context?.after.push(line);
      each.left--;
    }
    while (this.waiting[0]?.left === 0) this.run.writeObject(this.waiting.shift()?.match);
  }

  private match(line: string, lineNumber: number): MatchInfo | null {
    const {matchers} = this.run.state;
    let hit: {pattern: string; matches: unknown[]} | null = null;
    for (const each of matchers) {
      const result = each.find(line);
      if (!result.hit) continue;
      hit = {pattern: each.pattern, matches: result.matches};
      break;
    }
    if ((hit !== null) === this.p.NotMatch) return null;
    const pattern = hit?.pattern ?? matchers.at(-1)?.pattern ?? '';
    const ignoreCase = !this.p.CaseSensitive;
    return new MatchInfo({
      line,
      lineNumber,
      path: this.path,
      pattern,
      ignoreCase,
      matches: hit?.matches ?? [],
    });
  }

  private take(found: MatchInfo) {
    const {state} = this.run;
    state.found = true;
    if (this.p.Quiet) {
      this.run.writeObject(true);
      this.stopped = true;
      return;
    }
    if (this.p.List) this.stopped = true;
    if (this.p.Raw) return this.run.writeObject(found.line);
    if (state.before === 0 && state.after === 0) return this.run.writeObject(found);
    found.context = {before: [...this.recent], after: []};
    if (state.after === 0) this.run.writeObject(found);
    else this.waiting.push({match: found, left: state.after});
  }
}

function searchText(run: Run<State>, p: Arguments, text: string) {
  if (p.Quiet && run.state.found) return;
  run.state.input ??= new Search(run, p, INPUT_STREAM);
  if (!run.state.input.stopped) run.state.input.line(text, ++run.state.lineNumber);
}

function searchFile(run: Run<State>, p: Arguments, file: string) {
  const search = new Search(run, p, file);
  const lines = readLines(run, file, p.Encoding);
  for (const [index, line] of lines.entries()) {
    if (search.stopped || run.stopping) break;
    search.line(line, index + 1);
  }
  search.finish();
  if (p.Quiet && !search.stopped) run.writeObject(false);
}

function readLines(run: Run<State>, file: string, encoding: Encoding | undefined): string[] {
  try {
    const lines = decode(readFileSync(file), encoding).split(/\r\n|\n|\r/);
    if (lines.at(-1) === '') lines.pop();
    return lines;
  } catch (error) {
    if (typeof (error as {code?: unknown}).code !== 'string') throw error;
    const message = `The file ${file} cannot be read: ${(error as Error).message}`;
    run.writeError(
      run.error(
        'ProcessingFile',
        'InvalidArgument',
        new NetException('System.ArgumentException', message),
        file,
      ),
    );
    return [];
  }
}
