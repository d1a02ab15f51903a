/**
 * What a session begins with: default aliases, the functions PowerShell defines in script, variables of
 * the host.
 */
import {homedir} from 'node:os';
import path from 'node:path';
import {FunctionCommand} from '../eval/function-command.ts';
import {parseBlock} from '../eval/parse-block.ts';
import type {
  Command,
  CommandArgument,
  CommandType,
  PipelineContext,
  Stage,
} from '../eval/runtime.ts';
import type {Session} from '../session/session.ts';
import {addMember} from '../values/add-member.ts';
import type {Value} from '../values/value.ts';
import {DEFAULT_ALIASES} from './default-aliases.ts';

/** By name: the body. `mkdir` and its kin that are native programs on Linux are not here. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  prompt:
    '"PS $($ExecutionContext.SessionState.Path.CurrentLocation)$(\'>\' * ($NestedPromptLevel + 1)) "',
  'cd..': 'Set-Location ..',
  'cd\\': 'Set-Location \\',
  'cd~': 'Set-Location ~',
  'Clear-Host': '[Console]::Write("`e[H`e[2J`e[3J")',
  exec: 'Switch-Process -WithCommand $args',
  oss: '$input | Out-String -Stream @args',
  Pause: "$null = Read-Host 'Press Enter to continue...'",
};

export function installDefaults(session: Session): void {
  const {globalScope} = session;
  for (const [name, definition] of Object.entries(DEFAULT_ALIASES))
    session.setAlias({name, definition, description: '', options: 0, moduleName: ''}, globalScope);
  for (const name of Object.keys(FUNCTIONS))
    session.setFunction(name, new DefaultFunction(name, session), globalScope);
  session.setGlobal('PROFILE', profileVariable());
}

/** The path of the profile of this user and host, with those of the others as properties. */
function profileVariable(): Value {
  const own = path.join(homedir(), '.config/powershell');
  const everyone = '/opt/microsoft/powershell/7';
  const paths = {
    AllUsersAllHosts: path.join(everyone, 'profile.ps1'),
    AllUsersCurrentHost: path.join(everyone, 'Microsoft.PowerShell_profile.ps1'),
    CurrentUserAllHosts: path.join(own, 'profile.ps1'),
    CurrentUserCurrentHost: path.join(own, 'Microsoft.PowerShell_profile.ps1'),
  };
  let text: Value = paths.CurrentUserCurrentHost;
  for (const [name, value] of Object.entries(paths))
    text = addMember(text, {memberType: 'NoteProperty', name, value});
  return text;
}

/** A function whose body is parsed when it is first called. */
export class DefaultFunction implements Command {
  readonly name: string;
  readonly commandType: CommandType = 'Function';
  readonly #session: Session;
  #function: FunctionCommand | null = null;

  constructor(name: string, session: Session) {
    this.name = name;
    this.#session = session;
  }

  get parsed(): FunctionCommand {
    const body = FUNCTIONS[this.name] ?? '';
    this.#function ??= FunctionCommand.of(
      this.name,
      parseBlock(body, this.#session, this.#session.globalState),
    );
    return this.#function;
  }

  createStage(args: readonly CommandArgument[], context: PipelineContext): Stage {
    return this.parsed.createStage(args, context);
  }
}
