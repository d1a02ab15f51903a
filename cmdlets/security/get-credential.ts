/** Get-Credential: a user name and a password, asked for at the terminal. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {askCredential, CREDENTIAL_ARGUMENT} from '../../shell/cmdlet/credential-argument.ts';

export const getCredential = cmdlet({
  name: 'Get-Credential',
  module: 'Microsoft.PowerShell.Security',
  className: 'GetCredentialCommand',
  defaultParameterSet: 'CredentialSet',
  outputTypes: ['System.Management.Automation.PSCredential'],
  synopsis: 'Gets a credential object based on a user name and password.',
  parameters: {
    Credential: {
      ...CREDENTIAL_ARGUMENT,
      sets: {CredentialSet: {position: 1}},
      help: 'A user name, or a credential that is passed on.',
    },
    UserName: {type: 'string', sets: {MessageSet: {position: 1}}, help: 'The user name.'},
    Message: {type: 'string', sets: {MessageSet: {}}, help: 'What the user is asked for.'},
    Title: {type: 'string', sets: {MessageSet: {}}, help: 'The heading of the question.'},
  },
  examples: [
    {title: 'With the name known', code: "Get-Credential -UserName ada -Message 'Host service'"},
  ],

  process(run, p) {
    run.writeObject(
      p.Credential ??
        askCredential(run, {title: p.Title, message: p.Message, userName: p.UserName}),
    );
  },
});
