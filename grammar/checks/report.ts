/** How a check notes an error: by id and the node (or range) it is about. */
import type {Node} from '../ast.ts';
import type {ParseErrorId} from '../errors.ts';

export type Report = (id: ParseErrorId, at: Node, ...args: readonly string[]) => void;
