/** Which types are classes of scripts. Leaf, for the compiler asks too. */
import type {NetType} from '../values/net-type.ts';

const marked = new WeakSet<NetType>();

export function markScriptClass(type: NetType): void {
  marked.add(type);
}

export function isScriptClass(type: NetType): boolean {
  return marked.has(type);
}
