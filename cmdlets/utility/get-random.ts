/** Get-Random: random numbers, or random objects of a list. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {toText} from '../../shell/values/index.ts';
import type {Random} from './random-source.ts';
import {seededRandom, systemRandom} from './random-source.ts';
import {randomDeclaration, type RandomState, writeItems, writeNumbers} from './random-values.ts';

/** -SetSeed lasts for the session. */
const sources = new WeakMap<object, Random>();

export const getRandom = cmdlet({
  name: 'Get-Random',
  module: 'Microsoft.PowerShell.Utility',
  className: 'GetRandomCommand',
  ...randomDeclaration,
  synopsis: 'Gets a random number, or selects objects randomly from a collection.',
  parameters: {
    SetSeed: {type: 'int', help: 'Starts the random numbers at a known place.'},
    ...randomDeclaration.parameters,
  },
  examples: [
    {title: 'A number below ten', code: '(Get-Random -Maximum 10) -lt 10', output: ['True']},
  ],
  state: (): RandomState => ({objects: []}),

  begin(run, p) {
    if (p.SetSeed !== undefined && p.SetSeed !== null)
      sources.set(run.session, seededRandom(Number(toText(p.SetSeed))));
    if (run.parameterSetName === 'RandomNumberParameterSet')
      writeNumbers(run, p, sources.get(run.session) ?? systemRandom);
  },
  process(run, p) {
    if (p.InputObject) run.state.objects.push(...(p.InputObject as unknown[]));
  },
  end(run, p) {
    if (run.parameterSetName !== 'RandomNumberParameterSet')
      writeItems(run, p, sources.get(run.session) ?? systemRandom);
  },
});
