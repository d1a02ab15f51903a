/** Unpacks .gz in one go, with a limit. */
import {gunzipSync} from 'node:zlib';
import {ImageError} from '../image-error.ts';

/** Throws ImageError. */
export function unpackGzip(bytes: Uint8Array, limit: number): Buffer {
  try {
    return gunzipSync(bytes, {maxOutputLength: limit});
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImageError('corrupt', `gzip data can not be unpacked: ${reason}`, error);
  }
}
