/** New-CimSession: a session to this host. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {isThisHost, openSession} from './cim-session.ts';

export const newCimSession = cmdlet({
  name: 'New-CimSession',
  module: 'CimCmdlets',
  aliases: ['ncms'],
  className: 'Microsoft.Management.Infrastructure.CimCmdlets.NewCimSessionCommand',
  synopsis: 'Creates a CIM session.',
  parameters: {
    ComputerName: {
      type: 'string[]',
      help: 'The computer: this host.',
      aliases: ['CN', 'ServerName'],
      position: 0,
      pipeline: 'both',
    },
    Name: {type: 'string', help: 'A name for the session.', pipeline: 'name'},
  },
  outputTypes: ['Microsoft.Management.Infrastructure.CimSession'],
  examples: [{title: 'A session to this host', code: 'New-CimSession -Name here'}],
  process(run, p) {
    for (const computer of p.ComputerName ?? ['localhost'])
      if (isThisHost(run, [computer])) run.writeObject(openSession(p.Name, computer));
  },
});
