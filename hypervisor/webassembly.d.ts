/** The part of the WebAssembly JavaScript interface that this program uses; Node's types do not have it. */
declare namespace WebAssembly {
  type ModuleImports = Record<string, unknown>;
  type Imports = Record<string, ModuleImports>;
  type Exports = Record<string, unknown>;

  class Memory {
    constructor(descriptor: {initial: number; maximum?: number; shared?: boolean});
    readonly buffer: ArrayBuffer | SharedArrayBuffer;
  }

  interface Module {
    readonly __module: unique symbol;
  }
  const Module: new (bytes: Uint8Array) => Module;

  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: Exports;
  }

  class RuntimeError extends Error {}

  class Table {
    constructor(descriptor: {element: 'anyfunc'; initial: number});
    set(index: number, value: unknown): void;
  }
}
