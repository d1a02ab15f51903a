/** Gives script blocks what they can do: be a command, run. Imported by the session. */
import {FunctionCommand} from './function-command.ts';
import {invokeBlock} from './invoke-block.ts';
import {setBlockAbilities} from './script-block.ts';
import {prepareScript} from './script-types.ts';

export function installBlockAbilities(): void {
  setBlockAbilities({
    command: (name, block) =>
      name === '' ? new FunctionCommand('', 'Script', block) : FunctionCommand.of(name, block),
    invoke: invokeBlock,
    prepare: prepareScript,
  });
}
