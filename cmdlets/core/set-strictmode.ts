/** Set-StrictMode: which careless expressions are errors in the current scope. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {throwNet} from '../../shell/values/net-exception.ts';

/** The strictest version there is. */
const LATEST = 3;

export const setStrictMode = cmdlet({
  name: 'Set-StrictMode',
  module: 'Microsoft.PowerShell.Core',
  className: 'SetStrictModeCommand',
  synopsis: 'Establishes and enforces coding rules in expressions, scripts, and script blocks.',
  defaultParameterSet: 'Version',
  parameters: {
    Off: {type: 'switch', sets: {Off: {mandatory: true}}, help: 'No rules.'},
    Version: {
      type: 'string',
      aliases: ['v'],
      sets: {Version: {mandatory: true}},
      help: '1.0: unset variables; 2.0: also missing properties; 3.0 or Latest: also indices out of range.',
    },
  },
  examples: [{title: 'Mistakes are errors', code: 'Set-StrictMode -Version Latest'}],

  end(run, p) {
    run.context.frame.scope.strict = p.Off ? 0 : strictVersion(p.Version ?? 'latest');
  },
});

function strictVersion(text: string): number {
  if (text.toLowerCase() === 'latest') return LATEST;
  const version = /^\d+(\.\d+)*$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
  if (version >= 1 && version <= 7) return Math.min(version, LATEST);
  return throwNet(
    'System.Management.Automation.ValidationMetadataException',
    `The "${text}" argument does not contain a valid PowerShell version. Supply a valid version number and then try the command again.`,
  );
}
