/** Send-VMConsoleText: types into a machine's console and reads what it answers. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {openConsole, readUntil} from '../inventory/console-text.ts';
import {type Speaker, vmError} from '../inventory/flavour.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {machineParameter} from '../inventory/selectors.ts';

const speaker: Speaker = {flavour: 'HyperV', cmdlet: 'Send-VMConsoleText'};

export const sendVMConsoleText = cmdlet({
  name: 'Send-VMConsoleText',
  module: 'hvsh',
  className: 'Hvsh.Commands.SendVMConsoleText',
  synopsis: "Types text into a machine's console; with -Expect, waits for an answer and writes it.",
  parameters: {
    VM: machineParameter(speaker, {
      position: 0,
      pipeline: 'value',
      mandatory: true,
      aliases: ['Name'],
    }),
    Text: {
      type: 'string',
      help: 'What is typed; a newline is added.',
      mandatory: true,
      position: 1,
    },
    NoNewline: {type: 'switch', help: 'Adds no newline.'},
    Expect: {type: 'string', help: 'A regular expression to wait for in the answer.'},
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
    {title: 'Ask it something', code: "Send-VMConsoleText web1 uptime -Expect 'up .*'"},
  ],
  process(run, p) {
    const pattern = p.Expect === undefined ? undefined : new RegExp(p.Expect, 'im');
    for (const machine of machinesGiven(run, speaker, p.VM)) {
      const console = openConsole(run, speaker, machine, false);
      if (!console) continue;
      try {
        console.write(new TextEncoder().encode(p.NoNewline ? p.Text : `${p.Text}\n`));
        if (!pattern) continue;
        const {text, found} = readUntil(run, console, (p.TimeoutSec ?? 10) * 1000, answer =>
          pattern.test(answer),
        );
        if (found) run.writeObject(text.replaceAll('\r\n', '\n').trimEnd());
        else
          run.writeError(
            vmError(
              speaker,
              'OperationTimeout',
              'OperationTimeout',
              `The console of '${machine.name}' did not show '${p.Expect}' within ${p.TimeoutSec ?? 10} seconds.`,
              machine,
            ),
          );
      } finally {
        console.close();
      }
    }
  },
});
