/**
 * Switch-Process: the shell gives way to a program.
 *
 * Node 20 cannot replace its own process: the program runs as a child that owns the terminal; the shell stands
 * in for it under its name, and ends with its exit code as soon as it does. `$PID` of the program is its own.
 */
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {service} from '../../shell/cmdlet/services.ts';
import {findCommands} from '../../shell/commands/find-commands.ts';
import {looksLikePath} from '../../shell/commands/search-path.ts';
import {ExitSignal} from '../../shell/eval/flow.ts';
import {Child, SpawnFailure} from '../../shell/native/child.ts';
import {NativeCommand} from '../../shell/native/native-command.ts';
import {escapeWildcard, NetException} from '../../shell/values/index.ts';

export const switchProcess = cmdlet({
  name: 'Switch-Process',
  module: 'Microsoft.PowerShell.Core',
  className: 'SwitchProcessCommand',
  synopsis: 'Ends the shell in favour of a program, which gets its terminal and environment.',
  parameters: {
    WithCommand: {
      type: 'string[]',
      position: 0,
      remaining: true,
      allowEmptyCollection: true,
      help: 'The program and its arguments. Without them nothing is done.',
    },
  },
  examples: [{title: 'Go on in bash', code: 'exec bash'}],

  end(run, p) {
    const [name, ...words] = p.WithCommand ?? [];
    if (name === undefined) return;
    const {session} = run;
    const program = programNamed(run, name);
    if (program === undefined) notFound(run, name);
    session.formatter.flush();
    throw new ExitSignal(standIn(run, program, words));
  },
});

function programNamed({session}: Run, name: string): NativeCommand | undefined {
  if (looksLikePath(name)) {
    const found = session.resolveCommand(name);
    return found instanceof NativeCommand ? found : undefined;
  }
  const types = new Set(['Application'] as const);
  const [found] = findCommands({name: escapeWildcard(name), types}, session);
  return found instanceof NativeCommand ? found : undefined;
}

/** Starts the program in the place of this process; answers its exit code when it ended. */
function standIn(run: Run, {path}: NativeCommand, words: readonly string[]): number {
  try {
    const child = new Child(service('channel'), {
      file: path,
      args: words,
      cwd: run.session.location,
      env: null,
      stdin: 'inherit',
      stdout: 'inherit',
      stderr: 'inherit',
      takesPlace: true,
    });
    child.next();
    return child.exit?.code ?? 0;
  } catch (error) {
    if (!(error instanceof SpawnFailure)) throw error;
    const text = `Exec call failed with errorno ${error.code} for command line: ${[path, ...words].join(' ')}`;
    return run.throwTerminatingError(
      run.error('ExecutionFailed', 'InvalidOperation', text, [path, ...words]),
    );
  }
}

function notFound(run: Run, name: string): never {
  const missing = new NetException(
    'System.Management.Automation.CommandNotFoundException',
    `Command '${name}' was not found. The specified command must be an executable.`,
    {fields: {CommandName: name}},
  );
  return run.throwTerminatingError(run.error('CommandNotFound', 'InvalidArgument', missing, name));
}
