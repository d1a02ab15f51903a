/**
 * The lines that host and guest agent exchange over the second serial port (ttyS1): facts, no behaviour.
 *
 * `hv1 <id> <verb> [words]`, ASCII, ended by a line feed. The host chooses the id of a request, every answer
 * carries it; what does not begin with `hv1 ` is noise. The guest's side is a shell script of the image
 * (hypervisor/images/).
 *
 *     host                       guest
 *     hello                      ready 1              the version; sent with id 0 when the agent starts
 *     put <n>, then n bytes      got <k>              k pieces of this id are kept
 *     run [seconds]              out*, err*, end      the pieces are a script for sh
 *     write <mode> <path64>      err*, end            the pieces become a file
 *     read <path64>              out*, err*, end
 *     stop                       (end 143)            ends the run of the same id
 *
 * `out` and `err` carry base64, each line for itself; `end` an exit code.
 */

const PREFIX = 'hv1';
/** Longest line of a guest that is looked at. */
export const LINE_MAX = 8192;
/** Bytes of one `put`; the next one waits for its answer. */
export const PIECE_BYTES = 16_384;
/** Id of what the agent says unasked. */
export const UNASKED = '0';

export type AgentAnswer =
  | {verb: 'ready'; id: string}
  | {verb: 'got'; id: string}
  | {verb: 'out' | 'err'; id: string; bytes: Buffer}
  | {verb: 'end'; id: string; code: number};

export function encodeRequest(id: string, ...words: readonly (string | number)[]): Buffer {
  return Buffer.from(`${[PREFIX, id, ...words].join(' ')}\n`, 'latin1');
}

export const encodePath = (path: string): string => Buffer.from(path).toString('base64');

/** A line as the guest wrote it, without its end; undefined: noise. */
export function parseAnswer(line: string): AgentAnswer | undefined {
  const [prefix, id, verb, word = ''] = line.replace(/\r$/, '').split(' ');
  if (prefix !== PREFIX || id === undefined) return undefined;
  switch (verb) {
    case 'ready':
    case 'got':
      return {verb, id};
    case 'out':
    case 'err':
      return {verb, id, bytes: Buffer.from(word, 'base64')};
    case 'end':
      return /^\d{1,3}$/.test(word) ? {verb, id, code: Number(word)} : undefined;
    default:
      return undefined;
  }
}
