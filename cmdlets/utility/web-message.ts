/** One HTTP request of a web cmdlet as it goes out: headers, cookies, TLS, proxy. */
import {release} from 'node:os';
import {PS_VERSION} from '../../shell/session/version-table.ts';
import type {SecureString} from '../../shell/types/secure-string.ts';
import type {WebRequestSession} from '../../shell/types/web-session.ts';
import {EnumValue, toText} from '../../shell/values/index.ts';
import {ACCEPTED_ENCODINGS, type HttpRequest} from '../../shell/web/http-exchange.ts';
import type {WebBody} from './web-body.ts';
import type {WebArguments} from './web-parameters.ts';

/** Where and how to ask next. */
export interface Step {
  readonly url: URL;
  readonly method: string;
  readonly body: WebBody | null;
  readonly sendsAuthorization: boolean;
}

/** The value of an Authorization header. */
export function basicAuthorization(credential: {
  readonly userName: string;
  readonly password: SecureString;
}): string {
  const text = `${credential.userName}:${credential.password.plainText}`;
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

function userAgent(session: WebRequestSession): string {
  return (
    session.userAgent || `Mozilla/5.0 (Linux; Linux ${release()}; en-US) PowerShell/${PS_VERSION}`
  );
}

export function httpRequest(
  p: WebArguments,
  session: WebRequestSession,
  step: Step,
  range: string | null,
  authorization: string | null,
): HttpRequest {
  const seconds = (value: number | undefined) => (value ?? 0) * 1000;
  return {
    url: step.url.href,
    method: step.method,
    headers: headersOf(p, session, step, range, authorization),
    body: step.body?.bytes ?? (step.method === 'GET' ? null : new Uint8Array()),
    headTimeoutMs: seconds(p.ConnectionTimeoutSeconds),
    readTimeoutMs: seconds(p.OperationTimeoutSeconds),
    isInsecure: p.SkipCertificateCheck,
    tls: tlsRange(p.SslProtocol),
    proxy: p.NoProxy ? null : proxyFor(session, step.url),
    socketPath: p.UnixSocket ?? null,
  };
}

function headersOf(
  p: WebArguments,
  session: WebRequestSession,
  step: Step,
  range: string | null,
  authorization: string | null,
): (readonly [string, string])[] {
  const headers = new Map<string, readonly [string, string]>();
  const set = (name: string, value: string) => headers.set(name.toLowerCase(), [name, value]);
  set('User-Agent', userAgent(session));
  set('Accept-Encoding', ACCEPTED_ENCODINGS);
  for (const [name, value] of session.headers.entries()) set(toText(name), toText(value));
  if (!step.sendsAuthorization) headers.delete('authorization');
  if (authorization !== null) set('Authorization', authorization);
  const cookies = session.cookies.of(step.url).map(({name, value}) => `${name}=${value}`);
  if (cookies.length > 0) set('Cookie', cookies.join('; '));
  if (range !== null) set('Range', range);
  if (p.DisableKeepAlive) set('Connection', 'Close');
  const kind = p.ContentType ?? step.body?.contentType;
  if (kind !== undefined && (step.body || p.ContentType !== undefined)) set('Content-Type', kind);
  else if (step.method === 'POST' && !headers.has('content-type'))
    set('Content-Type', 'application/x-www-form-urlencoded');
  if (p.TransferEncoding !== undefined || headers.has('transfer-encoding'))
    set(
      'Transfer-Encoding',
      [p.TransferEncoding, 'chunked']
        .filter(t => t !== undefined && t !== '')
        .filter((t, i, all) => all.indexOf(t) === i)
        .join(', '),
    );
  else if (step.body || step.method !== 'GET')
    set('Content-Length', String(step.body?.bytes.length ?? 0));
  return [...headers.values()];
}

const TLS: readonly (readonly [flag: number, name: string])[] = [
  [192, 'TLSv1'],
  [768, 'TLSv1.1'],
  [3072, 'TLSv1.2'],
  [12288, 'TLSv1.3'],
];

function tlsRange(protocol: unknown): readonly [string, string] | null {
  const flags = protocol instanceof EnumValue ? protocol.value : 0;
  const names = TLS.filter(([flag]) => (flags & flag) === flag).map(([, name]) => name);
  return names.length === 0 ? null : [names[0] as string, names.at(-1) as string];
}

/** The session's proxy, else that of the environment, as .NET reads it. */
function proxyFor(session: WebRequestSession, url: URL): HttpRequest['proxy'] {
  if (session.proxy) {
    const {address, credentials} = session.proxy;
    return {
      url: address.parts.href,
      authorization: credentials ? basicAuthorization(credentials) : null,
    };
  }
  const {env} = process;
  const name = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const text = env[name] ?? env[name === 'https_proxy' ? 'HTTPS_PROXY' : ''] ?? env.all_proxy;
  if (!text || isBypassed(url.hostname, env.no_proxy ?? env.NO_PROXY ?? '')) return null;
  const proxy = new URL(/^\w+:\/\//.test(text) ? text : `http://${text}`);
  const user =
    proxy.username && `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return {
    url: proxy.href,
    authorization: user ? `Basic ${Buffer.from(user).toString('base64')}` : null,
  };
}

function isBypassed(host: string, list: string): boolean {
  if (/^(localhost|127\.|\[::1\]$)/.test(host)) return true;
  return list
    .split(',')
    .map(entry => entry.trim().toLowerCase())
    .some(
      entry =>
        entry !== '' &&
        (entry === '*' ||
          host === entry ||
          host.endsWith(entry.startsWith('.') ? entry : `.${entry}`)),
    );
}
