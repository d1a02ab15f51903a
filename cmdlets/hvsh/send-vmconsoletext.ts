/** Send-VMConsoleText: types into a machine's console and reads what it answers. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {openConsole, readUntil} from '../inventory/console-text.ts';
import {type Speaker, vmError} from '../inventory/flavour.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import type {ErrorRecord} from '../../shell/errors/error-record.ts';
import {machineParameter} from '../inventory/selectors.ts';
import type {VirtualMachine} from '../inventory/virtual-machine.ts';
import {RegexOptions} from '../../shell/regex/options.ts';
import {netRegex} from '../../shell/regex/net-regex.ts';

const speaker: Speaker = {flavour: 'HyperV', cmdlet: 'Send-VMConsoleText'};

const OPTIONS = RegexOptions.IgnoreCase | RegexOptions.Multiline;

function notShown(
  machine: VirtualMachine,
  pattern: string,
  seconds: number,
  text: string,
): ErrorRecord {
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  const seen = last === '' ? 'It showed nothing.' : `The last line was '${last}'.`;
  const message = `The console of '${machine.name}' did not show '${pattern}' within ${seconds} seconds. ${seen}`;
  return vmError(speaker, 'OperationTimeout', 'OperationTimeout', message, machine);
}

export const sendVMConsoleText = cmdlet({
  name: 'Send-VMConsoleText',
  module: 'hvsh',
  className: 'Hvsh.Commands.SendVMConsoleText',
  synopsis: "Types text into a machine's console; with -Expect, waits for an answer and writes it.",
  description:
    'The answer begins after what was typed is sent; the echo of the text is part of it. Without -Text, what the console has shown before counts as well, so that a script can wait for a prompt that may be there already.',
  parameters: {
    VM: machineParameter(speaker, {
      position: 0,
      pipeline: 'value',
      mandatory: true,
      aliases: ['Name'],
    }),
    Text: {
      type: 'string',
      help: 'What is typed; a newline is added. Absent: nothing is typed, and -Expect waits.',
      position: 1,
      allowEmptyString: true,
    },
    NoNewline: {type: 'switch', help: 'Adds no newline.'},
    Expect: {
      type: 'string',
      help: 'A regular expression to wait for; the lines shown until then are written.',
    },
    TimeoutSec: {
      type: 'int',
      help: 'How long to wait for it; the default is 10.',
      validate: [{range: [1, 86400]}],
      defaultText: '10',
    },
  },
  outputTypes: ['System.String'],
  examples: [
    {title: 'Put load on a machine', code: "Send-VMConsoleText web1 'load cpu 80 &'"},
    {
      title: 'Wait for its prompt',
      code: "Send-VMConsoleText deb -Expect 'root@.*# $' -TimeoutSec 60",
    },
    {title: 'Ask it something', code: "Send-VMConsoleText web1 uptime -Expect 'up .*'"},
  ],
  process(run, p) {
    const pattern = p.Expect === undefined ? undefined : netRegex(p.Expect, OPTIONS);
    if (p.Text === undefined && !pattern) {
      const message = 'There is nothing to do: give -Text, -Expect, or both.';
      run.throwTerminatingError(vmError(speaker, 'InvalidParameter', 'InvalidArgument', message));
    }
    for (const machine of machinesGiven(run, speaker, p.VM)) {
      const console = openConsole(run, speaker, machine, p.Text === undefined);
      if (!console) continue;
      try {
        if (p.Text !== undefined)
          console.write(new TextEncoder().encode(p.NoNewline ? p.Text : `${p.Text}\n`));
        if (!pattern) continue;
        const timeoutSec = p.TimeoutSec ?? 10;
        const {text, found} = readUntil(run, console, timeoutSec * 1000, shown =>
          pattern.isMatch(shown),
        );
        if (found) for (const line of text.trimEnd().split('\n')) run.writeObject(line);
        else run.writeError(notShown(machine, pattern.pattern, timeoutSec, text));
      } finally {
        console.close();
      }
    }
  },
});
