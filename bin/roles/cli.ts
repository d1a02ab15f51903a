/**
 * Role `cli`: the main thread of a session. Reads the command line, gives the runspace's thread its job,
 * passes Ctrl-C, ends with pwsh's exit code. Source: language specification 21, design 5.
 */
import {existsSync, readFileSync, statSync} from 'node:fs';
import type {PromptSession} from '../../shell/prompt/prompt-session.ts';
import {
  type CommandLine,
  notAScriptMessage,
  parseCommandLine,
} from '../../shell/runspace/command-line.ts';
import {LastingClient} from '../../shell/runspace/lasting-client.ts';
import type {RunspaceThread} from '../../shell/runspace/session-client.ts';
import {USAGE} from '../../shell/runspace/usage.ts';
import {isTerminal} from '../../shell/session/terminal.ts';
import {stateFolder} from '../../shell/settings/state-folder.ts';

/** Exit code for a command line that makes no sense (EX_USAGE). */
const USAGE_ERROR = 64;

export async function main(thread: RunspaceThread, words: readonly string[]): Promise<void> {
  const line = parseCommandLine(words, isTerminal(0));
  const early = answerAtOnce(line);
  if (early !== undefined) return leave(early);
  const client = new LastingClient(thread, {
    mayAsk: !line.nonInteractive,
    goesOn: isInteractive(line),
  });
  process.on('SIGINT', () => client.stop(isTerminal(0)));
  process.on('SIGTERM', () => leave(128 + 15));
  if (!line.noProfile && isInteractive(line)) await client.ask({kind: 'profiles'});
  const {code, exited} = await runJob(client, line);
  const goesOn = line.noExit && line.job.kind !== 'prompt' && !exited;
  const last = goesOn ? await runPrompt(client) : code;
  await client.close();
  leave(last);
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

async function runJob(client: LastingClient, line: CommandLine): Promise<JobEnd> {
  const {job} = line;
  switch (job.kind) {
    case 'prompt':
      return {code: await runPrompt(client), exited: true};
    case 'stdin':
      return runText(client, await readStandardInput(), [], !line.noExit);
    case 'command':
      return runText(client, job.text, job.args, !line.noExit);
    case 'file': {
      const input = await pipedLines(readText(job.path));
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
  client: LastingClient,
  text: string,
  args: readonly string[],
  last: boolean,
): Promise<JobEnd> {
  const input = await pipedLines(text);
  const given = args.map(word => `'${word.replaceAll("'", "''")}'`).join(', ');
  const whole = args.length === 0 ? text : `$args = @(${given})\n${text}`;
  const {exit, ok, failed} = await client.ask({kind: 'text', text: whole, ...input}, {last});
  return {code: exit ?? (ok && !failed ? 0 : 1), exited: exit !== undefined};
}

/** Standard input as `$input`: read only for a script that asks for it. */
async function pipedLines(script: string): Promise<{input?: string[]}> {
  if (isTerminal(0) || !/\$input\b/i.test(script)) return {};
  const text = await readStandardInput();
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

async function readStandardInput(): Promise<string> {
  process.stdin.setEncoding('utf8');
  let text = '';
  for await (const part of process.stdin) text += String(part);
  return text;
}

async function runPrompt(client: LastingClient): Promise<number> {
  const {runPrompt: run} = await import('./prompt.mjs');
  return run(promptSession(client));
}

function promptSession(client: LastingClient): PromptSession {
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
