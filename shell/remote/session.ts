/**
 * One ssh session: a shell or a command, in a pty when the client asked for one, else over pipes.
 *
 * Without a pty the streams stay apart and lossless; with one, the prompt runs as on a local terminal.
 */
import {spawn} from 'node:child_process';
import {constants} from 'node:os';
import type {PseudoTtyInfo, ServerChannel, Session} from 'ssh2';
import {spawnInPty} from './pty-child.ts';

export interface SessionOptions {
  readonly program: string; // the launcher
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

const ALLOWED_ENV = /^(LANG|LC_[A-Z]+)$/;
/** Longest command a client may send. */
const COMMAND_LIMIT = 1 << 20;
const MAX_SIDE = 2000;

const side = (value: number, fallback: number): number =>
  value > 0 ? Math.min(value, MAX_SIDE) : fallback;

function signalName(number: number): string {
  const found = Object.entries(constants.signals).find(([, value]) => value === number);
  return (found?.[0] ?? 'SIGTERM').replace(/^SIG/, '');
}

export function serveSession(session: Session, options: SessionOptions): void {
  const env: Record<string, string> = {...options.env};
  let terminal: PseudoTtyInfo | undefined;
  let resize: (columns: number, rows: number) => void = () => {};

  session.on('env', (accept, reject, {key, val}) => {
    if (!ALLOWED_ENV.test(key)) return reject?.();
    env[key] = val;
    accept?.();
  });
  session.on('pty', (accept, _reject, info) => {
    terminal = info as PseudoTtyInfo;
    accept?.();
  });
  session.on('window-change', (accept, _reject, {cols, rows}) => {
    resize(side(cols, 80), side(rows, 24));
    accept?.();
  });
  const start = (channel: ServerChannel, args: readonly string[]): void => {
    if (terminal) resize = runInPty(channel, args, terminal, {...options, env});
    else runOverPipes(channel, args, {...options, env});
  };
  session.on('shell', accept =>
    start(accept(), terminal ? ['-NoLogo'] : ['-NoLogo', '-Command', '-']),
  );
  session.on('exec', (accept, reject, {command}) => {
    if (command.length > COMMAND_LIMIT) reject();
    else start(accept(), ['-NoLogo', '-Command', command]);
  });
}

function runInPty(
  channel: ServerChannel,
  args: readonly string[],
  terminal: PseudoTtyInfo,
  options: SessionOptions,
): (columns: number, rows: number) => void {
  let over = false;
  const term = (terminal as {readonly term?: string}).term ?? 'xterm';
  const size = {columns: side(terminal.cols, 80), rows: side(terminal.rows, 24)};
  const {env, cwd} = options;
  const pty = spawnInPty(
    options.program,
    args,
    {term, ...size, env: {...env, TERM: term}, cwd},
    end => {
      over = true;
      if (end.signal) channel.exit(signalName(end.signal), false, '');
      else channel.exit(end.exitCode);
      channel.end();
    },
  );
  pty.onData(data => {
    if (channel.write(data)) return;
    pty.pause();
    channel.once('drain', () => pty.resume());
  });
  channel.on('data', (data: Buffer) => pty.write(data));
  channel.on('error', () => {});
  channel.on('close', () => {
    if (!over) pty.kill('SIGHUP');
  });
  return (columns, rows) => {
    if (!over) pty.resize(columns, rows);
  };
}

function runOverPipes(
  channel: ServerChannel,
  args: readonly string[],
  options: SessionOptions,
): void {
  const child = spawn(options.program, args, {env: options.env, cwd: options.cwd, stdio: 'pipe'});
  channel.pipe(child.stdin);
  child.stdin.on('error', () => {}); // the program ended before it read all
  child.stdout.pipe(channel, {end: false});
  child.stderr.pipe(channel.stderr, {end: false});
  child.on('error', error => {
    channel.stderr.write(`hvsh: ${error.message}\n`);
    channel.exit(127);
    channel.end();
  });
  child.on('close', (code, signal) => {
    if (signal) channel.exit(signal.replace(/^SIG/, ''), false, '');
    else channel.exit(code ?? 1);
    channel.end();
  });
  channel.on('error', () => {});
  channel.on('close', () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGHUP');
  });
}
