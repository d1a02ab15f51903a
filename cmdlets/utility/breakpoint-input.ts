/** What Enable-, Disable- and Remove-PSBreakpoint share: which breakpoints are meant. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {Breakpoint} from '../../shell/debug/breakpoint.ts';
import {debuggerOf} from '../../shell/debug/debugger.ts';
import type {Value} from '../../shell/values/value.ts';

export const BREAKPOINT_INPUT = {
  Breakpoint: {
    type: 'System.Management.Automation.Breakpoint[]',
    sets: {Breakpoint: {mandatory: true, position: 0, pipeline: 'value'}},
    help: 'The breakpoints.',
  },
  Id: {
    type: 'int[]',
    sets: {Id: {mandatory: true, position: 0, pipeline: 'name'}},
    help: 'Numbers of breakpoints.',
  },
} as const;

/** Calls `each` with every breakpoint meant, after ShouldProcess; an error for each number without one. */
export function forBreakpoints(
  run: Run,
  given: {Breakpoint?: readonly Value[] | undefined; Id?: readonly number[] | undefined},
  each: (breakpoint: Breakpoint) => void,
): void {
  const points: Breakpoint[] = [];
  for (const point of given.Breakpoint ?? []) if (point instanceof Breakpoint) points.push(point);
  for (const id of given.Id ?? []) {
    const found = debuggerOf(run.session).find(id);
    if (found) points.push(found);
    else noBreakpoint(run, id);
  }
  for (const point of points) if (run.shouldProcess(point.describe())) each(point);
}

export function noBreakpoint(run: Run, id: number): void {
  const text = `There is no breakpoint with ID '${id}'.`;
  run.writeError(run.error('PSBreakpoint:BreakpointIdNotFound', 'InvalidArgument', text));
}
