/** Where the thread of an x86 processor begins: a bundle of its own, since v86 is large and few machines need it. */
import {createX86Engine} from '../hypervisor/engines/x86/engine.ts';
import {runVpThread} from '../hypervisor/engines/vp-thread.ts';

void runVpThread(createX86Engine);
