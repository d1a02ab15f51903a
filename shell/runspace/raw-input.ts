/** Keys as bytes for the runspace: the terminal in raw mode, Ctrl-C included; a pipe as it is. */
import {type Answer, ring} from './channel.ts';
import {standardInput} from './standard-input.ts';

export class RawInput {
  readonly #words: Int32Array;
  readonly #post: (answer: Answer) => void;
  #stop: (() => void) | null = null;

  constructor(words: Int32Array, post: (answer: Answer) => void) {
    this.#words = words;
    this.#post = post;
  }

  open(id: number): void {
    const stdin = standardInput();
    const send = (answer: Answer) => {
      this.#post(answer);
      ring(this.#words);
    };
    const onData = (data: Buffer | string) =>
      send({kind: 'data', id, stream: 'stdin', bytes: new Uint8Array(Buffer.from(data))});
    const onEnd = () => send({kind: 'line', id, text: null});
    stdin.setRawMode?.(true);
    stdin.on('data', onData);
    stdin.on('end', onEnd);
    stdin.resume();
    this.#stop = () => {
      stdin.off('data', onData);
      stdin.off('end', onEnd);
      stdin.pause();
      stdin.setRawMode?.(false);
    };
  }

  close(): void {
    this.#stop?.();
    this.#stop = null;
  }
}
