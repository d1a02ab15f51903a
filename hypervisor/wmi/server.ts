/**
 * The service's side of the door: takes frames of one connection and answers them.
 *
 * Requests are answered as they finish, in any order. A frame that can not be read ends the
 * connection; a request that can not be understood is answered with an error. Nothing a client sends
 * makes the service throw.
 */
import type {Socket} from 'node:net';
import type {Job} from '../root/vmms/jobs.ts';
import type {ConsolePort} from '../root/vmms/machine-worker.ts';
import type {CimInstance, CimValue} from './cim.ts';
import {jobFrom, jobObject} from './classes/msvm-concrete-job.ts';
import {VIRTUALIZATION} from './door.ts';
import {DoorError} from './door-error.ts';
import {type Answers, DOOR_VERSION, type Hello, type StreamFrame} from './door-wire.ts';
import {EventSubscription} from './events.ts';
import {encodeFrame, type Frame, FrameReader} from './frames.ts';
import {hostName} from './object-path.ts';
import type {Provider} from './provider.ts';
import {runQuery} from './query.ts';
import {cimValueOf, toWire} from './wire-values.ts';

/** A client that does not read: beyond this many bytes unsent its connection is ended. */
const UNSENT_MAX = 256 * 1024 * 1024;
const STREAMS_MAX = 64;

interface Stream {
  write(bytes: Uint8Array): void;
  close(): void;
}

type Header = Frame['header'];

export class DoorConnection {
  private readonly socket: Socket;
  private readonly provider: Provider;
  private readonly onStop: () => void;
  private readonly reader = new FrameReader();
  private readonly streams = new Map<number, Stream>();
  private readonly cancelled = new Set<number>();
  /** Jobs that requests wait for. */
  private readonly jobs = new Map<number, Job>();
  private nextStream = 1;

  constructor(socket: Socket, provider: Provider, onStop: () => void) {
    this.socket = socket;
    this.provider = provider;
    this.onStop = onStop;
    socket.on('data', bytes => this.take(bytes));
    socket.on('error', () => {}); // 'close' follows
    socket.on('close', () => this.closeStreams());
  }

  private take(bytes: Uint8Array): void {
    try {
      for (const frame of this.reader.push(bytes)) this.dispatch(frame);
    } catch {
      this.socket.destroy();
    }
  }

  private dispatch({header, bytes}: Frame): void {
    const {id, op, stream} = header;
    if (op === 'write' && typeof stream === 'number') this.streams.get(stream)?.write(bytes);
    else if (op === 'end' && typeof stream === 'number') this.endStream(stream);
    else if (op === 'cancel' && typeof header.target === 'number') this.cancel(header.target);
    else if (typeof id === 'number') void this.answer(id, header);
  }

  /** Nobody waits for the answer any more; what can be cancelled ends with the one who waited for it. */
  private cancel(request: number): void {
    this.cancelled.add(request);
    this.jobs.get(request)?.abort?.abort();
  }

  private async answer(id: number, header: Header): Promise<void> {
    try {
      const value = await this.perform(id, header);
      this.send({id, value: toWire(value)});
    } catch (error) {
      const known =
        error instanceof DoorError
          ? error
          : new DoorError('PROVIDER_FAILURE', String((error as Error)?.message ?? error), error);
      if (known.code === 'PROVIDER_FAILURE')
        this.provider.vmms.options.log(
          `${String(header.op)}: ${String((error as Error)?.stack ?? error)}`,
        );
      this.send({id, error: {code: known.code, message: known.message}});
    } finally {
      this.cancelled.delete(id);
    }
  }

  private perform(id: number, header: Header): unknown {
    const operation = this.operations[String(header.op) as keyof Answers];
    if (!operation)
      throw new DoorError('NOT_SUPPORTED', `There is no operation "${String(header.op)}".`);
    return operation(header, id);
  }

