/**
 * The `native` engine: runs a guest written in TypeScript, step by step.
 *
 * The guest's instruction set is `Processor` (hypervisor/guest/processor.ts); each method is one
 * trap into the hypervisor. Which guests there are is images.ts. A guest that touches a register
 * it does not have takes a #GP that it can not handle: the processor faults.
 */
import type {Processor} from '../guest/processor.ts';
import type {Engine, EngineFactory, EngineStart, ProcessorPort} from './engine.ts';
import {loadImage, type NativeGuest} from './images.ts';

/** How many steps pass between two looks at the clock. */
const STEPS_BETWEEN_LOOKS = 16;

class GeneralProtectionFault extends Error {}

function processorOf(port: ProcessorPort): Processor {
  return {
    memory: port.memory,
    hypercall: (control, input, output) => port.hypercall(control, input, output),
    rdmsr(msr) {
      const value = port.readMsr(msr);
      if (value === undefined) throw new GeneralProtectionFault(`#GP: RDMSR 0x${msr.toString(16)}`);
      return value;
    },
    wrmsr(msr, value) {
      if (!port.writeMsr(msr, value))
        throw new GeneralProtectionFault(`#GP: WRMSR 0x${msr.toString(16)}, ${value}`);
    },
    cpuid: leaf => port.cpuid(leaf) ?? [0, 0, 0, 0],
  };
}

/** Makes the guest named by `start.image`; throws for a name that is not in images.ts. */
export const createNativeEngine: EngineFactory = async (
  port: ProcessorPort,
  start: EngineStart,
): Promise<Engine> => {
  const boot = await loadImage(start.image, port.vpIndex);
  return new NativeEngine(port, boot(processorOf(port), start.settings, start.state));
};

class NativeEngine implements Engine {
  private readonly port: ProcessorPort;
  private readonly guest: NativeGuest;

  constructor(port: ProcessorPort, guest: NativeGuest) {
    this.port = port;
    this.guest = guest;
  }

  run(quantumMicros: number): ReturnType<Engine['run']> {
    const {port, guest} = this;
    const end = performance.now() + quantumMicros / 1000;
    try {
      do {
        for (let step = 0; step < STEPS_BETWEEN_LOOKS; step++) {
          const result = guest.step();
          if (result === 'idle') return 'halt';
          if (result !== 'ran') return result;
          if (port.attention()) return 'quantum';
        }
      } while (performance.now() < end);
      return 'quantum';
    } catch (error) {
      if (error instanceof GeneralProtectionFault) return 'fault';
      throw error;
    }
  }

  interrupt(vector: number): void {
    this.guest.interrupt(vector);
  }

  save(): unknown {
    return this.guest.save();
  }

  /** A native guest has no registers but the synthetic ones, which are the hypervisor's. */
  registers(): Record<string, bigint> {
    return {};
  }
}
