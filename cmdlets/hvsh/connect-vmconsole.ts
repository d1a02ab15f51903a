/** Connect-VMConsole: the machine's console in this terminal, both ways, until the escape key. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {openConsole, SLICE_MS} from '../inventory/console-text.ts';
import type {Speaker} from '../inventory/flavour.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {machineParameter} from '../inventory/selectors.ts';

const speaker: Speaker = {flavour: 'HyperV', cmdlet: 'Connect-VMConsole'};

/** Ctrl-], as telnet and virsh use it. */
const ESCAPE = 0x1d;

export const connectVMConsole = cmdlet({
  name: 'Connect-VMConsole',
  module: 'hvsh',
  className: 'Hvsh.Commands.ConnectVMConsole',
  synopsis: "Connects the terminal to a machine's console. Ctrl-] leaves.",
  parameters: {
    VM: machineParameter(speaker, {
      position: 0,
      pipeline: 'value',
      mandatory: true,
      aliases: ['Name', 'VMName'],
    }),
  },
  examples: [{title: 'Open a console', code: 'Connect-VMConsole web1'}],
  process(run, p) {
    const [machine] = machinesGiven(run, speaker, p.VM);
    const console = machine && openConsole(run, speaker, machine, true);
    if (!console) return;
    const {host} = run.session;
    host.writeLine(`Connected to ${machine.name}. The escape key is Ctrl-].`);
    const terminal = host.openRawTerminal();
    try {
      for (;;) {
        const shown = console.read(SLICE_MS / 5);
        if (shown === undefined) break;
        if (shown) terminal.write(shown);
        const typed = terminal.read(shown ? 0 : SLICE_MS / 5);
        if (typed === undefined) break;
        const end = typed?.indexOf(ESCAPE) ?? -1;
        if (typed && end !== 0) console.write(end < 0 ? typed : typed.subarray(0, end));
        if (end >= 0) break;
      }
    } finally {
      terminal.close();
      console.close();
    }
    host.writeLine('');
  },
});
