/**
 * What the web cmdlets make of an answer: its bytes and text, the object that Invoke-WebRequest writes, the file
 * of -OutFile.
 */
import {appendFileSync, existsSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {decode, type Encoding, encodingNamed, utf8} from '../../shell/types/encoding.ts';
import {HTTP_STATUS} from '../../shell/types/http-status.ts';
import {headerTable, type HttpResponseMessage} from '../../shell/types/http-message.ts';
import {customObject, type PSCustomObject} from '../../shell/values/index.ts';
import {ExchangeFailure} from '../../shell/web/http-exchange.ts';
import {networkFailed} from './web-errors.ts';
import type {WebArguments} from './web-parameters.ts';
import type {WebAnswer} from './web-request.ts';

/** Progress is shown for bodies that take longer, at most so often. */
const PROGRESS_MS = 200;

/** The whole body. The cmdlet ends here when the network fails. */
export function readBody(run: Run, p: WebArguments, {response, exchange}: WebAnswer): Buffer {
  const pieces: Uint8Array[] = [];
  const total = Number(response.header('Content-Length') ?? Number.NaN);
  let size = 0;
  let shown = performance.now();
  let hasProgress = false;
  try {
    for (let bytes = exchange.read(); bytes !== undefined; bytes = exchange.read()) {
      pieces.push(bytes);
      size += bytes.length;
      if (performance.now() - shown < PROGRESS_MS) continue;
      shown = performance.now();
      hasProgress = true;
      showProgress(run, size, total);
    }
  } catch (error) {
    if (!(error instanceof ExchangeFailure)) throw error;
    const head = p.ConnectionTimeoutSeconds ?? 0;
    networkFailed(run, error, new URL(response.request.url), {head});
  }
  if (hasProgress) run.writeProgress({activity: ACTIVITY, recordType: 'Completed'});
  return Buffer.concat(pieces);
}

const ACTIVITY = 'Reading web response stream';

function showProgress(run: Run, size: number, total: number): void {
  run.writeProgress({
    activity: ACTIVITY,
    statusDescription: `Downloaded: ${size} of ${Number.isNaN(total) ? 'unknown size' : total}`,
    percentComplete: Number.isNaN(total) ? -1 : Math.min(100, Math.floor((size * 100) / total)),
  });
}

/** `application/json` of `application/json; charset=utf-8`, in lower case. */
export function mediaType(response: HttpResponseMessage): string {
  return (response.header('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

export function isJsonType(type: string): boolean {
  return /^(?:application|text)\/(?:json|(?:x-)?javascript)$/.test(type);
}

export function isXmlType(type: string): boolean {
  return /^application\/xml(?:-external-parsed-entity|-dtd)?$|\+xml$/.test(type);
}

function isTextType(type: string): boolean {
  return type.startsWith('text/') || isJsonType(type) || isXmlType(type);
}

/** The server names the encoding, or the text does, or it is UTF-8. */
export function bodyText(response: HttpResponseMessage, bytes: Uint8Array): string {
  return decode(bytes, bodyEncoding(response, bytes));
}

const IN_TEXT =
  /<meta\s[^>]*charset\s*=\s*["']?([\w-]+)|^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)/i;

function bodyEncoding(response: HttpResponseMessage, bytes: Uint8Array): Encoding {
  const [, named] = /charset\s*=\s*"?([^";\s]+)/i.exec(response.header('Content-Type') ?? '') ?? [];
  const [, meta, xml] = IN_TEXT.exec(Buffer.from(bytes.subarray(0, 1024)).toString('latin1')) ?? [];
  return encodingNamed(named ?? meta ?? xml ?? '') ?? utf8;
}

/** `next` -> address, of `Link: <address>; rel="next"`. */
export function relationLinks(response: HttpResponseMessage): Map<string, string> {
  const links = new Map<string, string>();
  const pattern = /<([^>]*)>\s*;[^,]*?\brel\s*=\s*"?([^",;]+)"?/g;
  for (const [, target = '', relation = ''] of (response.header('Link') ?? '').matchAll(pattern))
    links.set(relation, new URL(target, response.request.url).href);
  return links;
}

/** BasicHtmlWebResponseObject for a text, else WebResponseObject. */
export function responseObject(
  response: HttpResponseMessage,
  bytes: Buffer,
  outFile: string | null,
): PSCustomObject {
  const isText = isTextType(mediaType(response));
  const content = isText ? bodyText(response, bytes) : '';
  const shown = isText ? content : bytes.toString('latin1').replace(/[^\x20-\x7e\s]/g, '.');
  const links = headerTable([]).clone();
  for (const [relation, target] of relationLinks(response)) links.set(relation, target);
  const found = Object.entries(HTTP_STATUS).find(([, status]) => status === response.status);
  const kind = isText ? 'BasicHtmlWebResponseObject' : 'WebResponseObject';
  return customObject(
    {
      StatusCode: response.status,
      StatusDescription: found?.[0] ?? String(response.status),
      Content: isText ? content : new Uint8Array(bytes),
      RawContent: rawHead(response) + shown,
      Headers: headerTable(response.headers),
      ...(isText
        ? {
            Images: elements(content, 'IMG', /<img\s[^>]*?>/gis),
            InputFields: elements(content, 'INPUT', /<input\s+[^>]*(?:\/?>|>.*?<\/input>)/gis),
            Links: elements(content, 'A', /<a\s+[^>]*(?:\/>|>.*?<\/a>)/gis),
          }
        : {}),
      RawContentLength: BigInt(bytes.length),
      RelationLink: links,
      BaseResponse: response,
      OutFile: outFile,
    },
    `Microsoft.PowerShell.Commands.${kind}`,
  );
}

function rawHead(response: HttpResponseMessage): string {
  const lines = response.headers.map(([name, value]) => `${name}: ${value}\n`).join('');
  return `HTTP/${response.version} ${response.status} ${response.reason}\n${lines}\n`;
}

/** Elements of a page with their attributes as properties. */
function elements(html: string, tagName: string, pattern: RegExp): PSCustomObject[] {
  return [...html.matchAll(pattern)].map(([outerHTML]) => {
    const [tag = ''] = /<\w+(?:"[^"]*"|'[^']*'|[^'">])*>/.exec(outerHTML) ?? [];
    const attributes = tag.matchAll(
      /\s([^"'>/=\s]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^'">\s]+)))?/g,
    );
    const named = [...attributes].map(
      ([, name = '', double, single, bare]) => [name, double ?? single ?? bare ?? null] as const,
    );
    return customObject({outerHTML, tagName, ...Object.fromEntries(named)});
  });
}

/** The file of -OutFile; in a folder, it is named after the address. */
export function outFilePath(run: Run, p: WebArguments, response: HttpResponseMessage) {
  if (p.OutFile === undefined) return null;
  const file = filePath(run.session, p.OutFile);
  if (!existsSync(file) || !statSync(file).isDirectory()) return file;
  return path.join(file, path.basename(decodeURIComponent(new URL(response.request.url).pathname)));
}

export function saveBody(run: Run, file: string, bytes: Buffer, isResumed: boolean): void {
  run.writeVerbose(`File Name: ${path.basename(file)}`);
  if (isResumed) appendFileSync(file, bytes);
  else writeFileSync(file, bytes);
}
