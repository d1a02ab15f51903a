/**
 * The full name of a class or enum that a script defines: with the function, or a number for the script
 * block, it stands in, so that classes of one name in several blocks are several types.
 */
import type {Frame} from './frame.ts';
import {ScriptBlock} from './script-block.ts';

/** `C`, `MyFunction.C` or `<1f2e3d4c>.C`. */
export function fullClassName(name: string, f: Frame): string {
  const {command} = f;
  const block = command !== null && 'block' in command ? command.block : null;
  if (!(block instanceof ScriptBlock)) return name;
  const {ast, source} = block;
  if (source.text[ast.start] !== '{') return name;
  return command?.name ? `${command.name}.${name}` : `<${hash(source.textOf(ast))}>.${name}`;
}

/** FNV-1a in 32 bits. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(16);
}
