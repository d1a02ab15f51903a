/** What Format-Table, Format-List, Format-Wide and Format-Custom have in common: shaping piped objects. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import type {Expansion, ShapeRequest} from '../../shell/format/object-shaper.ts';
import {ObjectShaper} from '../../shell/format/object-shaper.ts';
import type {PropertyArgument, PropertyKey} from '../../shell/format/property-argument.ts';
import {
  GROUP_KEYS,
  propertyArgument,
  propertyArguments,
} from '../../shell/format/property-argument.ts';
import {sessionSettings} from '../../shell/format/session-settings.ts';
import {NetException, toText} from '../../shell/values/index.ts';
import {refusal} from './property-refusal.ts';

export interface FormatState {
  shaper: ObjectShaper | null;
  /** Errors of expressions, shown at the end by -ShowError. */
  failures: unknown[];
}

export function newFormatState(): FormatState {
  return {shaper: null, failures: []};
}

/** The parameters that all four share; each cmdlet adds its own to the request. */
export interface CommonArguments {
  readonly Property?: unknown;
  readonly ExcludeProperty?: unknown;
  readonly GroupBy?: unknown;
  readonly View?: string | undefined;
  readonly Expand?: unknown;
  readonly Force?: boolean;
  readonly ShowError?: boolean;
  readonly DisplayError?: boolean;
}

export function beginFormat(
  run: Run<FormatState>,
  p: CommonArguments,
  keys: readonly PropertyKey[],
  request: ShapeRequest,
) {
  run.state.shaper = new ObjectShaper(
    {
      properties: argumentsOf(run, p.Property, keys),
      exclude:
        p.ExcludeProperty === undefined ? undefined : (p.ExcludeProperty as unknown[]).map(toText),
      groupBy:
        p.GroupBy === undefined ? undefined : propertyArgument(p.GroupBy, GROUP_KEYS, refusal(run)),
      viewName: p.View,
      expand: p.Expand === undefined ? undefined : (toText(p.Expand) as Expansion),
      force: p.Force,
      displayError: p.DisplayError,
      ...request,
    },
    {
      ...sessionSettings(run.session, false),
      onError: error => {
        if (p.ShowError) run.state.failures.push(error);
      },
      onUnknownView: object => unknownView(run, p.View ?? '', object),
    },
  );
}

function argumentsOf(
  run: Run<FormatState>,
  property: unknown,
  keys: readonly PropertyKey[],
): PropertyArgument[] | undefined {
  if (property === undefined) return undefined;
  const list = Array.isArray(property) ? property : [property];
  return propertyArguments(list, keys, refusal(run));
}

function unknownView(run: Run<FormatState>, name: string, object: unknown): never {
  const exception = new NetException(
    'System.Management.Automation.PipelineStoppedException',
    `The view name ${name} cannot be found.`,
  );
  run.throwTerminatingError(run.error('FormatViewNotFound', 'ObjectNotFound', exception, object));
}

export function processFormat(run: Run<FormatState>, object: unknown) {
  for (const record of run.state.shaper?.shape(object) ?? []) run.writeObject(record);
}

export function endFormat(run: Run<FormatState>) {
  for (const record of run.state.shaper?.end() ?? []) run.writeObject(record);
  for (const failure of run.state.failures)
    run.writeError(run.error('PSPropertyExpressionError', 'InvalidArgument', failure));
}
