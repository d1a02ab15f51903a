/**
 * From a web session to the answer of the server: redirections, tries, who asks. Source: PowerShell,
 * WebRequestPSCmdlet. What is made of the answer is in web-response.ts.
 */
import {existsSync, readFileSync, statSync} from 'node:fs';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {service} from '../../shell/cmdlet/services.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {HttpResponseMessage} from '../../shell/types/http-message.ts';
import type {WebRequestSession} from '../../shell/types/web-session.ts';
import {EnumValue, Hashtable, isNull, toText, unwrap} from '../../shell/values/index.ts';
import {headerName} from '../../shell/web/header-names.ts';
import {ExchangeFailure, HttpExchange} from '../../shell/web/http-exchange.ts';
import {bodyOf, fieldsOf, formText, multipart, type WebBody} from './web-body.ts';
import {networkFailed, redirectError} from './web-errors.ts';
import {basicAuthorization, httpRequest, type Step} from './web-message.ts';
import type {WebArguments} from './web-parameters.ts';

/** Redirections that are followed when nothing is said, as .NET does. */
const MOST_REDIRECTIONS = 50;

/** An answer whose body is still to be read. */
export interface WebAnswer {
  readonly response: HttpResponseMessage;
  readonly exchange: HttpExchange;
  /** -Resume: the server goes on where the file ends. */
  readonly isResumed: boolean;
  /** -Resume: the file is whole already. */
  readonly isComplete: boolean;
}

/** Asks, follows redirections, tries again. The cmdlet ends here when the network fails. */
export function askServer(
  run: Run,
  p: WebArguments,
  session: WebRequestSession,
  address: URL,
): WebAnswer {
  const outFile = p.Resume && p.OutFile !== undefined ? filePath(run.session, p.OutFile) : null;
  const have = outFile === null ? 0 : existsSync(outFile) ? statSync(outFile).size : 0;
  let range: string | null = p.Resume ? `bytes=${have}-` : null;
  for (let tries = session.maximumRetryCount; ; tries--) {
    const answer = followed(run, p, session, firstStep(run, p, address), range);
    const {status} = answer.response;
    if (range !== null && status === 416) {
      const size = Number(/\/(\d+)$/.exec(answer.response.header('Content-Range') ?? '')?.[1]);
      if (size === have) return {...answer, isResumed: false, isComplete: true};
      run.writeVerbose(
        'The remote server indicated it could not resume downloading. The local file will be overwritten.',
      );
      range = null;
      answer.exchange.close();
      continue;
    }
    const mayRetry = status === 304 || (status >= 400 && status <= 599);
    if (tries <= 0 || !mayRetry) return {...answer, isResumed: status === 206, isComplete: false};
    answer.exchange.close();
    const asked = status === 429 ? Number(answer.response.header('Retry-After')) : Number.NaN;
    const seconds = Number.isNaN(asked) ? session.retryIntervalInSeconds : asked;
    run.writeVerbose(
      `Retrying after interval of ${seconds} seconds. Status code for previous attempt: ${answer.response.reason}`,
    );
    run.sleep(seconds * 1000);
  }
}

function firstStep(run: Run, p: WebArguments, address: URL): Step {
  const method = (
    p.CustomMethod ?? (p.Method instanceof EnumValue ? toText(p.Method) : 'Get')
  ).toUpperCase();
  const plain = method === 'DEFAULT' ? 'GET' : method;
  const fields = fieldsOf(p.Body);
  if (fields && plain === 'GET') {
    const url = new URL(address);
    url.search = [address.search.slice(1), formText(fields)].filter(Boolean).join('&');
    return {url, method: plain, body: null, sendsAuthorization: true};
  }
  return {url: address, method: plain, body: givenBody(run, p), sendsAuthorization: true};
}

function givenBody(run: Run, p: WebArguments): WebBody | null {
  const form = unwrap(p.Form);
  if (form instanceof Hashtable) return multipart(form);
  if (!isNull(p.Body)) return bodyOf(fieldsOf(p.Body) ?? p.Body, p.ContentType);
  return p.InFile === undefined ? null : {bytes: readFileSync(filePath(run.session, p.InFile))};
}

type Reached = Pick<WebAnswer, 'response' | 'exchange'>;

function followed(
  run: Run,
  p: WebArguments,
  session: WebRequestSession,
  first: Step,
  range: string | null,
): Reached {
  let left = session.maximumRedirection < 0 ? MOST_REDIRECTIONS : session.maximumRedirection;
  for (let step = first; ; left--) {
    const answer = authorized(run, p, session, step, range);
    const {response} = answer;
    const target = response.header('Location');
    if (![300, 301, 302, 303, 307, 308].includes(response.status) || target === undefined)
      return answer;
    const url = new URL(target, step.url);
    if (step.url.protocol === 'https:' && url.protocol === 'http:' && !p.AllowInsecureRedirect) {
      answer.exchange.close();
      run.throwTerminatingError(redirectError(run, 'InsecureRedirection'));
    }
    if (left <= 0) return answer;
    answer.exchange.close();
    step = nextStep(p, step, response.status, url);
  }
}

function nextStep(p: WebArguments, step: Step, status: number, url: URL): Step {
  const asGet =
    !p.PreserveHttpMethodOnRedirect &&
    (status === 303
      ? step.method !== 'GET' && step.method !== 'HEAD'
      : status <= 302 && step.method === 'POST');
  return {
    url,
    method: asGet ? 'GET' : step.method,
    body: asGet ? null : step.body,
    sendsAuthorization: p.PreserveAuthorizationOnRedirect,
  };
}

/** One exchange; a second one with the user's name when the server asks for it. */
function authorized(
  run: Run,
  p: WebArguments,
  session: WebRequestSession,
  step: Step,
  range: string | null,
): Reached {
  const answer = exchanged(run, p, session, step, range, null);
  const challenge = answer.response.header('WWW-Authenticate') ?? '';
  if (answer.response.status !== 401 || !session.credentials || !/\bbasic\b/i.test(challenge))
    return answer;
  answer.exchange.close();
  return exchanged(run, p, session, step, range, basicAuthorization(session.credentials));
}

function exchanged(
  run: Run,
  p: WebArguments,
  session: WebRequestSession,
  step: Step,
  range: string | null,
  authorization: string | null,
): Reached {
  const request = httpRequest(p, session, step, range, authorization);
  const size = step.body ? ` with body size ${step.body.bytes.length}` : '';
  run.writeVerbose(`WebRequest: v1.1 ${step.method} ${step.url.origin}${step.url.pathname}${size}`);
  try {
    const exchange = new HttpExchange(service('channel'), request);
    const {head} = exchange;
    const headers = headersOf(head.headers);
    const response = new HttpResponseMessage(
      {method: step.method, url: step.url.href, headers: request.headers},
      head,
      headers,
    );
    for (const [name, value] of headers)
      if (name.toLowerCase() === 'set-cookie') session.cookies.receive(value, step.url);
    const kind = response.header('Content-Type');
    run.writeVerbose(
      `WebResponse: ${head.status} ${head.reason}${kind ? ` with ${kind.split(';')[0]} payload` : ''}`,
    );
    return {response, exchange};
  } catch (error) {
    if (!(error instanceof ExchangeFailure)) throw error;
    return networkFailed(run, error, step.url, {head: p.ConnectionTimeoutSeconds ?? 0});
  }
}

/** Of names and values in turn, as the network gives them. */
function headersOf(raw: readonly string[]): (readonly [string, string])[] {
  return raw.flatMap((name, index) =>
    index % 2 === 0 ? [[headerName(name), raw[index + 1] ?? ''] as const] : [],
  );
}
