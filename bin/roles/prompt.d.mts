/** The prompt's own bundle, dist/prompt.mjs: what bin/launch.cjs loads when there is a prompt. */
import type {PromptSession} from '../../shell/prompt/prompt-session.ts';

export function runPrompt(session: PromptSession): Promise<number>;
