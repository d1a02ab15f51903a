/** The shell and the cmdlets, nothing of the machine: dist/shell.cjs, for a runspace's thread or the main thread. */
import {serveOnThread} from './roles/runspace.ts';

export {openOnMainThread} from './roles/runspace.ts';
/** The files of the shell that cmdlets need: launch.cjs hands them to dist/cmdlets.cjs. */
export {modules} from 'virtual:shared-modules';

/** What bin/launch.cjs gives a bundle that is a thread's first. */
declare const HVSH_LAUNCHER: object | undefined;

if (HVSH_LAUNCHER !== undefined) serveOnThread();
