/** What the kernel gives to jobs. */
import type {GuestMemory} from '../../hv/guest-memory.ts';
import type {StorVsc} from '../drivers/storvsc.ts';
import type {GuestNetwork} from '../network/network.ts';
import type {PageAllocator} from '../page-allocator.ts';

export interface JobHost {
  readonly memory: GuestMemory;
  readonly pages: PageAllocator;
  readonly storage: StorVsc;
  readonly network: GuestNetwork;
  /** Reference time in 100 ns. */
  time(): number;
  /** From 0 to 1, from the guest's seed. */
  random(): number;
  print(text: string): void;
}

/** What a kind of job does; `run` answers true when the job is over. */
export interface JobKind<State> {
  /** One bounded slice. */
  run(job: State, host: JobHost): boolean;
  /** A block request of the job ended. True: the job is over. */
  onBlock?(job: State, tag: number, ok: boolean, host: JobHost): boolean;
  /** Gives back what the job holds. False: requests are under way, `onBlock` will end the job. */
  stop(job: State, host: JobHost): boolean;
}
