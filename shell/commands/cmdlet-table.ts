/**
 * The table of all cmdlets, by name. A row knows name, module and aliases; the cmdlet's file is evaluated
 * when the cmdlet is first needed, and loads no other.
 *
 * Two modules may have a cmdlet of the same name: the merged one (module `hvsh`) serves the bare name,
 * `Module\Name` picks the exact one.
 */
import {CmdletCommand, type CmdletRow} from '../cmdlet/cmdlet-command.ts';

/** The module whose cmdlets unite two others. */
const MERGED = 'hvsh';

export class CmdletTable {
  readonly #byName = new Map<string, CmdletCommand[]>();
  readonly #aliases = new Map<string, CmdletCommand>();
  readonly #modules = new Map<string, CmdletCommand[]>();

  readonly #refusals: () => readonly CmdletRow[];
  /** Made at the first name that nothing else has. */
  #refused: CmdletTable | null = null;

  constructor(rows: readonly CmdletRow[], refusals: () => readonly CmdletRow[] = () => []) {
    for (const row of rows) this.add(row);
    this.#refusals = refusals;
  }

  /** Names of the originals that only say why they do nothing here. */
  get notApplicable(): CmdletTable {
    this.#refused ??= new CmdletTable(
      this.#refusals().filter(({name, module}) => !this.find(name, module)),
    );
    return this.#refused;
  }

  add(row: CmdletRow): void {
    const command = new CmdletCommand(row);
    const name = row.name.toLowerCase();
    const same = this.#byName.get(name) ?? [];
    if (row.module === MERGED) same.unshift(command);
    else same.push(command);
    this.#byName.set(name, same);
    const module = row.module.toLowerCase();
    const ofModule = this.#modules.get(module);
    if (ofModule === undefined) this.#modules.set(module, [command]);
    else ofModule.push(command);
    for (const alias of row.aliases) this.#aliases.set(alias.toLowerCase(), command);
  }

  /** The cmdlet that serves a name, of `module` if that is given. */
  find(name: string, module?: string): CmdletCommand | undefined {
    const same = this.#byName.get(name.toLowerCase());
    if (module === undefined) return same?.[0];
    const wanted = module.toLowerCase();
    return same?.find(command => command.moduleName.toLowerCase() === wanted);
  }

  /** The cmdlet that declares an alias. */
  aliased(alias: string): CmdletCommand | undefined {
    return this.#aliases.get(alias.toLowerCase());
  }

  /** One command per name and module, in order of name. */
  *all(): Iterable<CmdletCommand> {
    for (const same of this.#byName.values()) yield* same;
  }

  /** Alias and the name it leads to. */
  *aliases(): Iterable<readonly [string, CmdletCommand]> {
    yield* this.#aliases;
  }

  /** Names of the modules that have cmdlets. */
  get moduleNames(): string[] {
    return [...this.#modules.values()].map(commands => (commands[0] as CmdletCommand).moduleName);
  }

  ofModule(module: string): readonly CmdletCommand[] {
    return this.#modules.get(module.toLowerCase()) ?? [];
  }
}
