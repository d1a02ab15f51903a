/** What a driver is to the kernel. One driver serves one channel: the first offered of its class. */
import type {GuestChannel, IncomingPacket} from '../vmbus/channel.ts';

export interface Driver {
  /** Device class it binds to. */
  readonly interfaceId: string;
  /** As the log calls it. */
  readonly name: string;
  /** Pages of each ring, the header page included. */
  readonly ringPages: number;
  /** The channel is open; `restored`: again, after the machine was saved. */
  onOpen(channel: GuestChannel, restored: boolean): void;
  onPacket(packet: IncomingPacket): void;
  /** The host signalled: a full ring may have room. */
  onRoom?(): void;
  /** The channel is gone. */
  onClose?(): void;
}
