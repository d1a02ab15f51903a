/** The guest's end of the file copy: what hv_fcopy and its daemon are together in Linux. */
import {HResult} from '../../root/vsp/ic/protocol.ts';
import {
  FcopyFlags,
  fcopyOperation,
  FcopyOperation,
  parseFcopyStart,
  parseFcopyWrite,
} from '../../root/vsp/ic-fcopy/protocol.ts';
import type {RamFiles} from '../ram-files.ts';
import type {ComponentReply} from './component.ts';

export class FcopyDaemon {
  readonly #files: RamFiles;
  /** The file that is being received. */
  #path: string | undefined;

  constructor(files: RamFiles, path?: string) {
    this.#files = files;
    this.#path = path;
  }

  save(): string | undefined {
    return this.#path;
  }

  onRequest(body: Uint8Array): ComponentReply {
    return {status: this.#answer(body), body};
  }

  #answer(body: Uint8Array): number {
    switch (fcopyOperation(body)) {
      case FcopyOperation.Start:
        return this.#start(body);
      case FcopyOperation.Write: {
        const part = parseFcopyWrite(body);
        if (!part || this.#path === undefined) return HResult.InvalidArgument;
        return this.#files.write(this.#path, part.offset, part.data) ? HResult.Ok : HResult.Fail;
      }
      case FcopyOperation.Complete:
        this.#path = undefined;
        return HResult.Ok;
      case FcopyOperation.Cancel:
        if (this.#path !== undefined) this.#files.remove(this.#path);
        this.#path = undefined;
        return HResult.Ok;
      default:
        return HResult.NotSupported;
    }
  }

  #start(body: Uint8Array): number {
    const start = parseFcopyStart(body);
    if (!start) return HResult.InvalidArgument;
    const folder = `/${start.path.split('/').filter(Boolean).join('/')}`;
    const path = folder === '/' ? `/${start.name}` : `${folder}/${start.name}`;
    if (!this.#files.hasFolder(folder)) {
      if ((start.flags & FcopyFlags.CreatePath) === 0) return HResult.NotFound;
      this.#files.makeFolder(folder);
    }
    const mayReplace = (start.flags & FcopyFlags.Overwrite) !== 0;
    if (this.#files.get(path) && !mayReplace) return HResult.AlreadyExists;
    if (!this.#files.create(path, start.size)) return HResult.DiskFull;
    this.#path = path;
    return HResult.Ok;
  }
}
