/** The body of an HTTP answer as it was before Content-Encoding. */
import type {IncomingMessage} from 'node:http';
import {createBrotliDecompress, createGunzip, createInflate} from 'node:zlib';

const DECODERS: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

export function decompressed(response: IncomingMessage): NodeJS.ReadableStream {
  const {method} = (response as {req?: {method?: string}}).req ?? {};
  const hasBody = method !== 'HEAD' && response.statusCode !== 204 && response.statusCode !== 304;
  const decoder = DECODERS[response.headers['content-encoding']?.toLowerCase() ?? ''];
  return decoder && hasBody && response.headers['content-length'] !== '0'
    ? response.pipe(decoder())
    : response;
}
