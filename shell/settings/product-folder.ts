/** `$PSHOME`: the folder of the built product. */
import path from 'node:path';

export function productFolder(): string {
  return path.join(path.dirname(HVSH_PRODUCT), '../dist');
}
