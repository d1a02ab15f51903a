/**
 * The console of a machine: the first serial port where the engine has one, our own channel for
 * enlightened guests that have none. What a guest wrote is kept for viewers who come later.
 */
import type {Partition} from '../../../hv/partition.ts';
import type {ConsoleState} from '../../vsp/console/saved-state.ts';
import {Scrollback} from '../../vsp/console/scrollback.ts';
import {type ConsoleHost, ConsoleVsp} from '../../vsp/console/vsp.ts';
import type {ConsolePort} from '../machine-worker.ts';
import type {DevicePlace, MachineDevice} from './device.ts';

const SERIAL_PORT = 0;

export function offerConsole({machine, vid, boot}: DevicePlace): ConsoleDevice {
  if (boot.engine === 'x86') return new ConsoleDevice(new SerialConsole(vid.partition));
  const vsp = new ConsoleVsp(machine.id.toLowerCase());
  vid.vmbus.offer(vsp);
  return new ConsoleDevice(vsp);
}

/** A console that can be saved. */
type Source = ConsoleHost & {save(): ConsoleState; restore(state: ConsoleState): void};

/** A console and the viewers that look at it. */
export class ConsoleDevice implements MachineDevice {
  private readonly source: Source;
  private readonly ends = new Set<() => void>();

  constructor(source: Source) {
    this.source = source;
  }

  /** What the guest writes goes to `onBytes` until closed; with `scrollback`, first what was kept. */
  open(onBytes: (bytes: Uint8Array) => void, onEnd: () => void, scrollback: boolean): ConsolePort {
    const shown = this.source.scrollback();
    if (scrollback && shown.length > 0) onBytes(shown);
    const stop = this.source.onData(onBytes);
    const close = (): void => {
      stop();
      this.ends.delete(end);
    };
    const end = (): void => {
      close();
      onEnd();
    };
    this.ends.add(end);
    return {write: bytes => void this.source.write(bytes), close};
  }

  save(): ConsoleState {
    return this.source.save();
  }

  restore(state: unknown): void {
    if (state !== undefined) this.source.restore(state as ConsoleState);
  }

  close(): void {
    for (const end of this.ends) end();
  }
}

/** The first serial port of a machine; the port itself, with what it has not read, is the engine's. */
class SerialConsole implements Source {
  private readonly partition: Partition;
  private readonly kept = new Scrollback();
  private readonly viewers = new Set<(bytes: Uint8Array) => void>();

  constructor(partition: Partition) {
    this.partition = partition;
    partition.onSerial(SERIAL_PORT, bytes => this.show(bytes));
  }

  write(bytes: Uint8Array): boolean {
    this.partition.writeSerial(SERIAL_PORT, bytes);
    return true;
  }

  onData(listener: (bytes: Uint8Array) => void): () => void {
    this.viewers.add(listener);
    return () => this.viewers.delete(listener);
  }

  scrollback(): Uint8Array {
    return this.kept.read();
  }

  save(): ConsoleState {
    return {scrollback: this.scrollback(), input: new Uint8Array()};
  }

  restore({scrollback}: ConsoleState): void {
    this.kept.write(scrollback);
  }

  private show(bytes: Uint8Array): void {
    this.kept.write(bytes);
    for (const viewer of this.viewers) viewer(bytes);
  }
}
