/**
 * Where a session's main thread, that of a job's process, and the thread that serves a script's requests begin:
 * dist/cli.cjs.
 */
import type {Launcher} from './launcher.ts';
import {begin} from './roles/cli.ts';
import type * as JobProcess from './roles/job-process.ts';
import type * as RequestThread from './roles/request-thread.ts';
import {JOB_PROCESS} from '../shell/runspace/channel.ts';

/** What bin/launch.cjs gives this bundle. */
declare const HVSH_LAUNCHER: Launcher;

if (HVSH_LAUNCHER.role === 'requests') {
  (require('./roles/request-thread.ts') as typeof RequestThread).main(HVSH_LAUNCHER);
} else if (process.argv[2] === JOB_PROCESS) {
  const {serveParent} = require('./roles/job-process.ts') as typeof JobProcess;
  serveParent(HVSH_LAUNCHER.startRunspace());
} else begin(HVSH_LAUNCHER, process.argv.slice(2));
