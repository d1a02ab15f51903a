/** Get-Credential: a user name and a password, asked for at the terminal. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {newCredential, PSCredential, SecureString} from '../../shell/types/secure-string.ts';
import {toText, unwrap} from '../../shell/values/index.ts';

export const getCredential = cmdlet({
  name: 'Get-Credential',
  module: 'Microsoft.PowerShell.Security',
  className: 'GetCredentialCommand',
  defaultParameterSet: 'CredentialSet',
  outputTypes: ['System.Management.Automation.PSCredential'],
  synopsis: 'Gets a credential object based on a user name and password.',
  parameters: {
    Credential: {
      type: 'object',
      sets: {CredentialSet: {position: 0}},
      help: 'A user name, or a credential that is passed on.',
    },
    UserName: {type: 'string', sets: {MessageSet: {position: 0}}, help: 'The user name.'},
    Message: {type: 'string', sets: {MessageSet: {}}, help: 'What the user is asked for.'},
    Title: {type: 'string', sets: {MessageSet: {}}, help: 'The heading of the question.'},
  },

  process(run, p) {
    const given = unwrap(p.Credential);
    if (given instanceof PSCredential) return run.writeObject(given);
    const {host} = run.session;
    host.writeLine('');
    host.writeLine(p.Title ?? 'PowerShell credential request');
    host.writeLine(p.Message ?? 'Enter your credentials.');
    const known = p.UserName ?? (given === undefined ? '' : toText(given));
    const user = known === '' ? (host.readLine('User: ') ?? '') : known;
    const password = host.readSecret(`Password for user ${user}: `) ?? '';
    run.writeObject(newCredential(user, new SecureString(password)));
  },
});
