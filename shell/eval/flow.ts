/**
 * How control leaves the ordinary course: completion codes of statements, and what is thrown when a
 * code cannot travel (out of a sub-expression, a pipeline stage, a function). Leaf: imports nothing.
 */

/** What a statement closure answers. A loop that sees BREAK or CONTINUE looks at `frame.label`. */
export const NORMAL = 0;
export const BREAK = 1;
export const CONTINUE = 2;
export const RETURN = 3;
export type Completion = typeof NORMAL | typeof BREAK | typeof CONTINUE | typeof RETURN;

/** `break` or `continue` on its way up through callers to a loop. Not an error, never recorded. */
export class LoopSignal {
  readonly completion: typeof BREAK | typeof CONTINUE;
  readonly label: string;
  constructor(completion: typeof BREAK | typeof CONTINUE, label: string) {
    this.completion = completion;
    this.label = label;
  }
}

/** `return` inside a sub-expression: ends the script block that owns `frame`. */
export class ReturnSignal {
  readonly frame: object;
  constructor(frame: object) {
    this.frame = frame;
  }
}

/** `exit n`: ends the script file; at top level the shell. */
export class ExitSignal {
  readonly exitCode: number;
  constructor(exitCode: number) {
    this.exitCode = exitCode;
  }
}

/** Thrown by a stage that wants nothing more: the stages before it stop at once (no `end`, but `dispose`). */
export class StopUpstream {
  readonly stage: object;
  constructor(stage: object) {
    this.stage = stage;
  }
}

/** Ctrl-C, or the end of the runspace. `finally` and `clean` run; no `catch` sees it. */
export class PipelineStopped {
  readonly kind = 'PipelineStopped';
}

/** Is `thrown` control flow and not an error? */
export function isFlow(thrown: unknown): boolean {
  return (
    thrown instanceof LoopSignal ||
    thrown instanceof ReturnSignal ||
    thrown instanceof ExitSignal ||
    thrown instanceof StopUpstream ||
    thrown instanceof PipelineStopped
  );
}
