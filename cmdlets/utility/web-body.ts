/** The body of a web request: from -Body, -Form or -InFile to bytes and their content type. */
import {randomUUID} from 'node:crypto';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {FileInfo} from '../../shell/providers/file-info.ts';
import {encodingNamed, utf8} from '../../shell/types/encoding.ts';
import {
  enumerate,
  getProperty,
  Hashtable,
  hasProperty,
  isEnumerable,
  isNull,
  toText,
  typeNamesOf,
  unwrap,
} from '../../shell/values/index.ts';

export interface WebBody {
  readonly bytes: Uint8Array;
  /** The type that the body has by itself, when -ContentType does not say. */
  readonly contentType?: string;
}

/** Percent-encoding of forms and queries. */
export function formText(fields: Hashtable): string {
  return [...fields.entries()]
    .map(
      ([name, value]) =>
        `${formPart(toText(name))}=${formPart(isNull(value) ? '' : toText(value))}`,
    )
    .join('&');
}

function formPart(text: string): string {
  const escaped = encodeURIComponent(text).replace(
    /[*']/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return escaped.replace(/%20/g, '+');
}

export function bodyOf(value: unknown, contentType: string | undefined): WebBody {
  const bare = unwrap(value);
  if (bare instanceof Uint8Array) return {bytes: bare};
  if (bare instanceof Hashtable) return {bytes: Buffer.from(formText(bare), 'utf8')};
  const xml = typeNamesOf(bare).includes('System.Xml.XmlNode')
    ? getProperty(bare, 'OuterXml')
    : undefined;
  const text = xml === undefined ? toText(bare) : toText(xml);
  return {bytes: charset(contentType).getBytes(text)};
}

/** Texts are UTF-8 unless the content type says otherwise. */
function charset(contentType: string | undefined) {
  const [, name] = /charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '') ?? [];
  return (name && encodingNamed(name)) || utf8;
}

/** multipart/form-data (RFC 7578); lists make a part for each element. */
export function multipart(form: Hashtable): WebBody {
  const boundary = randomUUID();
  const parts: Uint8Array[] = [];
  for (const [name, value] of form.entries()) {
    const bare = unwrap(value);
    const values =
      isEnumerable(bare) && !(bare instanceof Hashtable) ? [...enumerate(bare)] : [bare];
    for (const each of values) parts.push(part(boundary, toText(name), unwrap(each)));
  }
  return {
    bytes: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary="${boundary}"`,
  };
}

function part(boundary: string, name: string, value: unknown): Uint8Array {
  const file = value instanceof FileInfo ? value.fullName : undefined;
  const disposition = `Content-Disposition: form-data; name="${name}"`;
  const head =
    file === undefined
      ? `Content-Type: text/plain; charset=utf-8\r\n${disposition}`
      : `Content-Type: application/octet-stream\r\n${disposition}; filename="${path.basename(file)}"; filename*=utf-8''${encodeURIComponent(path.basename(file))}`;
  return Buffer.concat([
    Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`),
    file === undefined ? Buffer.from(isNull(value) ? '' : toText(value)) : readFileSync(file),
    Buffer.from('\r\n'),
  ]);
}

/** The fields of a form of an earlier answer (`Fields`), when -Body is one. */
export function fieldsOf(value: unknown): Hashtable | undefined {
  const bare = unwrap(value);
  if (bare instanceof Hashtable) return bare;
  if (isNull(bare) || typeof bare !== 'object' || !hasProperty(bare, 'Fields')) return undefined;
  const fields = unwrap(getProperty(bare, 'Fields'));
  return fields instanceof Hashtable ? fields : undefined;
}
