/** The thread of a processor whose guest is written in TypeScript: role `vp`. */
import {createNativeEngine} from './native.ts';
import {runVpThread} from './vp-thread.ts';

export const main = (): Promise<void> => runVpThread(createNativeEngine);
