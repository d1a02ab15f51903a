/** One request over an open socket, for programs that do not block: the answer, then the socket is closed. */
import type {Socket} from 'node:net';
import {DoorError, wbemName} from './door-error.ts';
import type {Answers, DoorRequest} from './door-wire.ts';
import {encodeFrame, FrameReader} from './frames.ts';
import {fromWire} from './wire-values.ts';

type Asked = Extract<DoorRequest, {op: keyof Answers}>;

export function askOnce<Q extends Asked>(
  socket: Socket,
  request: Q,
  options: {keepOpen?: boolean} = {},
): Promise<Answers[Q['op']]> {
  const reader = new FrameReader();
  return new Promise((resolve, reject) => {
    socket.once('close', () => reject(new DoorError('TRANSPORT_FAILURE')));
    socket.on('error', reject);
    socket.on('data', bytes => {
      for (const {header} of reader.push(bytes)) {
        if (header.id !== 1) continue;
        const {error} = header as {error?: {code: string; message: string}};
        if (error) reject(new DoorError(wbemName(error.code), error.message));
        else resolve(fromWire(header.value) as Answers[Q['op']]);
        if (!options.keepOpen) socket.end();
      }
    });
    socket.write(encodeFrame({id: 1, ...request}));
  });
}