  private readonly operations: Readonly<
    Record<keyof Answers, (header: Header, id: number) => unknown>
  > = {
    hello: header => this.hello(header),
    query: header => runQuery(this.provider, text(header, 'wql'), text(header, 'namespace')),
    get: header => {
      const object = this.provider.resolve(text(header, 'path'), text(header, 'namespace'));
      if (!object)
        throw new DoorError('NOT_FOUND', `There is no instance ${text(header, 'path')}.`);
      return this.provider.instance(object);
    },
    invoke: header =>
      this.provider.invoke(
        text(header, 'path'),
        text(header, 'method'),
        parametersOf(header),
        text(header, 'namespace'),
      ),
    class: header => this.provider.table(text(header, 'namespace')).get(text(header, 'name')),
    classNames: header => this.provider.table(text(header, 'namespace')).names(),
    waitJob: (header, id) => this.waitJob(id, text(header, 'path')),
    follow: header => this.follow(text(header, 'wql'), text(header, 'namespace')),
    console: header => this.openConsole(text(header, 'vmId'), header.scrollback !== false),
    stop: () => {
      setImmediate(this.onStop);
      return null;
    },
  };

  private hello(header: Header): Hello {
    if (header.version !== DOOR_VERSION)
      throw new DoorError(
        'NOT_SUPPORTED',
        `The host service speaks version ${DOOR_VERSION} of the door, not ${String(header.version)}: restart it with "hvsh host restart".`,
      );
    return {version: DOOR_VERSION, pid: process.pid, hostName};
  }

  private async waitJob(id: number, path: string): Promise<CimInstance> {
    const object = this.provider.resolve(path, VIRTUALIZATION);
    const job = object && jobFrom(object);
    if (!job) throw new DoorError('NOT_FOUND', `There is no job ${path}.`);
    const stop = this.provider.vmms.changes.listen(({self}) => {
      if (self === job && job.ended === undefined && !this.cancelled.has(id))
        this.send({id, progress: toWire(this.provider.instance(jobObject(job)))});
    });
    this.jobs.set(id, job);
    await job.done;
    this.jobs.delete(id);
    stop();
    return this.provider.instance(jobObject(job));
  }

  private follow(wql: string, namespace: string): number {
    const stream = this.newStream();
    const subscription = new EventSubscription(this.provider, wql, namespace, event =>
      this.sendStream({stream, event: toWire(event) as CimInstance}),
    );
    this.streams.set(stream, {write: () => {}, close: () => subscription.close()});
    return stream;
  }

  private openConsole(vmId: string, scrollback: boolean): number {
    const machine = this.provider.vmms.machine(vmId);
    if (!machine) throw new DoorError('NOT_FOUND', `There is no machine ${vmId}.`);
    if (!machine.worker)
      throw new DoorError('NOT_SUPPORTED', `'${machine.name}' is not running: it has no console.`);
    const stream = this.newStream();
    const end = (): void => {
      this.sendStream({stream, end: true});
      this.streams.delete(stream);
    };
    const port: ConsolePort = machine.worker.openConsole(
      bytes => this.sendStream({stream}, bytes),
      end,
      scrollback,
    );
    this.streams.set(stream, port);
    return stream;
  }

  private newStream(): number {
    if (this.streams.size >= STREAMS_MAX)
      throw new DoorError('QUOTA_VIOLATION', `A connection can have ${STREAMS_MAX} streams.`);
    return this.nextStream++;
  }

  private endStream(stream: number): void {
    this.streams.get(stream)?.close();
    this.streams.delete(stream);
  }

  private closeStreams(): void {
    for (const stream of this.streams.values()) stream.close();
    this.streams.clear();
  }

  private sendStream(header: StreamFrame, bytes?: Uint8Array): void {
    this.send(header, bytes);
  }

  private send(header: object, bytes?: Uint8Array): void {
    if (this.socket.destroyed) return;
    if (this.socket.writableLength > UNSENT_MAX) this.socket.destroy();
    else this.socket.write(encodeFrame(header, bytes));
  }
}

function text(header: Header, name: string): string {
  const value = header[name];
  if (typeof value === 'string') return value;
  throw new DoorError('INVALID_PARAMETER', `"${name}" is missing in the request.`);
}

function parametersOf({params}: Header): Record<string, CimValue> {
  if (params === undefined) return {};
  if (typeof params !== 'object' || params === null || Array.isArray(params))
    throw new DoorError('INVALID_PARAMETER', 'params is not an object.');
  try {
    return Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, cimValueOf(value)]),
    );
  } catch {
    throw new DoorError('INVALID_PARAMETER', 'params holds a value that is no CIM value.');
  }
}
