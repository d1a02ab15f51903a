/** Invoke-VMScript: runs a script in the guest through its agent. */
import {existsSync, readFileSync} from 'node:fs';
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {numberOf, textOf} from '../inventory/cim-fields.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {vmError} from '../inventory/flavour.ts';
import {askGuest, guestParameters} from '../inventory/guest-operations.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';
import {VMScriptResult} from '../inventory/vm-script-result.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Invoke-VMScript'} as const;

/** The text itself, or the content of the file that it names. */
function scriptOf(run: Run, text: string): string {
  if (text.includes('\n')) return text;
  const file = run.session.resolvePath(text);
  return existsSync(file) ? readFileSync(file, 'utf8') : text;
}

export const invokeVMScript = cmdlet({
  name: 'Invoke-VMScript',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.InvokeVmScript',
  synopsis: 'Runs a script in the guest OS of virtual machines.',
  description:
    "The script runs in /root by bash where the guest has it, else by sh; what it writes to either stream is its output. The guest's agent does it, which images of Save-VMImage bring along: it listens on the second serial port, since that port is there in every kernel and before any network.",
  supportsShouldProcess: true,
  parameters: {
    ScriptText: {
      type: 'string',
      help: 'The script, or the path of a file that holds it.',
      mandatory: true,
      position: 0,
    },
    VM: machineParameter(speaker, {position: 1, pipeline: 'value', mandatory: true}),
    ...guestParameters,
    ScriptType: {
      type: 'string',
      help: 'The language: Bash, which is the default. Guests here have no Bat and no PowerShell.',
      validate: [{set: ['PowerShell', 'Bat', 'Bash']}],
    },
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VM.VMScriptResult'],
  examples: [
    {title: 'Ask a guest its name', code: "Invoke-VMScript -VM deb -ScriptText 'uname -a'"},
    {title: 'Only the text', code: "(Invoke-VMScript 'df -h' deb).ScriptOutput"},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    if (p.ScriptType !== undefined && p.ScriptType.toLowerCase() !== 'bash') {
      const message = `The script type '${p.ScriptType}' is not supported by the guest operating system.`;
      run.throwTerminatingError(vmError(speaker, 'InvalidArgument', 'InvalidArgument', message));
    }
    for (const machine of machinesGiven(run, speaker, p.VM)) {
      if (!run.shouldProcess(machine.name, 'Invoke-VMScript')) continue;
      const params = {Text: scriptOf(run, p.ScriptText)};
      const job = askGuest(run, speaker, machine, 'RunScript', params, p)?.job;
      if (job)
        run.writeObject(
          new VMScriptResult(machine, numberOf(job, 'ExitCode'), textOf(job, 'Output')),
        );
    }
  },
});
