/**
 * Role `cli`: the main thread of a session. Reads the command line, gives the runspace its job, ends with pwsh's
 * exit code. A script's runspace is here, that of a prompt on a thread of its own: keys and Ctrl-C come here then.
 * Source: language specification 21, design 5.
 */
import {existsSync, readFileSync, statSync} from 'node:fs';
import type {PromptSession} from '../../shell/prompt/prompt-session.ts';
import {
  type CommandLine,
  notAScriptMessage,
  parseCommandLine,
} from '../../shell/runspace/command-line.ts';
import type * as Lasting from '../../shell/runspace/lasting-client.ts';
import {standardInputText} from '../../shell/runspace/standard-input.ts';
import {USAGE} from '../../shell/runspace/usage.ts';
import type {RunspaceClient} from '../../shell/runspace/worker.ts';
import {canKeepInterrupts} from '../../shell/session/interrupts.ts';
import {isTerminal} from '../../shell/session/terminal.ts';
import {stateFolder} from '../../shell/settings/state-folder.ts';
import type {Launcher} from '../launcher.ts';

/** Exit code for a command line that makes no sense (EX_USAGE). */
const USAGE_ERROR = 64;
/** Exit code when the engine itself broke (EX_SOFTWARE). */
const BROKEN = 70;

export function begin(launcher: Launcher, words: readonly string[]): void {
  main(launcher, words).catch((error: Error) => {
    leave(complain(`The runspace was lost: ${error.message}.`, BROKEN));
  });
}

async function main(launcher: Launcher, words: readonly string[]): Promise<void> {
  const line = parseCommandLine(words, isTerminal(0));
  const early = answerAtOnce(line);
  if (early !== undefined) return leave(early);
  const client = openClient(launcher, line);
  if (!line.noProfile && isInteractive(line)) await client.ask({kind: 'profiles'});
  const prompt = () => runPrompt(launcher, client);
  const {code, exited} = await runJob(client, line, prompt);
  const goesOn = line.noExit && line.job.kind !== 'prompt' && !exited;
  const last = goesOn ? await prompt() : code;
  await client.close();
  leave(last);
}

/** The way to the session's runspace, wherever it runs. */
function openClient(launcher: Launcher, line: CommandLine): RunspaceClient {
  const mayAsk = !line.nonInteractive;
  if (!isInteractive(line) && canKeepInterrupts()) {
    const client = launcher.loadShell().openOnMainThread(launcher);
    void client.ask({kind: 'open', mayAsk, location: process.cwd()});
    return client;
  }
  const {LastingClient} = require('../../shell/runspace/lasting-client.ts') as typeof Lasting;
  const client = new LastingClient(launcher.startRunspace(), {mayAsk, goesOn: isInteractive(line)});
  process.on('SIGINT', () => client.stop(isTerminal(0)));
  process.on('SIGTERM', () => leave(128 + 15));
  return client;
}

/** How a job ended; `exited`: it said `exit`, which ends the session under -NoExit too. */
interface JobEnd {
  readonly code: number;
  readonly exited: boolean;
}

function leave(code: number): void {
  process.exit(code);
}

/** Jobs that need no session, and mistakes. */
function answerAtOnce(line: CommandLine): number | undefined {
  const {job, workingDirectory} = line;
  if (job.kind === 'version') return say(`hvsh ${HVSH_VERSION}`, 0);
  if (job.kind === 'help') return say(USAGE, 0);
  if (job.kind === 'wrong') return complain(job.message, USAGE_ERROR);
  if (workingDirectory !== null) {
    if (!isFolder(workingDirectory))
      return complain(
        `Set-Location: Cannot find path '${workingDirectory}' because it does not exist.`,
        USAGE_ERROR,
      );
    process.chdir(workingDirectory.replace(/^~(?=\/|$)/, process.env.HOME ?? '~'));
  }
  if (job.kind === 'file' && !existsSync(job.path) && !existsSync(`${job.path}.ps1`))
    return complain(notAScriptMessage(job.path), USAGE_ERROR);
  return undefined;
}

function say(text: string, code: number): number {
  process.stdout.write(`${text}\n`);
  return code;
}

function complain(text: string, code: number): number {
  process.stderr.write(`${text}\n`);
  return code;
}

function isFolder(name: string): boolean {
  try {
    return statSync(name).isDirectory();
  } catch {
    return false;
  }
}

function isInteractive(line: CommandLine): boolean {
  return line.job.kind === 'prompt' || line.noExit;
}

async function runJob(
  client: RunspaceClient,
  line: CommandLine,
  prompt: () => Promise<number>,
): Promise<JobEnd> {
  const {job} = line;
  switch (job.kind) {
    case 'prompt':
      return {code: await prompt(), exited: true};
    case 'stdin':
      return runText(client, standardInputText(), [], !line.noExit);
    case 'command':
      return runText(client, job.text, job.args, !line.noExit);
    case 'file': {
      const input = pipedLines(readText(job.path));
      const {exit, failed} = await client.ask(
        {
          kind: 'file',
          path: existsSync(job.path) ? job.path : `${job.path}.ps1`,
          args: job.args,
          ...input,
        },
        {last: !line.noExit},
      );
      return {code: exit ?? (failed ? 1 : 0), exited: exit !== undefined};
    }
    default:
      return {code: USAGE_ERROR, exited: true};
  }
}

async function runText(
  client: RunspaceClient,
  text: string,
  args: readonly string[],
  last: boolean,
): Promise<JobEnd> {
  const input = pipedLines(text);
  const given = args.map(word => `'${word.replaceAll("'", "''")}'`).join(', ');
  const whole = args.length === 0 ? text : `$args = @(${given})\n${text}`;
  const {exit, ok, failed} = await client.ask({kind: 'text', text: whole, ...input}, {last});
  return {code: exit ?? (ok && !failed ? 0 : 1), exited: exit !== undefined};
}

/** Standard input as `$input`: read only for a script that asks for it. */
function pipedLines(script: string): {input?: string[]} {
  if (isTerminal(0) || !/\$input\b/i.test(script)) return {};
  const text = standardInputText();
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return {input: lines};
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

async function runPrompt(launcher: Launcher, client: RunspaceClient): Promise<number> {
  const {runPrompt: run} = await launcher.loadPrompt();
  return run(promptSession(client));
}

function promptSession(client: RunspaceClient): PromptSession {
  return {
    stateFolder: stateFolder(),
    promptText: () => client.ask({kind: 'prompt'}),
    isIncomplete: text => client.ask({kind: 'incomplete', text}),
    complete: (text, cursor) => client.ask({kind: 'complete', text, cursor}),
    submit: async text => {
      const {exit} = await client.ask({kind: 'text', text});
      return exit === undefined ? {} : {exitCode: exit};
    },
  };
}
