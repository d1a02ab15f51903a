/**
 * The console's shell: a line editor as simple as a serial line, words, commands.
 *
 * One job may be in the foreground; until it ends, lines that are typed wait, and Ctrl-C stops it.
 */
import {type Command, CommandError, type CommandLine, type System} from './command.ts';
import {disk} from './disk-command.ts';
import * as files from './file-commands.ts';
import {kvp} from './kvp-command.ts';
import {load} from './load-command.ts';
import * as network from './network-commands.ts';
import * as system from './system-commands.ts';

const PROMPT = 'tiny# ';
const LINE_LIMIT = 1024;
const QUEUE_LIMIT = 256;

const Key = {CtrlC: 3, Backspace: 8, LineFeed: 10, Return: 13, CtrlU: 21, Escape: 27, Delete: 127};

export interface ShellState {
  started: boolean;
  line: string;
  /** Lines that wait for the foreground job. */
  queue: string[];
  /** In a terminal sequence: what came after the escape; undefined outside. */
  escape: string | undefined;
  lastByte: number;
  foreground: number | undefined;
}

export function newShellState(): ShellState {
  return {
    started: false,
    line: '',
    queue: [],
    escape: undefined,
    lastByte: 0,
    foreground: undefined,
  };
}

export class Shell {
  readonly #system: System;
  readonly state: ShellState;

  constructor(host: System, state = newShellState()) {
    this.#system = host;
    this.state = state;
  }

  get isStarted(): boolean {
    return this.state.started;
  }

  /** The first prompt, when the machine has come up; lines typed before then run now. */
  start(): void {
    this.state.started = true;
    this.#next();
  }

  onInput(bytes: Uint8Array): void {
    for (const byte of bytes) this.#onByte(byte);
  }

  /** A command began a job: the shell waits unless it is in the background. */
  onJobStarted(id: number, background: boolean): void {
    if (background) this.#system.print(`[${id}]\n`);
    else this.state.foreground = id;
  }

  onJobEnded(id: number, command: string): void {
    if (this.state.foreground !== id) {
      this.#system.print(`[${id}] done: ${command}\n`);
      return;
    }
    this.state.foreground = undefined;
    this.#next();
  }

  #onByte(byte: number): void {
    const {state} = this;
    const previous = state.lastByte;
    state.lastByte = byte;
    if (state.escape !== undefined) this.#onEscape(byte);
    else if (byte === Key.Escape) state.escape = '';
    else if (byte === Key.LineFeed && previous === Key.Return) return;
    else if (byte === Key.Return || byte === Key.LineFeed) this.#onReturn();
    else if (byte === Key.CtrlC) this.#onCtrlC();
    else if (byte === Key.CtrlU) this.#erase(state.line.length);
    else if (byte === Key.Backspace || byte === Key.Delete) this.#erase(1);
    else if (byte >= 0x20 && state.line.length < LINE_LIMIT) this.#type(String.fromCharCode(byte));
  }

  /** Cursor keys and the like are taken whole and do nothing. */
  #onEscape(byte: number): void {
    const {state} = this;
    const isFirst = state.escape === '';
    const goesOn = isFirst ? byte === 0x5b || byte === 0x4f : byte < 0x40;
    state.escape = goesOn ? `${state.escape}${String.fromCharCode(byte)}` : undefined;
  }

  #type(text: string): void {
    this.state.line += text;
    this.#system.print(text);
  }

  #erase(count: number): void {
    const length = Math.min(count, this.state.line.length);
    this.state.line = this.state.line.slice(0, this.state.line.length - length);
    this.#system.print('\b \b'.repeat(length));
  }

  #onCtrlC(): void {
    this.#system.print('^C\n');
    this.state.line = '';
    this.state.queue = [];
    const {foreground} = this.state;
    if (foreground !== undefined) this.#system.stopJob(foreground);
    else if (this.state.started) this.#system.print(PROMPT);
  }

  #onReturn(): void {
    this.#system.print('\n');
    const {line, queue, foreground, started} = this.state;
    this.state.line = '';
    if (started && foreground === undefined) {
      this.#execute(line);
      this.#next();
    } else if (queue.length < QUEUE_LIMIT) queue.push(line);
  }

  /** The lines that waited, then a prompt. */
  #next(): void {
    while (this.state.foreground === undefined) {
      this.#system.print(PROMPT);
      const line = this.state.queue.shift();
      if (line === undefined) return;
      this.#system.print(`${line}\n`);
      this.#execute(line);
    }
  }

  #execute(text: string): void {
    const words = wordsOf(text);
    const background = words.at(-1) === '&';
    if (background) words.pop();
    const [name, ...args] = words;
    if (name === undefined) return;
    const line = {text: words.join(' '), background};
    const command = COMMANDS.find(known => known.name === name);
    if (command) this.#run(command, args, line);
    else this.#system.print(`tiny: ${name}: command not found\n`);
  }

  #run(command: Command, args: string[], line: CommandLine): void {
    try {
      command.run(this.#system, args, line);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      this.#system.print(`${command.name}: ${error.message}\n`);
    }
  }
}

/** Words at blanks; quotes of either kind keep blanks. */
function wordsOf(text: string): string[] {
  const words = text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g);
  return [...words].map(([, double, single, plain]) => double ?? single ?? plain ?? '');
}

const help: Command = {
  name: 'help',
  usage: 'help',
  summary: 'this list',
  run(host) {
    for (const {usage, summary} of COMMANDS) host.print(`${usage}\n    ${summary}\n`);
  },
};

const COMMANDS: readonly Command[] = [
  ...Object.values(system),
  ...Object.values(files),
  disk,
  help,
  kvp,
  load,
  ...Object.values(network),
].sort((a, b) => (a.name < b.name ? -1 : 1));
