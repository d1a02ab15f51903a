/** Constants that the build puts in (bin/build.mjs, bin/test.mjs). */

/** The file that starts hvsh's threads and processes: bin/launch.cjs. */
declare const HVSH_PRODUCT: string;

/** The runspace's thread of a session, as bin/launch.cjs started it. */
declare const HVSH_RUNSPACE: {
  readonly worker: import('node:worker_threads').Worker;
  readonly port: import('node:worker_threads').MessagePort;
  readonly words: Int32Array;
};

/** package.json's version. */
declare const HVSH_VERSION: string;

/** All cmdlets by name, made by the build from the files of cmdlets/ (bin/esbuild-plugins.mjs). */
declare module 'virtual:cmdlets' {
  export const cmdletTable: readonly import('../shell/cmdlet/cmdlet-command.ts').CmdletRow[];
}

/** The prompt's own bundle, dist/prompt.mjs. */
declare module '*/prompt.mjs' {
  export function runPrompt(
    session: import('../shell/prompt/prompt-session.ts').PromptSession,
  ): Promise<number>;
}
