/** Constants that the build puts in (bin/build.mjs, bin/test.mjs). */

/** The file that starts hvsh's threads and processes: bin/launch.cjs. */
declare const HVSH_PRODUCT: string;

/** package.json's version. */
declare const HVSH_VERSION: string;
