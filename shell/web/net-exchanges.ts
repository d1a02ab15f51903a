/**
 * The main thread's side of the network: HTTP exchanges, connections and name look-ups that the runspace waits
 * for. Redirects, cookies and errors are the cmdlets' (cmdlets/utility/web-*.ts).
 */
import {lookup, lookupService} from 'node:dns';
import {type ClientRequest, type IncomingMessage, request as httpRequest} from 'node:http';
import {request as httpsRequest} from 'node:https';
import {connect, type Socket} from 'node:net';
import {connect as tlsConnect} from 'node:tls';
import {type Answer, type Request, ring, type WebRequestMessage} from '../runspace/channel.ts';
import {decompressed} from './decompressed.ts';

/** Bytes sent to the runspace that it did not take, after which the server waits. */
const HIGH_WATER = 4 * 1024 * 1024;

interface Exchange {
  readonly request: ClientRequest;
  body: NodeJS.ReadableStream | null;
  unread: number;
}

type AnswerBody<T> = T extends {readonly id: number} ? Omit<T, 'id'> : never;

export class NetExchanges {
  readonly #words: Int32Array;
  readonly #post: (answer: Answer) => void;
  readonly #exchanges = new Map<number, Exchange>();

  constructor(words: Int32Array, post: (answer: Answer) => void) {
    this.#words = words;
    this.#post = post;
  }

  handle(request: Request): void {
    if (request.kind === 'web') this.#open(request);
    else if (request.kind === 'webStop') this.#close(request.id);
    else if (request.kind === 'resume') this.#resume(request.id);
    else if (request.kind === 'connect')
      this.#connect(request.id, request.host, request.port, request.timeoutMs);
    else if (request.kind === 'reverse') this.#reverse(request.id, request.address);
    else if (request.kind === 'lookup') this.#lookUp(request.id, request.host, request.family);
  }

  #send(id: number, answer: AnswerBody<Answer>): void {
    this.#post({...answer, id} as Answer);
    ring(this.#words);
  }

