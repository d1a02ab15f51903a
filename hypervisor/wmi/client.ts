/**
 * The door, from the side of a runspace: synchronous calls over a bridge.
 *
 * `openDoor` is what a runspace uses; `connectDoor` takes any bridge. Nothing is started before the
 * first call. One request is under way at a time; frames of streams that come in between are kept
 * for their readers.
 */
import {type Bridge, type BridgeOptions, openBridge} from './bridge.ts';
import type {CimClass, CimInstance, CimValue} from './cim.ts';
import {
  type AssociatorFilter,
  type ConsoleStream,
  type Door,
  type MethodResult,
  type Subscription,
  VIRTUALIZATION,
} from './door.ts';
import {DoorError, wbemName} from './door-error.ts';
import {type Answers, DOOR_VERSION, type DoorRequest} from './door-wire.ts';
import type {Frame} from './frames.ts';
import {fromWire, toWire} from './wire-values.ts';

export type {ConsoleStream, Door, MethodResult, Subscription} from './door.ts';
export {DoorError} from './door-error.ts';

export function openDoor(options: BridgeOptions): Door {
  return new DoorClient(() => openBridge(options));
}

export function connectDoor(bridge: Bridge): Door {
  return new DoorClient(() => bridge);
}

type Asked = Extract<DoorRequest, {op: keyof Answers}>;
type Progress = (job: CimInstance) => void;

class DoorClient implements Door {
  private readonly open: () => Bridge;
  private bridge: Bridge | undefined;
  private nextId = 1;
  private readonly streams = new Map<number, Frame[]>();
  private readonly classes = new Map<string, CimClass>();

  constructor(open: () => Bridge) {
    this.open = open;
  }

  query(wql: string, namespace = VIRTUALIZATION): CimInstance[] {
    return this.ask({op: 'query', wql, namespace});
  }

  get(path: string): CimInstance {
    return this.ask({op: 'get', path, namespace: VIRTUALIZATION});
  }

  instances(
    className: string,
    where: Record<string, CimValue> = {},
    namespace = VIRTUALIZATION,
  ): CimInstance[] {
    const tests = Object.entries(where).map(([name, value]) => `${name} ${wqlEquals(value)}`);
    return this.query(
      `SELECT * FROM ${className}${tests.length > 0 ? ` WHERE ${tests.join(' AND ')}` : ''}`,
      namespace,
    );
  }

  associators(source: string | CimInstance, filter: AssociatorFilter = {}): CimInstance[] {
    const {assocClass, resultClass, role, resultRole} = filter;
    const clauses = {
      AssocClass: assocClass,
      ResultClass: resultClass,
      Role: role,
      ResultRole: resultRole,
    };
    return this.query(`ASSOCIATORS OF {${pathOf(source)}}${clauseText(clauses)}`);
  }

  references(
    source: string | CimInstance,
    filter: Pick<AssociatorFilter, 'resultClass' | 'role'> = {},
  ): CimInstance[] {
    const clauses = {ResultClass: filter.resultClass, Role: filter.role};
    return this.query(`REFERENCES OF {${pathOf(source)}}${clauseText(clauses)}`);
  }

  invoke(
    target: string | CimInstance,
    method: string,
    params: Record<string, CimValue> = {},
  ): MethodResult {
    const wire = toWire(params) as Record<string, CimValue>;
    return this.ask({
      op: 'invoke',
      path: pathOf(target),
      method,
      params: wire,
      namespace: VIRTUALIZATION,
    });
  }

  waitJob(jobPath: string, onProgress?: Progress): CimInstance {
    return this.ask({op: 'waitJob', path: jobPath}, onProgress);
  }

  classOf(name: string, namespace = VIRTUALIZATION): CimClass {
    const key = `${namespace}:${name}`.toLowerCase();
    const known = this.classes.get(key);
    if (known) return known;
    const found = this.ask({op: 'class', name, namespace});
    this.classes.set(key, found);
    return found;
  }

  classNames(namespace = VIRTUALIZATION): string[] {
    return this.ask({op: 'classNames', namespace});
  }

