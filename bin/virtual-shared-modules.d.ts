/** The module `virtual:shared-modules`, which the build makes from what cmdlets import (bin/build-shell.mjs). */

/** Evaluates a file of the shell and answers its exports, by the file's name. */
export declare const modules: Readonly<Record<string, () => unknown>>;
