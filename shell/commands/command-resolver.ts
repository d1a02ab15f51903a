/**
 * From a name as typed to the command it leads to.
 *
 * Order: alias, function, cmdlet, script or program on PATH, a module that exports the name (which is then
 * imported), `Get-` + name. `Module\Name` picks one module's command; a path runs the file. Source:
 * language specification 11.3 (command lookup).
 */
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {FunctionCommand} from '../eval/function-command.ts';
import type {Frame} from '../eval/frame.ts';
import {parseBlock} from '../eval/parse-block.ts';
import type {Command, CommandResolver} from '../eval/runtime.ts';
import type {ModuleSpecification} from '../modules/module-specification.ts';
import {NativeCommand} from '../native/native-command.ts';
import {globFiles} from '../providers/glob.ts';
import {resolvePath, splitDrive} from '../providers/paths.ts';
import type {Session, SessionState} from '../session/session.ts';
import {NetException, runtimeError} from '../values/net-exception.ts';
import {DefaultFunction} from './session-defaults.ts';
import type {CmdletTable} from './cmdlet-table.ts';
import {type FoundFile, findAtPath, findOnPath, looksLikePath} from './search-path.ts';

/** What the resolver asks of the modules of the session. */
export interface ModuleCommands {
  /** The command `name` of the imported module `module`. */
  exported(session: Session, module: string, name: string): Command | undefined;
  /** Imports the module on the module path that has `name`; true when it did. */
  autoLoad(session: Session, name: string, frame: Frame): boolean;
  /** Imports a module that fits, unless one is imported. */
  require(
    specification: ModuleSpecification,
    session: Session,
    frame: Frame,
  ): {readonly sessionState: SessionState | null};
}

/** Aliases that lead to each other. */
const LONGEST_CHAIN = 64;

export class SessionCommands implements CommandResolver {
  readonly table: CmdletTable;
  readonly modules: ModuleCommands;

  constructor(table: CmdletTable, modules: ModuleCommands) {
    this.table = table;
    this.modules = modules;
  }

  resolve(name: string, frame: Frame): Command | undefined {
    return this.#resolve(name, frame, 0);
  }

  requireModule(specification: ModuleSpecification, frame: Frame): SessionState | null {
    const {sessionState} = this.modules.require(
      specification,
      frame.session,
      frame.session.topFrame,
    );
    return sessionState;
  }

  #resolve(name: string, frame: Frame, depth: number): Command | undefined {
    const qualified = /^([\w.-]+)\\([^\\/]+)$/.exec(name);
    if (qualified) {
      const found = this.#qualified(qualified[1] as string, qualified[2] as string, frame);
      if (found) return found;
    }
    // Functions may be named `cd\\` and such.
    if (looksLikePath(name))
      return (
        frame.session.findFunction(name, frame.scope) ??
        this.#file(findAtPath(fileOf(name, frame.session), frame.session.location), frame)
      );
    return (
      this.#defined(name, frame, depth) ??
      this.#file(findOnPath(name), frame) ??
      this.#autoLoaded(name, frame) ??
      (depth === 0 && !name.includes('-') ? this.#defined(`Get-${name}`, frame, 1) : undefined) ??
      this.table.notApplicable.find(name)
    );
  }

  /** Alias, function or cmdlet. */
  #defined(name: string, frame: Frame, depth: number): Command | undefined {
    const {session} = frame;
    const alias = session.findAlias(name, frame.scope);
    if (alias !== undefined && alias.definition.toLowerCase() !== name.toLowerCase()) {
      if (depth > LONGEST_CHAIN) throw aliasLoop(name);
      const target = this.#resolve(alias.definition, frame, depth + 1);
      if (target !== undefined) return target;
    }
    const found = session.findFunction(name, frame.scope);
    if (found instanceof DefaultFunction) return found.parsed;
    return found ?? this.table.find(name) ?? this.table.aliased(name);
  }

  #qualified(module: string, name: string, frame: Frame): Command | undefined {
    return (
      this.modules.exported(frame.session, module, name) ??
      this.table.find(name, module) ??
      this.table.notApplicable.find(name, module)
    );
  }

  #autoLoaded(name: string, frame: Frame): Command | undefined {
    return this.modules.autoLoad(frame.session, name, frame)
      ? this.#defined(name, frame, 1)
      : undefined;
  }

  #file(found: FoundFile | undefined, frame: Frame): Command | undefined {
    if (found === undefined) return undefined;
    return found.kind === 'script'
      ? scriptCommand(found.path, frame.session)
      : new NativeCommand(found.path);
  }
}

/** `Drive:\x.ps1` as a path of the file system; other names as they are. */
function fileOf(name: string, session: Session): string {
  if (splitDrive(name) === undefined) return name;
  try {
    const place = resolvePath(session, name);
    return place.drive.provider.name === 'FileSystem' ? place.path : name;
  } catch (error) {
    if (error instanceof NetException) return name;
    throw error;
  }
}

/** A script file as a command. Throws its syntax errors. */
export function scriptCommand(file: string, session: Session): FunctionCommand {
  return FunctionCommand.script(file, parseBlock(readScript(file), session, null, file));
}

/** Commands at the paths that a pattern fits; a name with brackets may be meant as it is. */
export function atPaths(pattern: string, session: Session): Command[] {
  const unified = pattern.replaceAll('\\', '/').replace(/^~(?=\/|$)/, process.env.HOME ?? '~');
  const absolute = path.resolve(session.location, unified);
  const matching = globFiles(absolute, false);
  return (matching.length > 0 ? matching : [absolute]).flatMap((file): Command[] => {
    const found = findAtPath(file, session.location);
    if (found === undefined) return [];
    return found.kind === 'script'
      ? [scriptCommand(found.path, session)]
      : [new NativeCommand(found.path)];
  });
}

/** The text of a script file: UTF-8, or UTF-16 with its mark. */
export function readScript(file: string): string {
  const bytes = readFileSync(file);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  const text = bytes.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function aliasLoop(name: string): Error {
  return runtimeError(
    'CommandNotFoundException',
    `Cannot resolve alias '${name}' because it refers to itself.`,
    {
      type: 'System.Management.Automation.CommandNotFoundException',
      category: 'ObjectNotFound',
      target: name,
    },
  );
}
