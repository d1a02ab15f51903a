/** ConvertFrom-SecureString: a secret as text, under a key, or plain when that is asked for. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {SecureString} from '../../shell/types/secure-string.ts';
import {unwrap} from '../../shell/values/index.ts';
import {keyArgument} from './key-argument.ts';
import {encryptText} from './key-text.ts';

export const convertFromSecureString = cmdlet({
  name: 'ConvertFrom-SecureString',
  module: 'Microsoft.PowerShell.Security',
  className: 'ConvertFromSecureStringCommand',
  defaultParameterSet: 'Secure',
  outputTypes: ['System.String'],
  synopsis: 'Converts a secure string to an encrypted standard string.',
  parameters: {
    SecureString: {
      type: 'securestring',
      mandatory: true,
      position: 0,
      pipeline: 'value',
      help: 'The secret.',
    },
    AsPlainText: {type: 'switch', sets: {AsPlainText: {}}, help: 'Writes the secret itself.'},
    SecureKey: {
      type: 'securestring',
      sets: {Secure: {position: 1}},
      help: 'The key as a secure string.',
    },
    Key: {type: 'byte[]', sets: {Open: {}}, help: 'The key: 16, 24 or 32 bytes.'},
  },
  examples: [
    {
      title: 'A secret as text that only we can read',
      code: 'Read-Host -AsSecureString | ConvertFrom-SecureString',
    },
  ],

  process(run, p) {
    const secret = unwrap(p.SecureString);
    if (!(secret instanceof SecureString)) return;
    const key = p.AsPlainText ? undefined : keyArgument(run, p);
    run.writeObject(p.AsPlainText ? secret.plainText : encryptText(secret.plainText, key));
  },
});
