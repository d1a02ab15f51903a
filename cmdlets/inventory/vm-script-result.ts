/** What a script in a guest answered, as Invoke-VMScript writes it. */
import {defineType} from '../../shell/values/define-type.ts';
import {powerCliId} from './machine-id.ts';
import type {VirtualMachine} from './virtual-machine.ts';

export class VMScriptResult {
  readonly machine: VirtualMachine;
  readonly exitCode: number;
  /** Both streams of the script, in order. */
  readonly output: string;

  constructor(machine: VirtualMachine, exitCode: number, output: string) {
    this.machine = machine;
    this.exitCode = exitCode;
    this.output = output;
  }
}

const base = defineType({fullName: 'VMware.VimAutomation.ViCore.Types.V1.VM.VMScriptResult'});

defineType<VMScriptResult>({
  fullName: 'VMware.VimAutomation.ViCore.Impl.V1.VM.Guest.VMScriptResultImpl',
  base,
  instance: VMScriptResult,
  toText: result => result.output,
  properties: {
    ExitCode: {type: 'int', get: result => result.exitCode},
    ScriptOutput: {type: 'string', get: result => result.output},
    VM: {get: result => result.machine},
    VMId: {type: 'string', get: result => powerCliId(result.machine.id)},
  },
});
