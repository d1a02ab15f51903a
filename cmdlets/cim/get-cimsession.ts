/** Get-CimSession: the sessions of this shell. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {hasWildcard, wildcard} from '../../shell/values/wildcard.ts';
import {allSessions} from './cim-session.ts';

export const getCimSession = cmdlet({
  name: 'Get-CimSession',
  module: 'CimCmdlets',
  aliases: ['gcms'],
  className: 'Microsoft.Management.Infrastructure.CimCmdlets.GetCimSessionCommand',
  synopsis: 'Gets the CIM sessions of this shell.',
  defaultParameterSet: 'ComputerNameSet',
  parameters: {
    ComputerName: {
      type: 'string[]',
      help: 'Sessions to these computers.',
      aliases: ['CN', 'ServerName'],
      sets: {ComputerNameSet: {position: 0, pipeline: 'name'}},
    },
    Id: {
      type: 'uint32[]',
      help: 'Sessions with these numbers.',
      sets: {SessionIdSet: {mandatory: true, position: 0, pipeline: 'name'}},
    },
    Name: {
      type: 'string[]',
      help: 'Sessions with these names; wildcards are allowed.',
      wildcards: true,
      sets: {NameSet: {mandatory: true, pipeline: 'name'}},
    },
  },
  outputTypes: ['Microsoft.Management.Infrastructure.CimSession'],
  examples: [{title: 'All sessions', code: 'Get-CimSession'}],
  process(run, p) {
    const ids = (p.Id as readonly unknown[] | undefined)?.map(String);
    for (const session of allSessions())
      if (!ids && !p.Name && !p.ComputerName) run.writeObject(session);
    for (const id of ids ?? []) report(`${id}`, session => String(session.id) === id);
    for (const name of p.Name ?? []) report(name, session => wildcard(name)(session.name));
    for (const name of p.ComputerName ?? [])
      report(name, session => wildcard(name)(session.computerName));

    function report(
      asked: string,
      matches: (session: ReturnType<typeof allSessions>[number]) => boolean,
    ): void {
      const found = allSessions().filter(matches);
      for (const session of found) run.writeObject(session);
      if (found.length > 0 || hasWildcard(asked)) return;
      run.writeError(
        run.error(
          'CimSessionNotFound',
          'ObjectNotFound',
          `There is no CIM session "${asked}".`,
          asked,
        ),
      );
    }
  },
});
