/** What a compiled grammar exports; bin/esbuild-plugins.mjs compiles it. */
declare module '*.peggy' {
  export function parse(text: string, options?: object): unknown;
}
