/**
 * The door as a cmdlet sees it. Everything that can be known of or done to a machine passes here.
 *
 * Implemented by client.ts for a runspace (synchronous). Errors are `DoorError`; a method's own
 * refusal is its ReturnValue (return-codes.ts).
 */
import type {CimClass, CimInstance, CimValue} from './cim.ts';

export const VIRTUALIZATION = 'root/virtualization/v2';
export const CIMV2 = 'root/cimv2';

export type MethodResult = {ReturnValue: number} & Record<string, CimValue>;

export interface AssociatorFilter {
  readonly assocClass?: string;
  readonly resultClass?: string;
  /** The role the source plays. */
  readonly role?: string;
  readonly resultRole?: string;
}

export interface Door {
  query(wql: string, namespace?: string): CimInstance[];
  /** The instance a path names; NOT_FOUND when there is none. */
  get(path: string): CimInstance;
  /** Instances of a class and its subclasses, filtered by equality of properties. */
  instances(className: string, where?: Record<string, CimValue>, namespace?: string): CimInstance[];
  associators(source: string | CimInstance, filter?: AssociatorFilter): CimInstance[];
  references(
    source: string | CimInstance,
    filter?: Pick<AssociatorFilter, 'resultClass' | 'role'>,
  ): CimInstance[];
  /** Calls a method; a class path or class name calls it on the class's only instance. */
  invoke(
    target: string | CimInstance,
    method: string,
    params?: Record<string, CimValue>,
  ): MethodResult;
  /** Waits until a job has ended and returns it; `onProgress` sees every state in between. */
  waitJob(jobPath: string, onProgress?: (job: CimInstance) => void): CimInstance;
  classOf(name: string, namespace?: string): CimClass;
  /** Every class of a namespace, by name, without members. */
  classNames(namespace?: string): string[];
  /** Subscribes to events; see `Subscription`. */
  follow(wql: string, namespace?: string): Subscription;
  /**
   * Opens the console of a running machine, both ways. `vmId` is the machine's GUID. First comes what the
   * host kept of it, unless `scrollback` is false.
   */
  openConsole(vmId: string, scrollback?: boolean): ConsoleStream;
  close(): void;
}

/** Events as they come. `next` waits up to the time given and answers null when nothing came. */
export interface Subscription {
  next(timeoutMs: number): CimInstance | null;
  close(): void;
}

/** Bytes of a console. `read` answers null when nothing came in time, undefined after the end. */
export interface ConsoleStream {
  read(timeoutMs: number): Uint8Array | null | undefined;
  write(bytes: Uint8Array): void;
  close(): void;
}
