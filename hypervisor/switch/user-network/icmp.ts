/** ICMP echo (RFC 792): the answer to a ping. */
import {checksum, isSumRight, sumOf} from '../checksum.ts';
import {putWord16} from '../frame.ts';

const ECHO_REPLY = 0;
const ECHO_REQUEST = 8;
const HEADER = 8;

/** The reply's bytes, or undefined: the message is no well-formed request. */
export function echoReply(message: Uint8Array): Uint8Array | undefined {
  if (message.length < HEADER || message[0] !== ECHO_REQUEST || message[1] !== 0) return undefined;
  if (!isSumRight(message, 0, message.length)) return undefined;
  const reply = message.slice();
  reply[0] = ECHO_REPLY;
  putWord16(reply, 2, 0);
  putWord16(reply, 2, checksum(sumOf(reply, 0, reply.length)));
  return reply;
}

/** A request, for guests that ping. */
export function echoRequest(id: number, sequence: number, data: Uint8Array): Uint8Array {
  const message = new Uint8Array(HEADER + data.length);
  message[0] = ECHO_REQUEST;
  putWord16(message, 4, id);
  putWord16(message, 6, sequence);
  message.set(data, HEADER);
  putWord16(message, 2, checksum(sumOf(message, 0, message.length)));
  return message;
}
