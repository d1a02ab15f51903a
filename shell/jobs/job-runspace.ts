/** A runspace beside this one, seen from here: started by the main thread, talked to over a port. */
import {type MessagePort, MessageChannel, receiveMessageOnPort} from 'node:worker_threads';
import type {Channel, RunspaceStart} from '../runspace/channel.ts';
import type {JobMessage, JobRun} from './job-messages.ts';

/** The runspace ended by itself. */
export interface Lost {
  readonly lost: string;
}

/** Of threads one by one, of processes in batches. */
type Arrived = JobMessage | JobMessage[];

export class JobRunspace {
  readonly #channel: Channel;
  readonly #id: number;
  readonly #port: MessagePort;
  /** A batch that came, and how much of it was taken. */
  #batch: JobMessage[] = [];
  #taken = 0;

  constructor(channel: Channel, place: RunspaceStart['place'], location: string) {
    const {port1, port2} = new MessageChannel();
    this.#channel = channel;
    this.#id = channel.newId();
    this.#port = port1;
    channel.post({kind: 'runspaceStart', id: this.#id, place, location, port: port2}, [port2]);
  }

  run(run: JobRun): void {
    this.#port.postMessage(run);
  }

  /** The next thing it said, or that it is gone; undefined: nothing now. */
  poll(): JobMessage | Lost | undefined {
    const next = this.#batch[this.#taken];
    this.#taken++;
    if (next !== undefined) return next;
    const message = receiveMessageOnPort(this.#port)?.message as Arrived | undefined;
    if (message !== undefined && !Array.isArray(message)) return message;
    this.#batch = message ?? [];
    this.#taken = 0;
    if (message !== undefined) return this.poll();
    const answer = this.#channel.poll(this.#id);
    return answer?.kind === 'runspaceEnded' ? {lost: answer.message} : undefined;
  }

  /** Stops one run as Ctrl-C does. */
  stop(serial: number): void {
    this.#channel.post({kind: 'runspaceStop', id: this.#id, serial});
  }

  /** Ends it as it is. */
  end(): void {
    this.#channel.post({kind: 'runspaceEnd', id: this.#id});
    this.#channel.drop(this.#id);
    this.#port.close();
  }
}
