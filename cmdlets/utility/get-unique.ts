/** Get-Unique: leaves out what equals its neighbour in a sorted list. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {toText, typeNamesOf} from '../../shell/values/index.ts';
import {compareKeys} from './sort-keys.ts';

export const getUnique = cmdlet({
  name: 'Get-Unique',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['gu'],
  className: 'GetUniqueCommand',
  defaultParameterSet: 'AsString',
  outputTypes: ['System.Management.Automation.PSObject'],
  synopsis: 'Returns unique items from a sorted list.',
  parameters: {
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
    AsString: {
      type: 'switch',
      sets: {AsString: {}},
      help: 'Uses the text of values for comparing.',
    },
    CaseInsensitive: {type: 'switch', help: 'Compares texts without regard to case.'},
    OnType: {type: 'switch', sets: {UniqueByType: {}}, help: 'Compares the types of the objects.'},
  },
  examples: [{title: 'Neighbours that differ', code: '1, 1, 2 | Get-Unique'}],
  state: () => ({any: false, last: undefined as unknown}),

  process(run, p) {
    const {state} = run;
    if (state.any && same(state.last, p.InputObject, p)) return;
    state.any = true;
    state.last = p.InputObject;
    run.writeObject(p.InputObject);
  },
});

interface Arguments {
  readonly OnType: boolean;
  readonly AsString: boolean;
  readonly CaseInsensitive: boolean;
}

function same(a: unknown, b: unknown, p: Arguments): boolean {
  if (p.OnType) return typeNamesOf(a)[0] === typeNamesOf(b)[0];
  const order = {caseSensitive: !p.CaseInsensitive};
  return p.AsString
    ? compareKeys(toText(a), toText(b), order) === 0
    : compareKeys(a, b, order) === 0;
}
