/** Where a runspace's thread begins: the shell and the cmdlets, nothing of the machine. */
import {main} from './roles/runspace.ts';

/** The files of the shell that cmdlets need: launch.cjs hands them to dist/cmdlets.cjs. */
export {modules} from 'virtual:shared-modules';

main();
