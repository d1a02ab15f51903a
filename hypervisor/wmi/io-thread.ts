/**
 * The thread that owns a runspace's socket to the host service (thread role 'door-io').
 *
 * It only carries bytes: frames from the runspace to the socket, what the socket gives to the
 * runspace, and the news that the connection could not be made or has ended. It connects when the
 * first frame comes and again when a frame comes after an end.
 */
import type {Socket} from 'node:net';
import {type MessagePort, workerData} from 'node:worker_threads';
import {connectService} from './service-connection.ts';

export interface IoThreadData {
  readonly role: 'door-io';
  readonly home: string;
  readonly port: MessagePort;
  /** Raised by one and notified with every message to the runspace. */
  readonly signal: Int32Array;
}

/** To the runspace: bytes as they came, or why there will be no more. */
export type IoMessage = Uint8Array | {readonly ended: string; readonly started: boolean};

export function main(): void {
  const {home, port, signal} = workerData as IoThreadData;
  let connection: Promise<Socket> | undefined;

  const tell = (message: IoMessage): void => {
    port.postMessage(message);
    Atomics.add(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
  const end = (text: string, started: boolean): void => {
    connection = undefined;
    tell({ended: text, started});
  };
  const open = async (): Promise<Socket> => {
    const socket = await connectService(home);
    socket.on('data', bytes => tell(bytes));
    socket.on('error', () => {}); //  'close' follows
    socket.on('close', () => end('The connection to the host service has ended.', true));
    return socket;
  };
  port.on('message', (frame: Uint8Array) => {
    connection ??= open();
    connection.then(
      socket => void socket.write(frame),
      (error: Error) => {
        if (connection) end(error.message, false);
      },
    );
  });
}
