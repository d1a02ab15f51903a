/**
 * Messages to the guest, in order, through the few buffers that its message port has.
 *
 * When the buffers are used up the rest waits here until the guest has taken some; the server
 * stops reading the guest's messages meanwhile, so that the queue stays short.
 */
import type {Partition} from '../../hv/partition.ts';
import {HvStatus} from '../../hv/status.ts';
import {VMBUS_MESSAGE_TYPE} from './protocol.ts';

/** Port id that Hyper-V shows as the sender of VMBus messages. */
const SENDER = 4n;

export class Outbox {
  private readonly partition: Partition;
  private readonly queue: Uint8Array[] = [];
  /** Where messages go: processor and interrupt source. */
  vp = 0;
  sint = 0;

  constructor(partition: Partition) {
    this.partition = partition;
  }

  get isEmpty(): boolean {
    return this.queue.length === 0;
  }

  send(message: Uint8Array): void {
    this.queue.push(message);
    this.pump();
  }

  /** Sends what fits. A guest whose interrupt controller is off gets nothing until it is on. */
  pump(): void {
    for (let message = this.queue[0]; message; message = this.queue[0]) {
      const status = this.partition.postMessage(this.vp, this.sint, {
        messageType: VMBUS_MESSAGE_TYPE,
        sender: SENDER,
        payload: message,
      });
      if (status !== HvStatus.Success) return;
      this.queue.shift();
    }
  }

  clear(): void {
    this.queue.length = 0;
  }

  /** What waits for room. */
  save(): Uint8Array[] {
    return [...this.queue];
  }

  restore(messages: readonly Uint8Array[]): void {
    this.queue.push(...messages);
  }
}
