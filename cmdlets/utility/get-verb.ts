/** Get-Verb: the verbs that command names may begin with. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {customObject, wildcard} from '../../shell/values/index.ts';
import {APPROVED_VERBS} from '../../shell/modules/approved-verbs.ts';
import {VERB_TABLE} from './verb-table.ts';

/** In the order of output. */
const GROUPS = [
  'Common',
  'Data',
  'Lifecycle',
  'Diagnostic',
  'Communications',
  'Security',
  'Other',
] as const;

export const getVerb = cmdlet({
  name: 'Get-Verb',
  module: 'Microsoft.PowerShell.Utility',
  className: 'GetVerbCommand',
  outputTypes: ['System.Management.Automation.VerbInfo'],
  synopsis: 'Gets approved PowerShell verbs.',
  parameters: {
    Verb: {
      type: 'string[]',
      position: 0,
      pipeline: 'both',
      wildcards: true,
      help: 'Verbs; wildcards are allowed.',
    },
    Group: {
      type: 'string[]',
      position: 1,
      pipeline: 'name',
      validate: [{set: [...GROUPS]}],
      help: 'Groups of verbs.',
    },
  },
  examples: [
    {title: 'The group of a verb', code: '(Get-Verb Suspend).Group', output: ['Lifecycle']},
  ],

  process(run, p) {
    const fits = (p.Verb ?? ['*']).map(pattern => wildcard(pattern));
    const wanted = new Set((p.Group ?? GROUPS).map(group => group.toLowerCase()));
    for (const group of GROUPS.filter(each => wanted.has(each.toLowerCase())))
      for (const verb of (APPROVED_VERBS[group] ?? '').split(' '))
        if (fits.some(test => test(verb))) run.writeObject(verbInfo(verb, group));
  },
});

function verbInfo(verb: string, group: string): unknown {
  const [aliasPrefix, description] = VERB_TABLE[verb] ?? ['', ''];
  return customObject(
    {Verb: verb, AliasPrefix: aliasPrefix, Group: group, Description: description},
    'System.Management.Automation.VerbInfo',
  );
}
