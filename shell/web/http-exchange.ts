/** HTTP as the runspace's thread sees it: one exchange, its head and its body; everything blocks. */
import {PipelineStopped} from '../eval/flow.ts';
import type {Answer, Channel, WebRequestMessage} from '../runspace/channel.ts';

/** Received bytes after which the server is let on. */
const RESUME_BYTES = 1024 * 1024;

/** Encodings of bodies that are undone on the way (decompressed.ts). */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

export type HttpRequest = Omit<WebRequestMessage, 'kind' | 'id'>;
export type HttpHead = Extract<Answer, {kind: 'webHead'}>;

/** The network or the server failed before there was an answer, or in the middle of it. */
export class ExchangeFailure {
  readonly code: string;
  readonly message: string;
  constructor(code: string, message: string) {
    this.code = code;
    this.message = message;
  }
}

export class HttpExchange {
  readonly head: HttpHead;
  readonly #channel: Channel;
  readonly #id: number;
  #received = 0;
  #isOver = false;

  /** Sends the request and waits for the head. Throws ExchangeFailure and PipelineStopped. */
  constructor(channel: Channel, request: HttpRequest) {
    this.#channel = channel;
    this.#id = channel.newId();
    channel.post({kind: 'web', id: this.#id, ...request});
    const answer = this.#next();
    if (answer.kind !== 'webHead') throw new Error(`The network answered ${answer.kind}.`);
    this.head = answer;
  }

  /** The next piece of the body; undefined at the end. */
  read(): Uint8Array | undefined {
    if (this.#isOver) return undefined;
    const answer = this.#next();
    if (answer.kind !== 'data') {
      this.#isOver = true;
      return undefined;
    }
    this.#received += answer.bytes.length;
    if (this.#received > RESUME_BYTES) {
      this.#received = 0;
      this.#channel.post({kind: 'resume', id: this.#id});
    }
    return answer.bytes;
  }

  /** Nobody wants the rest. */
  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#channel.post({kind: 'webStop', id: this.#id});
    this.#channel.drop(this.#id);
  }

  #next(): Answer {
    const answer = this.#channel.wait(this.#id);
    if (answer === undefined) {
      this.close();
      throw new PipelineStopped();
    }
    if (answer.kind === 'failed') throw new ExchangeFailure(answer.code, answer.message);
    return answer;
  }
}
