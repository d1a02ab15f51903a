/**
 * The bridge between a runspace, which blocks, and the socket, which does not.
 *
 * The runspace posts frames to the I/O thread (io-thread.ts) and sleeps on a shared word until
 * something came back, waking every 50 ms to look whether it should stop.
 */
import {MessageChannel, type MessagePort, receiveMessageOnPort, Worker} from 'node:worker_threads';
import {DoorError} from './door-error.ts';
import {encodeFrame, type Frame, FrameReader} from './frames.ts';
import type {IoMessage, IoThreadData} from './io-thread.ts';

declare const HVSH_PRODUCT: string;

/** How long a blocked runspace sleeps before it looks at its stop word. */
const SLICE_MS = 50;

export interface Bridge {
  send(header: object, bytes?: Uint8Array): void;
  /** The next frame; undefined when none came in time. Throws TRANSPORT_FAILURE or what `checkStop` throws. */
  receive(timeoutMs: number): Frame | undefined;
  close(): void;
}

export interface BridgeOptions {
  /** State folder, absolute. */
  readonly home: string;
  /** Throws when the runspace was told to stop (Ctrl-C); what it throws ends the call. */
  readonly checkStop: () => void;
}

export function openBridge(options: BridgeOptions): Bridge {
  return new ThreadBridge(options);
}

class ThreadBridge implements Bridge {
  private readonly checkStop: () => void;
  private readonly worker: Worker;
  private readonly port: MessagePort;
  private readonly signal = new Int32Array(new SharedArrayBuffer(4));
  private readonly ready: Frame[] = [];
  private reader = new FrameReader();

  constructor({home, checkStop}: BridgeOptions) {
    this.checkStop = checkStop;
    const {port1, port2} = new MessageChannel();
    const data: IoThreadData = {role: 'door-io', home, port: port2, signal: this.signal};
    this.worker = new Worker(HVSH_PRODUCT, {workerData: data, transferList: [port2]});
    this.worker.unref();
    this.port = port1;
  }

  send(header: object, bytes?: Uint8Array): void {
    const frame = encodeFrame(header, bytes);
    this.port.postMessage(frame);
  }

  receive(timeoutMs: number): Frame | undefined {
    const end = performance.now() + timeoutMs;
    for (;;) {
      const seen = Atomics.load(this.signal, 0);
      this.collect();
      const frame = this.ready.shift();
      if (frame) return frame;
      this.checkStop();
      const left = end - performance.now();
      if (left <= 0) return undefined;
      Atomics.wait(this.signal, 0, seen, Math.min(left, SLICE_MS));
    }
  }

  close(): void {
    this.port.close();
    void this.worker.terminate();
  }

  /** Takes everything the I/O thread has posted. */
  private collect(): void {
    for (let got = receiveMessageOnPort(this.port); got; got = receiveMessageOnPort(this.port)) {
      const message = got.message as IoMessage;
      if (message instanceof Uint8Array) this.ready.push(...this.reader.push(message));
      else this.fail(message.ended);
    }
  }

  private fail(reason: string): never {
    this.reader = new FrameReader();
    this.ready.length = 0;
    throw new DoorError('TRANSPORT_FAILURE', reason);
  }
}
