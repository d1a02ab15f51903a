/** Writes the archive that Linux unpacks into its first root: cpio, "newc". Source: Linux, initramfs buffer format. */
import type {FileNode} from '../file-tree.ts';

const KIND = {file: 0o100000, folder: 0o040000, symlink: 0o120000, device: 0o020000} as const;
const TRAILER = 'TRAILER!!!';
/** Archives end at a multiple of this. */
const BLOCK = 512;

/** `seconds` is the time of every file. The same nodes give the same bytes. */
export function writeCpio(nodes: readonly FileNode[], seconds: number): Buffer {
  const parts: Uint8Array[] = [];
  nodes.forEach((node, index) => {
    const data = node.kind === 'symlink' ? Buffer.from(node.target) : node.data;
    addEntry(parts, node.path, data, {
      ino: index + 1,
      mode: KIND[node.kind] | node.mode,
      seconds,
      device: node.device,
    });
  });
  addEntry(parts, TRAILER, new Uint8Array(), {ino: 0, mode: 0, seconds: 0, device: [0, 0]});
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([...parts, Buffer.alloc(padding(size, BLOCK))]);
}

interface Numbers {
  ino: number;
  mode: number;
  seconds: number;
  device: readonly [number, number];
}

function addEntry(parts: Uint8Array[], path: string, data: Uint8Array, numbers: Numbers): void {
  const {ino, mode, seconds, device} = numbers;
  const name = Buffer.from(`${path}\0`);
  //            ino, mode, uid, gid, links, mtime, size, device of the archive (2), own device (2), name, check
  const fields = [ino, mode, 0, 0, 1, seconds, data.length, 0, 0, ...device, name.length, 0];
  const digits = fields.map(value => value.toString(16).padStart(8, '0')).join('');
  const head = Buffer.concat([Buffer.from(`070701${digits}`), name]);
  parts.push(head, Buffer.alloc(padding(head.length, 4)));
  parts.push(data, Buffer.alloc(padding(data.length, 4)));
}

function padding(length: number, unit: number): number {
  return (unit - (length % unit)) % unit;
}
