/** The module `virtual:cmdlets`, which the build makes from the files of cmdlets/ (bin/esbuild-plugins.mjs). */
import type {CmdletRow} from '../shell/cmdlet/cmdlet-command.ts';

/** All cmdlets by name. */
export declare const cmdletTable: readonly CmdletRow[];

/** Names that only say why they do nothing. */
export declare const notApplicable: () => readonly CmdletRow[];
