/** Connect-VMConsole: the machine's console in this terminal, both ways, until the escape key, the end of a piped input or the machine. */
import type {ConsoleStream} from '../../hypervisor/wmi/door.ts';
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import type {RawTerminal} from '../../shell/session/host.ts';
import {openConsole, SLICE_MS} from '../inventory/console-text.ts';
import type {Speaker} from '../inventory/flavour.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {machineParameter} from '../inventory/selectors.ts';
import type {VirtualMachine} from '../inventory/virtual-machine.ts';

const speaker: Speaker = {flavour: 'HyperV', cmdlet: 'Connect-VMConsole'};

/** Ctrl-], as telnet and virsh use it. */
const ESCAPE = 0x1d;
/** Time given to each side in turn. */
const TURN_MS = SLICE_MS / 5;
/** A machine that says nothing for so long has said all. */
const QUIET_MS = 500;

export const connectVMConsole = cmdlet({
  name: 'Connect-VMConsole',
  module: 'hvsh',
  className: 'Hvsh.Commands.ConnectVMConsole',
  synopsis: "Connects the terminal to a machine's console. Ctrl-] leaves.",
  description:
    "The console of a Linux machine is its first serial port: direct boot has no screen. Any number of terminals may be connected at once; each is shown what the host kept of the last 64 KB first. Programs in the guest are told the size of the terminal that was connected or resized last, when the guest's agent is there.",
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
    let end: End;
    try {
      end = carry(console, terminal, sizeTeller(run, machine));
      if (end === 'input') showRest(console, terminal);
    } finally {
      terminal.close();
      console.close();
    }
    host.writeLine(end === 'machine' ? `\nThe console of ${machine.name} has ended.` : '');
  },
});

/** Why a connection ended: the escape key, the end of a piped input, the machine. */
type End = 'escape' | 'input' | 'machine';

/** Tells the guest how large this terminal is, whenever that has changed. */
function sizeTeller(run: Run, machine: VirtualMachine): () => void {
  const {host} = run.session;
  let told = '';
  return () => {
    const size = `${host.width}x${host.height}`;
    if (!host.supportsAnsi || size === told) return;
    told = size;
    run.door().invoke('Hvsh_GuestService', 'SetConsoleSize', {
      System: {ref: machine.path},
      Columns: host.width,
      Rows: host.height,
    });
  };
}

/** Carries bytes both ways until something ends. */
function carry(console: ConsoleStream, terminal: RawTerminal, tellSize: () => void): End {
  for (;;) {
    tellSize();
    const shown = console.read(TURN_MS);
    if (shown === undefined) return 'machine';
    if (shown) terminal.write(shown);
    const typed = terminal.read(shown ? 0 : TURN_MS);
    if (typed === undefined) return 'input';
    if (typed === null) continue;
    const escape = typed.indexOf(ESCAPE);
    if (escape !== 0) console.write(escape < 0 ? typed : typed.subarray(0, escape));
    if (escape >= 0) return 'escape';
  }
}

/** After the end of the input: what the machine still answers, until it is quiet. */
function showRest(console: ConsoleStream, terminal: RawTerminal): void {
  for (let shown = console.read(QUIET_MS); shown; shown = console.read(QUIET_MS))
    terminal.write(shown);
}
