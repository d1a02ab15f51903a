/**
 * The guests that the native engine can boot, by name. Each is loaded when a machine uses it.
 *
 * `tiny` is the enlightened guest. `spin` and `halt` are the two poles of a processor's life and
 * nothing else: they measure scheduling and idle cost without a kernel in between.
 */
import type {Processor, StepResult} from '../guest/processor.ts';

/** A guest as the engine drives it; `save` returns structured-cloneable data. */
export interface NativeGuest {
  step(): StepResult;
  interrupt(vector: number): void;
  save(): unknown;
}

export type NativeBoot = (
  processor: Processor,
  settings: Record<string, unknown>,
  state: unknown,
) => NativeGuest;

const ROUNDS_PER_STEP = 2000;

/** Always busy: a multiplication loop; remembers how far it came. */
const spin: NativeBoot = (_processor, _settings, state) => {
  let value = typeof state === 'number' ? state : 1;
  return {
    step() {
      for (let round = 0; round < ROUNDS_PER_STEP; round++)
        value = (Math.imul(value, 1103515245) + 12345) | 0;
      return 'ran';
    },
    interrupt() {},
    save: () => value,
  };
};

/** Never busy. */
const halt: NativeBoot = () => ({step: () => 'idle', interrupt() {}, save: () => undefined});

export interface NativeImage {
  /** Whether every processor runs it; otherwise the second and later ones stay halted. */
  onEveryProcessor: boolean;
  load(): Promise<NativeBoot>;
}

export const nativeImages: Readonly<Record<string, NativeImage>> = {
  halt: {onEveryProcessor: true, load: async () => halt},
  spin: {onEveryProcessor: true, load: async () => spin},
  tiny: {onEveryProcessor: false, load: async () => (await import('../guest/tiny.ts')).bootTiny},
};

/** What the processor runs. Throws for a name that is not in the table. */
export async function loadImage(name: string, vpIndex: number): Promise<NativeBoot> {
  const image = nativeImages[name];
  if (!image) throw new Error(`There is no native image "${name}".`);
  return vpIndex === 0 || image.onEveryProcessor ? image.load() : halt;
}
