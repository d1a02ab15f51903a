/**
 * What the chosen side of a merged cmdlet requires and the other does not: `-Name` of PowerCLI's New-VM. The
 * binder knows only the merged form, so it is asked for here, with the texts and ids of the strict form.
 */
import {checkArgument} from '../../shell/cmdlet/coerce.ts';
import type {Cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {cmdletMetadata} from '../../shell/cmdlet/cmdlet-metadata.ts';
import {askForMandatory} from '../../shell/cmdlet/mandatory-prompt.ts';
import {ALL_SETS, type ParameterMetadata} from '../../shell/cmdlet/metadata.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {convertTo} from '../../shell/conversion/convert.ts';
import {ErrorRecord} from '../../shell/errors/error-record.ts';
import {NetException} from '../../shell/values/net-exception.ts';
import type {Value} from '../../shell/values/value.ts';

type Arguments = Readonly<Record<string, Value>>;

/** The arguments with those the user was asked for; ends the pipeline with the binding errors of the side. */
export function withMandatory(side: Cmdlet, run: Run, given: Arguments): Arguments {
  try {
    return completed(side, run, given);
  } catch (error) {
    // As a record it keeps the id of the side.
    if (error instanceof NetException && error.record instanceof ErrorRecord)
      run.throwTerminatingError(error.record);
    throw error;
  }
}

function completed(side: Cmdlet, run: Run, given: Arguments): Arguments {
  const metadata = cmdletMetadata(side);
  const {frame} = run.context;
  const check = (parameter: ParameterMetadata, value: Value): void =>
    checkArgument(value, parameter, metadata, ALL_SETS, {frame, parameterName: parameter.name});
  const empty = metadata.parameters.filter(
    ({name}) => side.parameters[name]?.mandatory === true && isEmpty(given[name]),
  );
  const missing = empty.filter(({name}) => !run.bound.has(name));
  for (const parameter of empty)
    if (!missing.includes(parameter)) check(parameter, given[parameter.name] ?? null);
  if (missing.length === 0) return given;
  const result: Record<string, Value> = {...given};
  for (const [parameter, answer] of askForMandatory(missing, metadata, run.context)) {
    check(parameter, answer);
    result[parameter.name] = convertTo(answer, parameter.type);
  }
  return result;
}

const isEmpty = (value: Value): boolean => value === undefined || value === null || value === '';
