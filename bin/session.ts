/** Where the main thread of a session begins; its runspace's thread was started by launch.cjs already. */
import {main} from './roles/cli.ts';

void main(process.argv.slice(2));
