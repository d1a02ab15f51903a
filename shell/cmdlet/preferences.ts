/**
 * What happens to a record of a stream: a common parameter of the call, else the preference variable.
 *
 * Source: language specification 10 and 10.1.
 */
import type {Frame} from '../eval/frame.ts';
import {isNull, toBool, toText} from '../values/index.ts';
import type {ConfirmImpact} from './cmdlet.ts';
import type {ActionPreference, CommonArguments} from './common-parameters.ts';

export type StreamWord = 'Error' | 'Warning' | 'Verbose' | 'Debug' | 'Information' | 'Progress';

/** The action for a record of `stream` written by a command called with `common`. */
export function actionFor(
  stream: StreamWord,
  common: CommonArguments,
  frame: Frame,
): ActionPreference {
  const given = givenAction(stream, common);
  if (given !== undefined) return given;
  const name = stream === 'Error' ? 'ErrorActionPreference' : `${stream}Preference`;
  const value = frame.session.getVariable(name, frame);
  if (isNull(value))
    return stream === 'Error' || stream === 'Warning' ? 'Continue' : 'SilentlyContinue';
  return toText(value) as ActionPreference;
}

function givenAction(stream: StreamWord, common: CommonArguments): ActionPreference | undefined {
  switch (stream) {
    case 'Error':
      return common.errorAction;
    case 'Warning':
      return common.warningAction;
    case 'Information':
      return common.informationAction;
    case 'Progress':
      return common.progressAction;
    case 'Verbose':
      return fromSwitch(common.verbose);
    case 'Debug':
      return fromSwitch(common.debug);
  }
}

function fromSwitch(value: boolean | undefined): ActionPreference | undefined {
  if (value === undefined) return undefined;
  return value ? 'Continue' : 'SilentlyContinue';
}

/** The preference variables that a call with `common` sets in the called function's scope. */
export function preferenceVariables(common: CommonArguments): [string, unknown][] {
  const pairs: [string, unknown][] = [];
  const add = (name: string, value: unknown) => {
    if (value !== undefined) pairs.push([name, value]);
  };
  add('ErrorActionPreference', common.errorAction);
  add('WarningPreference', common.warningAction);
  add('InformationPreference', common.informationAction);
  add('ProgressPreference', common.progressAction);
  add('VerbosePreference', fromSwitch(common.verbose));
  add('DebugPreference', fromSwitch(common.debug));
  add('WhatIfPreference', common.whatIf);
  if (common.confirm !== undefined) add('ConfirmPreference', common.confirm ? 'Low' : 'None');
  return pairs;
}

const IMPACTS: readonly ConfirmImpact[] = ['None', 'Low', 'Medium', 'High'];

/** Must the user be asked before an action of this impact? */
export function mustConfirm(impact: ConfirmImpact, common: CommonArguments, frame: Frame): boolean {
  if (common.confirm !== undefined) return common.confirm;
  const preference = toText(frame.session.getVariable('ConfirmPreference', frame) ?? 'High');
  const limit = IMPACTS.findIndex(name => name.toLowerCase() === preference.toLowerCase());
  return limit > 0 && IMPACTS.indexOf(impact) >= limit;
}

export function isWhatIf(common: CommonArguments, frame: Frame): boolean {
  return common.whatIf ?? toBool(frame.session.getVariable('WhatIfPreference', frame) ?? false);
}
