/** All engines by name; each is loaded on the thread that needs it. */
import type {EngineFactory} from './engine.ts';

export type EngineName = 'native';

export const engines: Readonly<Record<EngineName, () => Promise<EngineFactory>>> = {
  native: () => import('./native.ts').then(room => room.createNativeEngine),
};
