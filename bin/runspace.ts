/** Where a runspace's thread begins: the shell and the cmdlets, nothing of the machine. */
import {main} from './roles/runspace.ts';

main();
