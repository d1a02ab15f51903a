/** Remove-CimSession: ends sessions of this shell. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {wildcard} from '../../shell/values/wildcard.ts';
import {allSessions, CimSessionObject, closeSession} from './cim-session.ts';

export const removeCimSession = cmdlet({
  name: 'Remove-CimSession',
  module: 'CimCmdlets',
  aliases: ['rcms'],
  className: 'Microsoft.Management.Infrastructure.CimCmdlets.RemoveCimSessionCommand',
  synopsis: 'Removes CIM sessions.',
  supportsShouldProcess: true,
  defaultParameterSet: 'CimSessionSet',
  parameters: {
    CimSession: {
      type: 'CimSession[]',
      help: 'The sessions.',
      sets: {CimSessionSet: {mandatory: true, position: 0, pipeline: 'value'}},
    },
    Name: {
      type: 'string[]',
      help: 'Sessions with these names; wildcards are allowed.',
      wildcards: true,
      sets: {NameSet: {mandatory: true, pipeline: 'name'}},
    },
  },
  examples: [{title: 'End all sessions', code: 'Get-CimSession | Remove-CimSession'}],
  process(run, p) {
    const named = (p.Name ?? []).flatMap(name =>
      allSessions().filter(session => wildcard(name)(session.name)),
    );
    const given = (p.CimSession as readonly unknown[] | undefined) ?? [];
    for (const session of [...given, ...named])
      if (
        session instanceof CimSessionObject &&
        run.shouldProcess(session.name, 'Remove-CimSession')
      )
        closeSession(session);
  },
});
