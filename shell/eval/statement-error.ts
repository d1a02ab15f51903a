/**
 * What happens when a statement ends by an error: unwind to a handler, stop, or show it and go on.
 * Source: language specification 12.1.
 */
import {Raised, raisedOf} from '../errors/raise.ts';
import {toText} from '../conversion/to-text.ts';
import {isFlow} from './flow.ts';
import type {Frame} from './frame.ts';

/** Returns when the next statement shall run; throws when the error goes further up. */
export function onStatementError(f: Frame, thrown: unknown): void {
  if (isFlow(thrown)) throw thrown;
  const {session} = f;
  const raised = raisedOf(thrown, f);
  session.ok = false;
  if (session.propagateErrors) throw raised;
  const action = errorAction(f);
  const silent = action === 'silentlycontinue' || action === 'ignore';
  if (raised.reach === 'stop' || (raised.reach === 'script' && !silent)) throw raised;
  if (action === 'stop') throw new Raised(raised.record, 'stop', raised.wrapper);
  session.recordError(raised.record);
  if (silent) return;
  if (action === 'inquire' && !goOn(f, raised)) throw raised;
  f.streams.error.process(raised.record);
}

/** `$ErrorActionPreference` as the frame sees it, in lower case. */
export function errorAction(f: Frame): string {
  return toText(f.session.getVariable('ErrorActionPreference', f)).toLowerCase();
}

function goOn(f: Frame, raised: Raised): boolean {
  const choices = [
    {label: '&Yes', helpMessage: 'Continue with only the next step of the operation.'},
    {label: '&Halt Command', helpMessage: 'Stop this command.'},
  ];
  return f.session.host.promptForChoice('Confirm', raised.record.message, choices, 0) === 0;
}
