/**
 * The thread of one virtual processor: puts an engine, hypervisor state and the loop together.
 *
 * Started by root/vid/virtual-processor.ts with shared buffers and plain data; talks to the root
 * through its port and the shared words only.
 */
import {type MessagePort, parentPort, receiveMessageOnPort, workerData} from 'node:worker_threads';
import {systemClock} from '../hv/clock.ts';
import {GuestMemory, type SharedMemory} from '../hv/guest-memory.ts';
import {PartitionBlock, VpWord} from '../hv/partition-block.ts';
import type {ProcessorExit, RootLink, ToProcessor, ToRoot} from '../hv/root-link.ts';
import {threadCpuClock} from '../hv/scheduler/cpu-clock.ts';
import {Dispatch} from '../hv/scheduler/dispatch.ts';
import {Scheduler} from '../hv/scheduler/scheduler.ts';
import {SchedulerBlock} from '../hv/scheduler/scheduler-block.ts';
import {VirtualProcessor} from '../hv/virtual-processor.ts';
import type {EngineFactory, EngineStart} from './engine.ts';
import {ProcessorLoop, type SavedProcessor} from './vp-loop.ts';

/** What the thread is started with. */
export interface VpThreadData {
  vpIndex: number;
  start: Omit<EngineStart, 'state'>;
  memory: SharedMemory;
  partition: SharedArrayBuffer;
  scheduler: SharedArrayBuffer;
  /** The processor goes on from here. */
  saved?: SavedProcessor;
}

function linkTo(port: MessagePort): RootLink {
  return {
    send: (message: ToRoot) => port.postMessage(message),
    take() {
      const mail: ToProcessor[] = [];
      for (let item = receiveMessageOnPort(port); item; item = receiveMessageOnPort(port))
        mail.push(item.message as ToProcessor);
      return mail;
    },
  };
}

async function runProcessor(
  createEngine: EngineFactory,
  data: VpThreadData,
  link: RootLink,
): Promise<ProcessorExit> {
  const memory = new GuestMemory(data.memory);
  const block = new PartitionBlock(data.partition);
  const {vpIndex, saved} = data;
  const slot = block.vp(vpIndex, VpWord.slot);
  const scheduler = new Scheduler(new SchedulerBlock(data.scheduler), systemClock, slot);
  const vp = new VirtualProcessor({
    vpIndex,
    memory,
    block,
    scheduler: scheduler.block,
    clock: systemClock,
    link,
  });
  const engine = await createEngine(vp, {...data.start, ...(saved && {state: saved.engine})});
  const cpu = threadCpuClock(systemClock);
  const loop = new ProcessorLoop(vp, engine, new Dispatch(scheduler, slot, cpu), link);
  if (saved) loop.restore(saved);
  link.send({kind: 'started'});
  try {
    return await loop.run();
  } finally {
    cpu.close();
  }
}

/** The thread ends when the processor does. */
export async function runVpThread(createEngine: EngineFactory): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('a virtual processor runs on a thread of its own');
  const link = linkTo(port);
  try {
    const exit = await runProcessor(createEngine, workerData as VpThreadData, link);
    link.send({kind: 'exit', exit});
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    link.send({kind: 'exit', exit: {reason: 'error', error: text}});
  }
}