  #fail(id: number, error: NodeJS.ErrnoException): void {
    this.#exchanges.delete(id);
    // Several addresses were tried: the first refusal tells.
    const cause = (error as {errors?: readonly NodeJS.ErrnoException[]}).errors?.[0] ?? error;
    this.#send(id, {kind: 'failed', code: cause.code ?? '', message: cause.message});
  }

  #close(id: number): void {
    const exchange = this.#exchanges.get(id);
    this.#exchanges.delete(id);
    exchange?.request.destroy();
  }

  #resume(id: number): void {
    const exchange = this.#exchanges.get(id);
    if (exchange === undefined) return;
    exchange.unread = 0;
    exchange.body?.resume();
  }

  #open(message: WebRequestMessage): void {
    const url = new URL(message.url);
    if (message.proxy && url.protocol === 'https:') this.#tunnel(message, url);
    else this.#start(message, url, null);
  }

  /** HTTPS through a proxy: CONNECT first. */
  #tunnel(message: WebRequestMessage, url: URL): void {
    const proxy = new URL(message.proxy?.url ?? '');
    const target = `${url.hostname}:${url.port || 443}`;
    const authorization = message.proxy?.authorization;
    const ask = httpRequest({
      host: proxy.hostname,
      port: proxy.port || 80,
      method: 'CONNECT',
      path: target,
      headers: {
        Host: target,
        ...(authorization ? {'Proxy-Authorization': authorization} : {}),
      },
    });
    ask.on('connect', (head, socket) => {
      if (head.statusCode === 200) return this.#start(message, url, socket);
      socket.destroy();
      const text = `The proxy tunnel request to proxy '${proxy.href}' failed with status code '${head.statusCode}'.`;
      return this.#fail(message.id, new Error(text));
    });
    ask.on('error', error => this.#fail(message.id, error));
    ask.end();
  }

  #start(message: WebRequestMessage, url: URL, tunnel: Socket | null): void {
    const {id, body, headTimeoutMs} = message;
    const request = begin(message, url, tunnel);
    const exchange: Exchange = {request, body: null, unread: 0};
    this.#exchanges.set(id, exchange);
    const timer = setTimer(headTimeoutMs, () => {
      const error = Object.assign(new Error('headers'), {code: 'HEAD_TIMEOUT'});
      request.destroy(error);
    });
    request.on('error', error => {
      clearTimeout(timer);
      if (this.#exchanges.has(id)) this.#fail(id, error);
    });
    request.on('response', response => {
      clearTimeout(timer);
      this.#answer(message, exchange, response);
    });
    if (body) request.end(body);
    else request.end();
  }

  #answer(message: WebRequestMessage, exchange: Exchange, response: IncomingMessage): void {
    const {id, readTimeoutMs} = message;
    this.#send(id, {
      kind: 'webHead',
      status: response.statusCode ?? 0,
      reason: response.statusMessage ?? '',
      version: response.httpVersion,
      headers: response.rawHeaders,
    });
    const body = decompressed(response);
    exchange.body = body;
    const late = () =>
      exchange.request.destroy(Object.assign(new Error('body'), {code: 'READ_TIMEOUT'}));
    let timer = setTimer(readTimeoutMs, late);
    body.on('data', (bytes: Buffer) => {
      clearTimeout(timer);
      timer = setTimer(readTimeoutMs, late);
      exchange.unread += bytes.length;
      if (exchange.unread > HIGH_WATER) body.pause();
      this.#send(id, {kind: 'data', stream: 'stdout', bytes: new Uint8Array(bytes)});
    });
    const failed = (error: Error) => {
      clearTimeout(timer);
      if (this.#exchanges.has(id)) this.#fail(id, error);
    };
    body.on('error', failed);
    response.on('error', failed);
    body.on('end', () => {
      clearTimeout(timer);
      if (this.#exchanges.delete(id)) this.#send(id, {kind: 'webEnd'});
    });
  }

  #connect(id: number, host: string, port: number, timeoutMs: number): void {
    const began = performance.now();
    const socket = connect({host, port});
    const timer = setTimer(timeoutMs, () => {
      socket.destroy(Object.assign(new Error('timeout'), {code: 'ETIMEDOUT'}));
    });
    socket.on('connect', () => {
      clearTimeout(timer);
      this.#send(id, {kind: 'connected', milliseconds: performance.now() - began});
      socket.destroy();
    });
    socket.on('error', error => {
      clearTimeout(timer);
      this.#fail(id, error);
    });
  }

  #reverse(id: number, address: string): void {
    lookupService(address, 0, (error, name) => {
      if (error) this.#fail(id, error);
      else this.#send(id, {kind: 'found', names: [name]});
    });
  }

  #lookUp(id: number, host: string, family: 0 | 4 | 6): void {
    lookup(host, {all: true, family}, (error, found) => {
      if (error) this.#fail(id, error);
      else this.#send(id, {kind: 'found', names: found.map(({address}) => address)});
    });
  }
}

function setTimer(milliseconds: number, action: () => void): NodeJS.Timeout | undefined {
  return milliseconds > 0 ? setTimeout(action, milliseconds) : undefined;
}

function begin(message: WebRequestMessage, url: URL, tunnel: Socket | null): ClientRequest {
  const isSecure = url.protocol === 'https:';
  const viaProxy = message.proxy && !isSecure ? new URL(message.proxy.url) : null;
  const authorization = viaProxy && message.proxy?.authorization;
  const options = {
    method: message.method,
    host: viaProxy ? viaProxy.hostname : url.hostname.replace(/^\[|\]$/g, ''),
    port: viaProxy ? viaProxy.port || 80 : url.port || (isSecure ? 443 : 80),
    path: viaProxy ? url.href : `${url.pathname}${url.search}`,
    headers: [
      'Host',
      url.host,
      ...message.headers.flat(),
      ...(authorization ? ['Proxy-Authorization', authorization] : []),
    ],
    setHost: false,
    agent: false as const,
    ...(message.socketPath ? {socketPath: message.socketPath} : {}),
  };
  if (!isSecure) return httpRequest(options);
  const secure = {
    rejectUnauthorized: !message.isInsecure,
    ...(message.tls ? {minVersion: message.tls[0], maxVersion: message.tls[1]} : {}),
  } as {rejectUnauthorized: boolean};
  const servername = url.hostname;
  return httpsRequest({
    ...options,
    ...secure,
    ...(tunnel
      ? {createConnection: () => tlsConnect({...secure, socket: tunnel, servername})}
      : {}),
  });
}
