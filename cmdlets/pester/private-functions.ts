/**
 * Functions inside the module `Pester` that are not exported. Scripts reach them by
 * `& (Get-Module Pester) { ... }`; they are few, as most of the module is no script.
 */
import {FunctionCommand} from '../../shell/eval/function-command.ts';
import {parseBlock} from '../../shell/eval/parse-block.ts';
import type {ModuleInfo} from '../../shell/modules/module-info.ts';
import type {Session} from '../../shell/session/session.ts';

const BODIES: Readonly<Record<string, string>> = {
  GetPesterOs: "if ($IsWindows) { 'Windows' } elseif ($IsMacOS) { 'macOS' } else { 'Linux' }",
};

export function definePrivateFunctions(session: Session, {sessionState}: ModuleInfo): void {
  if (sessionState === null) return;
  for (const [name, body] of Object.entries(BODIES)) {
    const block = parseBlock(body, session, sessionState);
    session.setFunction(name, FunctionCommand.of(name, block), sessionState.scope);
  }
}
