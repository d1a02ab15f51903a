/**
 * What values need from the engine, which is built on them: running script blocks, `$OFS`, the console.
 *
 * The engine calls `setHooks` when it starts. Before that scripts can not run and the console is stdout.
 */
import type {NetType} from './net-type.ts';
import type {TypeScope} from './type-scope.ts';
import type {Value} from './value.ts';

export interface ScriptCall {
  /** `$this` */
  readonly self?: Value;
  /** `$_`; absent: not set. */
  readonly underscore?: Value;
  readonly args?: readonly Value[];
}

export interface Hooks {
  isScriptBlock(v: Value): boolean;
  /** Runs a script block and answers its output by the capture rule (none: undefined, one, or an array). */
  invokeScript(block: Value, call: ScriptCall): Value;
  /** `invokeScript` for many objects, each as `$_`. */
  scriptReader(block: Value): (underscore: Value) => Value;
  /** `$OFS`; undefined when unset. */
  fieldSeparator(): Value;
  /** Text for the user's terminal: `[Console]::Write`. */
  writeConsole(text: string): void;
  writeConsoleError(text: string): void;
  readConsoleLine(): string | null;
  /** Columns and rows of the user's terminal. */
  consoleSize(): readonly [columns: number, rows: number];
  /** Current location in the file system: relative paths of `Resolve-Path`-like conversions. */
  currentDirectory(): string;
  /** `[Environment]::Exit`: ends the shell. */
  exit(code: number): void;
  /** StrictMode version of the current scope; 0 when off. */
  strictMode(): number;
  /** What the code that runs now adds to type names; undefined before there is a session. */
  typeScope(): TypeScope | undefined;
  /** The class whose method runs now. */
  runningClass(): NetType | undefined;
}

export const hooks: Hooks = {
  isScriptBlock: () => false,
  invokeScript() {
    throw new Error('no engine to run a script block');
  },
  scriptReader() {
    throw new Error('no engine to run a script block');
  },
  fieldSeparator: () => undefined,
  writeConsole: text => void process.stdout.write(text),
  writeConsoleError: text => void process.stderr.write(text),
  readConsoleLine: () => null,
  consoleSize: () => [120, 30],
  currentDirectory: () => process.cwd(),
  exit: code => process.exit(code),
  strictMode: () => 0,
  typeScope: () => undefined,
  runningClass: () => undefined,
};

export function setHooks(changes: Partial<Hooks>): void {
  Object.assign(hooks, changes);
}
