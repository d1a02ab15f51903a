/**
 * The files of a guest's root before they are written: by a cpio archive (cpio.ts) or a file system (ext4/).
 *
 * Every path is listed once, folders before what they hold, in the order of their bytes, so that the same
 * files give the same output.
 */
export interface FileNode {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'symlink' | 'device';
  /** Permission bits. */
  readonly mode: number;
  readonly data: Uint8Array;
  /** Of a symlink. */
  readonly target: string;
  /** Major and minor number of a character device. */
  readonly device: readonly [number, number];
}

const EMPTY = new Uint8Array();

export class FileTree {
  private readonly nodes = new Map<string, FileNode>();

  /** Parents that are missing are made. A second file of one path takes the place of the first. */
  file(path: string, data: Uint8Array | string, mode = 0o644): this {
    return this.put(path, 'file', mode, {data: Buffer.from(data)});
  }

  script(path: string, text: string): this {
    return this.file(path, text, 0o755);
  }

  folder(path: string, mode = 0o755): this {
    return this.put(path, 'folder', mode, {});
  }

  symlink(path: string, target: string): this {
    return this.put(path, 'symlink', 0o777, {target});
  }

  device(path: string, major: number, minor: number, mode: number): this {
    return this.put(path, 'device', mode, {device: [major, minor]});
  }

  has(path: string): boolean {
    return this.nodes.has(path);
  }

  /** Another tree with all of this one's files, which can go its own way. */
  copy(): FileTree {
    const tree = new FileTree();
    for (const [path, node] of this.nodes) tree.nodes.set(path, node);
    return tree;
  }

  list(): FileNode[] {
    return [...this.nodes.values()].sort((a, b) => byParts(a.path, b.path));
  }

  private put(
    path: string,
    kind: FileNode['kind'],
    mode: number,
    rest: Partial<Pick<FileNode, 'data' | 'target' | 'device'>>,
  ): this {
    const slash = path.lastIndexOf('/');
    if (slash > 0 && !this.nodes.has(path.slice(0, slash))) this.folder(path.slice(0, slash));
    this.nodes.set(path, {path, kind, mode, data: EMPTY, target: '', device: [0, 0], ...rest});
    return this;
  }
}

/** Slashes sort before everything else: what lies in a folder follows it. */
function byParts(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a.replaceAll('/', '\0')), Buffer.from(b.replaceAll('/', '\0')));
}
