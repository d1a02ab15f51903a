/** All commands a session has, by pattern: Get-Command, help, completion of names. */
import type {Command, CommandType} from '../eval/runtime.ts';
import {NativeCommand} from '../native/native-command.ts';
import type {AliasDefinition, Session} from '../session/session.ts';
import {wildcard} from '../values/wildcard.ts';
import type {CmdletTable} from './cmdlet-table.ts';
import {AliasCommand} from './command-info.ts';
import {scriptCommand, SessionCommands} from './command-resolver.ts';
import {DefaultFunction} from './session-defaults.ts';
import {programsOnPath} from './search-path.ts';

export interface CommandQuery {
  /** Patterns of names; a `Module\` before one picks the module. */
  readonly name: string;
  readonly types?: ReadonlySet<CommandType>;
  /** Hidden ones too: not just the command that a name leads to. */
  readonly all?: boolean;
}

/** Commands that match, aliases first, then functions, cmdlets, scripts and programs, each by name. */
export function* findCommands(query: CommandQuery, session: Session): Iterable<Command> {
  const qualified = /^([^\\/]+)\\(.+)$/.exec(query.name);
  const ofModule = qualified ? wildcard(qualified[1] as string) : () => true;
  const test = wildcard(qualified ? (qualified[2] as string) : query.name);
  const wants = (type: CommandType) => query.types === undefined || query.types.has(type);
  const seen = new Set<string>();
  for (const command of candidates(session, test, wants, query.all ?? false)) {
    const key = command.name.toLowerCase();
    if (!test(command.name) || !wants(command.commandType) || !ofModule(command.moduleName ?? ''))
      continue;
    if (!query.all && !qualified && seen.has(key)) continue;
    seen.add(key);
    yield command;
  }
}

function* cmdlets(table: CmdletTable, all: boolean): Iterable<Command> {
  yield* table.all();
  if (all) yield* table.notApplicable.all();
}

function* candidates(
  session: Session,
  test: (name: string) => boolean,
  wants: (type: CommandType) => boolean,
  all: boolean,
): Iterable<Command> {
  if (wants('Alias')) {
    for (const alias of session.definitions('aliases').values())
      yield new AliasCommand(alias as AliasDefinition, session);
  }
  for (const command of session.definitions('functions').values())
    yield command instanceof DefaultFunction ? command.parsed : (command as Command);
  if (wants('Cmdlet') && session.resolver instanceof SessionCommands)
    yield* cmdlets(session.resolver.table, all);
  if (wants('Application') || wants('ExternalScript')) {
    for (const {path, kind} of programsOnPath(test))
      yield kind === 'script' ? scriptCommand(path, session) : new NativeCommand(path);
  }
}
