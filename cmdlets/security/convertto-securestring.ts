/** ConvertTo-SecureString: a secret from plain text, or from what ConvertFrom-SecureString wrote. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {SecureString} from '../../shell/types/secure-string.ts';
import {NetException} from '../../shell/values/index.ts';
import {keyArgument} from './key-argument.ts';
import {decryptText} from './key-text.ts';

export const convertToSecureString = cmdlet({
  name: 'ConvertTo-SecureString',
  module: 'Microsoft.PowerShell.Security',
  className: 'ConvertToSecureStringCommand',
  defaultParameterSet: 'Secure',
  outputTypes: ['System.Security.SecureString'],
  synopsis: 'Converts plain text or encrypted strings to secure strings.',
  parameters: {
    String: {
      type: 'string',
      mandatory: true,
      position: 0,
      pipeline: 'value',
      help: 'The text.',
    },
    AsPlainText: {
      type: 'switch',
      sets: {PlainText: {position: 1}},
      help: 'The text is the secret itself.',
    },
    Force: {
      type: 'switch',
      sets: {PlainText: {position: 2}},
      help: 'Confirms -AsPlainText; the scripts of earlier versions had to say it.',
    },
    SecureKey: {
      type: 'securestring',
      sets: {Secure: {position: 1}},
      help: 'The key as a secure string.',
    },
    Key: {type: 'byte[]', sets: {Open: {}}, help: 'The key: 16, 24 or 32 bytes.'},
  },
  examples: [
    {
      title: 'The length of a secret',
      code: "(ConvertTo-SecureString 'secret' -AsPlainText).Length",
      output: ['6'],
    },
  ],

  process(run, p) {
    const plain = p.AsPlainText ? p.String : decryptText(p.String, keyArgument(run, p));
    if (plain !== undefined) {
      const made = new SecureString(plain);
      made.makeReadOnly();
      run.writeObject(made);
      return;
    }
    run.writeError(
      run.error(
        'ImportSecureString_InvalidArgument',
        'InvalidArgument',
        new NetException(
          'System.FormatException',
          'The parameter value is not a valid encrypted string, or the key is not the one it was made with.',
        ),
      ),
    );
  },
});
