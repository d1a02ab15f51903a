/**
 * Where the main thread of a session, or of a job's process, begins; its runspace's thread was started by
 * launch.cjs already.
 */
import {main} from './roles/cli.ts';
import type {RunspaceThread} from '../shell/runspace/session-client.ts';
import type * as JobProcess from './roles/job-process.ts';
import {JOB_PROCESS} from '../shell/runspace/channel.ts';

/** The runspace's thread, as bin/launch.cjs started it. */
declare const HVSH_RUNSPACE: RunspaceThread;

if (process.argv[2] === JOB_PROCESS) {
  const {serveParent} = require('./roles/job-process.ts') as typeof JobProcess;
  serveParent(HVSH_RUNSPACE);
} else void main(HVSH_RUNSPACE, process.argv.slice(2));
