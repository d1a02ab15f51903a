/**
 * The connections of a partition: where its PostMessage and SignalEvent calls lead.
 *
 * An open-addressed table in the partition's block. Only the root's main thread changes it; the
 * threads of virtual processors look things up while it does. Source: hyperv-wire.md 1.10.
 */
import {CONNECTION_SLOTS, EVENT_FLAGS, type PartitionBlock} from './partition-block.ts';

export const ConnectionKind = {message: 1, event: 2} as const;

/** Bits of a connection id that count; the others must be zero. */
export const CONNECTION_ID_MASK = 0xffffff;
/** Entries that stay free, so that a search for an unknown id ends soon. */
const MAX_CONNECTIONS = CONNECTION_SLOTS / 2;

const Entry = {id: 0, kind: 1, event: 2, server: 3} as const;
const REMOVED = -1;

export interface Connection {
  kind: number;
  /** Event connections: the signal bit that is set (0 to 2047). */
  event: number;
  /** Event connections: who is woken; 0 is the root's event loop, others are service doorbells. */
  server: number;
}

export class Connections {
  private readonly block: PartitionBlock;

  constructor(block: PartitionBlock) {
    this.block = block;
  }

  find(id: number): Connection | undefined {
    const at = this.locate(id);
    if (at === undefined) return undefined;
    const {words} = this.block;
    const kind = Atomics.load(words, at + Entry.kind);
    return {kind, event: words[at + Entry.event] ?? 0, server: words[at + Entry.server] ?? 0};
  }

  /** False: the id is in use, is not an id, or the table is full. */
  add(id: number, connection: Connection): boolean {
    if (id <= 0 || id > CONNECTION_ID_MASK || connection.event >= EVENT_FLAGS) return false;
    if (this.locate(id) !== undefined) return false;
    const at = this.freeEntry(id);
    if (at === undefined) return false;
    const {words} = this.block;
    words[at + Entry.kind] = connection.kind;
    words[at + Entry.event] = connection.event;
    words[at + Entry.server] = connection.server;
    // The id makes the entry valid.
    Atomics.store(words, at + Entry.id, id);
    return true;
  }

  remove(id: number): void {
    const at = this.locate(id);
    if (at !== undefined) Atomics.store(this.block.words, at + Entry.id, REMOVED);
  }

  /** Who is woken by signals from now on. */
  serve(id: number, server: number): void {
    const at = this.locate(id);
    if (at !== undefined) Atomics.store(this.block.words, at + Entry.server, server);
  }

  clear(): void {
    const first = this.block.connectionWord(0);
    this.block.words.fill(0, first, this.block.connectionWord(CONNECTION_SLOTS));
  }

  private locate(id: number): number | undefined {
    if (id <= 0 || id > CONNECTION_ID_MASK) return undefined;
    const {words} = this.block;
    for (let step = 0; step < CONNECTION_SLOTS; step++) {
      const at = this.block.connectionWord((id + step) % CONNECTION_SLOTS);
      const found = Atomics.load(words, at);
      if (found === id) return at;
      if (found === 0) return undefined;
    }
    return undefined;
  }

  private freeEntry(id: number): number | undefined {
    const {words} = this.block;
    for (let step = 0; step < MAX_CONNECTIONS; step++) {
      const at = this.block.connectionWord((id + step) % CONNECTION_SLOTS);
      const found = words[at] ?? 0;
      if (found === 0 || found === REMOVED) return at;
    }
    return undefined;
  }
}
