/** Get-SecureRandom: as Get-Random, always of the system's secure source. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {systemRandom} from './random-source.ts';
import {randomDeclaration, type RandomState, writeItems, writeNumbers} from './random-values.ts';

export const getSecureRandom = cmdlet({
  name: 'Get-SecureRandom',
  module: 'Microsoft.PowerShell.Utility',
  className: 'GetSecureRandomCommand',
  ...randomDeclaration,
  synopsis:
    'Gets a cryptographically secure random number, or selects objects randomly from a collection.',
  examples: [
    {title: 'A number below ten', code: '(Get-SecureRandom -Maximum 10) -lt 10', output: ['True']},
  ],
  state: (): RandomState => ({objects: []}),

  begin(run, p) {
    if (run.parameterSetName === 'RandomNumberParameterSet') writeNumbers(run, p, systemRandom);
  },
  process(run, p) {
    if (p.InputObject) run.state.objects.push(...(p.InputObject as unknown[]));
  },
  end(run, p) {
    if (run.parameterSetName !== 'RandomNumberParameterSet') writeItems(run, p, systemRandom);
  },
});