  follow(wql: string, namespace = VIRTUALIZATION): Subscription {
    const stream = this.openStream({op: 'follow', wql, namespace});
    return {
      next: timeoutMs => {
        const frame = this.take(stream, timeoutMs);
        return frame ? ((fromWire(frame.header.event) as CimInstance | undefined) ?? null) : null;
      },
      close: () => this.endStream(stream),
    };
  }

  openConsole(vmId: string, scrollback = true): ConsoleStream {
    const stream = this.openStream({op: 'console', vmId, scrollback});
    let ended = false;
    return {
      read: timeoutMs => {
        if (ended) return undefined;
        const frame = this.take(stream, timeoutMs);
        if (!frame) return null;
        ended = frame.header.end === true;
        return ended ? undefined : frame.bytes;
      },
      write: bytes => this.connected().send({op: 'write', stream}, bytes),
      close: () => this.endStream(stream),
    };
  }

  close(): void {
    this.bridge?.close();
    this.bridge = undefined;
  }

  private connected(): Bridge {
    if (this.bridge) return this.bridge;
    this.bridge = this.open();
    this.request(this.bridge, {op: 'hello', version: DOOR_VERSION});
    return this.bridge;
  }

  private ask<Q extends Asked>(request: Q, onProgress?: Progress): Answers[Q['op']] {
    return this.request(this.connected(), request, onProgress);
  }

  private request<Q extends Asked>(
    bridge: Bridge,
    request: Q,
    onProgress?: Progress,
  ): Answers[Q['op']] {
    const id = this.nextId++;
    bridge.send({id, ...request});
    try {
      for (;;) {
        const {header, bytes} = bridge.receive(Number.POSITIVE_INFINITY) ?? {
          header: {},
          bytes: new Uint8Array(),
        };
        if (header.id !== id) this.keep({header, bytes});
        else if (header.progress !== undefined)
          onProgress?.(fromWire(header.progress) as CimInstance);
        else return answerOf(header) as Answers[Q['op']];
      }
    } catch (error) {
      // Told to stop: the answer is not waited for.
      if (!(error instanceof DoorError)) bridge.send({op: 'cancel', target: id});
      throw error;
    }
  }

  private openStream(request: Extract<Asked, {op: 'follow' | 'console'}>): number {
    const stream = this.ask(request);
    if (!this.streams.has(stream)) this.streams.set(stream, []);
    return stream;
  }

  /** A frame that nobody asked for just now: kept for its stream; late answers are dropped. */
  private keep(frame: Frame): void {
    const {stream} = frame.header;
    if (typeof stream !== 'number') return;
    const queue = this.streams.get(stream);
    if (queue) queue.push(frame);
    else this.streams.set(stream, [frame]);
  }

  private take(stream: number, timeoutMs: number): Frame | undefined {
    const queue = this.streams.get(stream) ?? [];
    const end = performance.now() + timeoutMs;
    while (queue.length === 0) {
      const frame = this.connected().receive(Math.max(0, end - performance.now()));
      if (!frame) return undefined;
      this.keep(frame);
    }
    return queue.shift();
  }

  private endStream(stream: number): void {
    this.connected().send({op: 'end', stream});
    this.streams.delete(stream);
  }
}

function answerOf(header: Frame['header']): unknown {
  if (header.error === undefined) return fromWire(header.value);
  const {code, message} = header.error as {code?: unknown; message?: unknown};
  throw new DoorError(wbemName(code), typeof message === 'string' ? message : undefined);
}

function pathOf(target: string | CimInstance): string {
  return typeof target === 'string' ? target : target.path;
}

function clauseText(clauses: Record<string, string | undefined>): string {
  const given = Object.entries(clauses).filter(([, value]) => value !== undefined);
  return given.length > 0
    ? ` WHERE ${given.map(([name, value]) => `${name} = ${value}`).join(' ')}`
    : '';
}

function wqlEquals(value: CimValue): string {
  if (value === null) return 'IS NULL';
  if (typeof value === 'object') return `= ${quoted(textOf(value))}`;
  return `= ${typeof value === 'string' ? quoted(value) : String(value).toUpperCase()}`;
}

function textOf(value: Exclude<CimValue, null | boolean | number | bigint | string>): string {
  if ('datetime' in value) return value.datetime;
  if ('ref' in value) return value.ref;
  return 'path' in value ? value.path : '';
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
