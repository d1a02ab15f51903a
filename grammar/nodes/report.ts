/** How building a node reports an error. */
import type {ParseErrorId} from '../errors.ts';

/** What the parser calls to note an error at a range. It is always true, so that the parse goes on. */
export type Report = (id: ParseErrorId, start: number, end: number, ...args: string[]) => boolean;
