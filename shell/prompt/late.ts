/**
 * What the prompt loads after its first paint, as a file of its own (dist/prompt-late.mjs): Ink and the
 * settings take 200 ms to load, which nobody should wait for before the prompt is seen.
 */
export {readSettings} from '../settings/settings.ts';
export {InkComposer} from './prompt-line.tsx';
