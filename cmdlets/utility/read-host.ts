/** Read-Host: a line from the person at the screen. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  construct,
  invokeMethod,
  NetException,
  requireType,
  toText,
} from '../../shell/values/index.ts';

export const readHost = cmdlet({
  name: 'Read-Host',
  module: 'Microsoft.PowerShell.Utility',
  className: 'ReadHostCommand',
  defaultParameterSet: 'AsString',
  outputTypes: ['System.String', 'System.Security.SecureString'],
  synopsis: 'Reads a line of input from the console.',
  parameters: {
    Prompt: {
      type: 'object',
      position: 0,
      remaining: true,
      allowNull: true,
      help: 'The question; a colon is added.',
    },
    AsSecureString: {
      type: 'switch',
      sets: {AsSecureString: {}},
      help: 'Shows asterisks; writes a secure string.',
    },
    MaskInput: {type: 'switch', sets: {AsString: {}}, help: 'Shows asterisks; writes a string.'},
  },
  examples: [{title: 'A secret', code: "Read-Host 'Password' -AsSecureString"}],

  process(run, p) {
    const {host} = run.session;
    const prompt =
      p.Prompt === undefined || p.Prompt === null ? undefined : `${toText(p.Prompt)}: `;
    const line = p.AsSecureString || p.MaskInput ? host.readSecret(prompt) : host.readLine(prompt);
    if (line === null) {
      if (host.isInteractive) return;
      return run.throwTerminatingError(
        run.error(
          'InvalidOperation',
          'InvalidOperation',
          new NetException(
            'System.Management.Automation.PSInvalidOperationException',
            'PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.',
          ),
        ),
      );
    }
    if (!p.AsSecureString) run.writeObject(line);
    else {
      const secure = construct(requireType('securestring'), []);
      for (const character of line) invokeMethod(secure, 'AppendChar', [character]);
      run.writeObject(secure);
    }
  },
});
