/** All engines by name, as the root knows them: whose thread to start, on what memory. */
import {GuestMemory} from '../hv/guest-memory.ts';
import type {ThreadRole} from '../thread.ts';
import {allocateX86Memory} from './x86/memory.ts';
import {x86Module} from './x86/module.ts';

export type EngineName = 'native' | 'x86';

export interface EngineEntry {
  /** The thread of a processor: bin/threads.ts, bin/x86-thread.ts. */
  readonly role: ThreadRole;
  /** Heap that the thread may have beside the guest's memory. */
  readonly heapMB: number;
  /** Memory for a guest, all zero. Throws RangeError for a size that the engine can not have. */
  allocate(sizeBytes: number): GuestMemory;
  /** What all processors of the engine in this process share; structured-cloneable. */
  common?(): unknown;
}

export const engines: Readonly<Record<EngineName, EngineEntry>> = {
  native: {role: 'vp', heapMB: 64, allocate: size => GuestMemory.allocate(size)},
  x86: {role: 'vp-x86', heapMB: 512, allocate: allocateX86Memory, common: x86Module},
};
