/**
 * The script debugger of a session: breakpoints, stepping, tracing.
 *
 * Looks at each statement, command and variable of code that is watched (../eval/watching.ts), and stops at a
 * breakpoint or a step: a breakpoint's action runs, or the prompt of debug-prompt.ts opens. A host that can not
 * ask does not stop. Source: PowerShell, about_Debuggers, about_Set-PSDebug.
 */
import type {CommandAst, Node} from '../../grammar/ast.ts';
import {BREAK, LoopSignal} from '../eval/flow.ts';
import type {Frame} from '../eval/frame.ts';
import {setWatcher, type VariableAccess, type Watcher} from '../eval/watching.ts';
import type {Session} from '../session/session.ts';
import {
  type Breakpoint,
  CommandBreakpoint,
  LineBreakpoint,
  VariableBreakpoint,
} from './breakpoint.ts';
import {debugPrompt, type Resume} from './debug-prompt.ts';

/** Set-PSDebug: 1 shows each line, 2 also assignments and calls. */
export type TraceLevel = 0 | 1 | 2;

const debuggers = new WeakMap<Session, Debugger>();

export function debuggerOf(session: Session): Debugger {
  let found = debuggers.get(session);
  if (found === undefined) {
    found = new Debugger(session);
    debuggers.set(session, found);
  }
  return found;
}

export class Debugger implements Watcher {
  readonly #session: Session;
  readonly #breakpoints = new Map<number, Breakpoint>();
  #lastId = -1;
  #resume: Resume = 'continue';
  /** How deep the calls were when a step over or out began. */
  #depth = 0;
  /** A prompt is open: what is typed there is not debugged. */
  #isStopped = false;
  #greeted = false;
  #alwaysSteps = false;
  #trace: TraceLevel = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  get breakpoints(): readonly Breakpoint[] {
    return [...this.#breakpoints.values()];
  }

  /** Adds what `make` makes of the next number. */
  add<T extends Breakpoint>(make: (id: number) => T): T {
    this.#lastId += 1;
    const made = make(this.#lastId);
    this.#breakpoints.set(made.id, made);
    this.#update();
    return made;
  }

  find(id: number): Breakpoint | undefined {
    return this.#breakpoints.get(id);
  }

  remove(breakpoint: Breakpoint): void {
    this.#breakpoints.delete(breakpoint.id);
    this.#update();
  }

  enable(breakpoint: Breakpoint, enabled: boolean): void {
    breakpoint.enabled = enabled;
    this.#update();
  }

  /** Set-PSDebug -Trace. */
  set trace(level: TraceLevel) {
    this.#trace = level;
    this.#update();
  }

  /** Set-PSDebug -Step: stops at each statement from now on. */
  stepFromNow(): void {
    this.#alwaysSteps = true;
    this.#resume = 'into';
    this.#update();
  }

  /** Ends stepping and tracing; breakpoints stay. */
  off(): void {
    this.#alwaysSteps = false;
    this.#resume = 'continue';
    this.#trace = 0;
    this.#update();
  }

  /** Wait-Debugger: stops here. */
  waitHere(f: Frame): void {
    this.#stop(f, f.at, []);
  }

  onStatement(f: Frame, at: Node): void {
    if (this.#isStopped) return;
    f.at = at;
    if (this.#trace > 0) this.#showLine(f, at);
    const hits = this.#enabled(LineBreakpoint).filter(point => point.isAt(f.source, at.start));
    if (hits.length > 0) this.#hit(f, at, hits);
    else if (this.#isStep(f)) this.#stop(f, at, []);
  }

  onCommand(f: Frame, at: CommandAst, name: string): void {
    if (this.#isStopped) return;
    if (this.#trace > 1) this.#showTrace(`! CALL '${name}'`);
    const hits = this.#enabled(CommandBreakpoint).filter(
      point => point.covers(f.source.file) && point.matches(name),
    );
    if (hits.length > 0) this.#hit(f, at, hits);
  }

  onVariable(f: Frame, at: Node, name: string, access: VariableAccess): void {
    if (this.#isStopped) return;
    if (this.#trace > 1 && access === 'Write') this.#showTrace(`! SET $${name}`);
    const hits = this.#enabled(VariableBreakpoint).filter(
      point => point.covers(f.source.file) && point.matches(name, access),
    );
    if (hits.length > 0) this.#hit(f, at, hits);
  }

  /** A step does not go on into what is typed next. */
  onEnd(): void {
    this.#resume = this.#alwaysSteps ? 'into' : 'continue';
    this.#update();
  }

  #enabled<T extends Breakpoint>(kind: abstract new (...args: never[]) => T): T[] {
    return this.breakpoints.filter((point): point is T => point instanceof kind && point.enabled);
  }

  /** Counts the hits and runs the actions; those without one stop. */
  #hit(f: Frame, at: Node, hits: readonly Breakpoint[]): void {
    const stopping = hits.filter(point => {
      point.hitCount += 1;
      return point.action === null || this.#act(f, point);
    });
    if (stopping.length > 0) this.#stop(f, at, stopping);
  }

  /** Runs an action in the scope of the code; true: it said `break`. */
  #act(f: Frame, point: Breakpoint): boolean {
    this.#isStopped = true;
    try {
      for (const value of point.action?.invoke({scope: 'current', frame: f, underscore: point}) ??
        [])
        this.#session.formatter.write(value);
      return false;
    } catch (thrown) {
      if (thrown instanceof LoopSignal && thrown.completion === BREAK) return true;
      throw thrown;
    } finally {
      this.#isStopped = false;
    }
  }

  #stop(f: Frame, at: Node, hits: readonly Breakpoint[]): void {
    if (!this.#session.host.isInteractive || this.#isStopped) return;
    this.#isStopped = true;
    try {
      const greet = !this.#greeted;
      this.#greeted = true;
      this.#resume = debugPrompt({session: this.#session, frame: f, at, hits, greet});
      this.#depth = depthOf(f);
    } finally {
      this.#isStopped = false;
      this.#update();
    }
    if (this.#resume === 'detach') this.#detach();
  }

  #detach(): void {
    for (const point of this.breakpoints) point.enabled = false;
    this.off();
  }

  #isStep(f: Frame): boolean {
    switch (this.#resume) {
      case 'into':
        return true;
      case 'over':
        return depthOf(f) <= this.#depth;
      case 'out':
        return depthOf(f) < this.#depth;
      default:
        return false;
    }
  }

  #showLine(f: Frame, at: Node): void {
    const {line, column} = f.source.position(at.start);
    const text = f.source.lineAt(at.start);
    const shown = `${text.slice(0, column - 1)} >>>> ${text.slice(column - 1)}`;
    this.#showTrace(`${String(line).padStart(4)}+ ${shown}`);
  }

  #showTrace(text: string): void {
    this.#session.host.writeLine(`DEBUG: ${text}`);
  }

  #update(): void {
    const isNeeded =
      this.#trace > 0 ||
      this.#resume === 'into' ||
      this.#resume === 'over' ||
      this.#resume === 'out' ||
      this.breakpoints.some(point => point.enabled);
    setWatcher(isNeeded ? this : null);
  }
}

function depthOf(frame: Frame): number {
  let depth = 0;
  for (let at: Frame | null = frame; at !== null; at = at.caller) depth += 1;
  return depth;
}
