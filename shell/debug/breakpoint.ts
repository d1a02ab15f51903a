/** Breakpoints as Set-PSBreakpoint makes them: on a line, a command, or a variable. */
import {defineType} from '../values/index.ts';
import type {ScriptBlock} from '../eval/script-block.ts';
import type {SourceText} from '../eval/source-text.ts';
import type {VariableAccess} from '../eval/watching.ts';
import {wildcard} from '../values/wildcard.ts';

export type AccessMode = VariableAccess | 'ReadWrite';

/** What all have. `script` is an absolute path, null for everywhere. */
export abstract class Breakpoint {
  readonly id: number;
  readonly script: string | null;
  readonly action: ScriptBlock | null;
  enabled = true;
  hitCount = 0;

  constructor(id: number, script: string | null, action: ScriptBlock | null) {
    this.id = id;
    this.script = script;
    this.action = action;
  }

  /** What "Hit ..." says. */
  abstract describe(access?: VariableAccess): string;

  /** Whether code of that file concerns it. */
  covers(file: string): boolean {
    return this.script === null || this.script === file;
  }
}

export class LineBreakpoint extends Breakpoint {
  readonly line: number;
  /** 0: wherever a statement begins on the line. */
  readonly column: number;
  /** Of several statements that begin on the line, the first: where it begins in each text. */
  readonly #first = new WeakMap<SourceText, number>();

  constructor(
    id: number,
    script: string,
    line: number,
    column: number,
    action: ScriptBlock | null,
  ) {
    super(id, script, action);
    this.line = line;
    this.column = column;
  }

  isAt(source: SourceText, start: number): boolean {
    const {line, column} = source.position(start);
    if (!this.covers(source.file) || line !== this.line) return false;
    if (this.column !== 0) return column === this.column;
    const first = Math.min(start, this.#first.get(source) ?? start);
    this.#first.set(source, first);
    return start === first;
  }

  describe(): string {
    const column = this.column === 0 ? '' : `, ${this.column}`;
    return `Line breakpoint on '${this.script}:${this.line}${column}'`;
  }
}

export class CommandBreakpoint extends Breakpoint {
  readonly command: string;
  readonly #matches: (name: string) => boolean;

  constructor(id: number, script: string | null, command: string, action: ScriptBlock | null) {
    super(id, script, action);
    this.command = command;
    this.#matches = wildcard(command);
  }

  matches(name: string): boolean {
    return this.#matches(name);
  }

  describe(): string {
    return `Command breakpoint on '${this.#place()}${this.command}'`;
  }

  #place(): string {
    return this.script === null ? '' : `${this.script}:`;
  }
}

export class VariableBreakpoint extends Breakpoint {
  readonly variable: string;
  readonly accessMode: AccessMode;

  constructor(
    id: number,
    script: string | null,
    variable: string,
    accessMode: AccessMode,
    action: ScriptBlock | null,
  ) {
    super(id, script, action);
    this.variable = variable;
    this.accessMode = accessMode;
  }

  matches(name: string, access: VariableAccess): boolean {
    const {accessMode} = this;
    const wanted = accessMode === 'ReadWrite' || accessMode === access;
    return wanted && this.variable.toLowerCase() === name.toLowerCase();
  }

  describe(): string {
    const place = this.script === null ? '' : `${this.script}:`;
    return `Variable breakpoint on '${place}$${this.variable}' (${this.accessMode} access)`;
  }
}

const SMA = 'System.Management.Automation';

const breakpointType = defineType<Breakpoint>({
  fullName: `${SMA}.Breakpoint`,
  instance: Breakpoint,
  toText: self => self.describe(),
  properties: {
    Id: {type: 'int', get: self => self.id},
    Script: {type: 'string', get: self => self.script},
    Action: {type: 'scriptblock', get: self => self.action},
    Enabled: {type: 'bool', get: self => self.enabled},
    HitCount: {type: 'int', get: self => self.hitCount},
  },
});

defineType<LineBreakpoint>({
  fullName: `${SMA}.LineBreakpoint`,
  base: breakpointType,
  instance: LineBreakpoint,
  toText: self => self.describe(),
  properties: {
    Line: {type: 'int', get: self => self.line},
    Column: {type: 'int', get: self => self.column},
  },
});

defineType<CommandBreakpoint>({
  fullName: `${SMA}.CommandBreakpoint`,
  base: breakpointType,
  instance: CommandBreakpoint,
  toText: self => self.describe(),
  properties: {Command: {type: 'string', get: self => self.command}},
});

defineType<VariableBreakpoint>({
  fullName: `${SMA}.VariableBreakpoint`,
  base: breakpointType,
  instance: VariableBreakpoint,
  toText: self => self.describe(),
  properties: {
    Variable: {type: 'string', get: self => self.variable},
    AccessMode: {type: `${SMA}.VariableAccessMode`, get: self => self.accessMode},
  },
});
