/** The prompt's second bundle, dist/prompt-late.mjs. */
export {InkComposer, readSettings} from './late.ts';
