/** System.Net.Http.HttpResponseMessage and its request: what `$_.Exception.Response` and BaseResponse show. */
import {defineType} from '../values/define-type.ts';
import {enumValue, requireType, stringType, typedArray} from '../values/index.ts';
import {Dictionary} from '../values/hashtable.ts';
import {Uri} from './uri.ts';
import {parseVersion} from './version.ts';

export type HeaderList = readonly (readonly [name: string, value: string])[];

export interface HttpRequestMessage {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
}

/** Headers that .NET keeps with the body. */
const OF_CONTENT = /^(allow|content-.*|expires|last-modified)$/i;

/** Headers as a script reads them: `$h['Name']` is a list of texts; names in any case. */
export function headerTable(headers: HeaderList): Dictionary {
  const type = requireType(
    'System.Collections.Generic.Dictionary[string,System.Collections.Generic.IEnumerable[string]]',
  );
  const table = new Dictionary(type, {caseSensitive: false});
  for (const [name, value] of headers) {
    const before = (table.get(name) as string[] | undefined) ?? [];
    table.set(name, typedArray(stringType, [...before, value]));
  }
  return table;
}

export class HttpResponseMessage {
  readonly request: HttpRequestMessage;
  readonly status: number;
  readonly reason: string;
  readonly version: string;
  readonly headers: HeaderList;

  constructor(
    request: HttpRequestMessage,
    head: {readonly status: number; readonly reason: string; readonly version: string},
    headers: HeaderList,
  ) {
    this.request = request;
    this.status = head.status;
    this.reason = head.reason;
    this.version = head.version;
    this.headers = headers;
  }

  get isSuccess(): boolean {
    return this.status >= 200 && this.status <= 299;
  }

  /** All values of a header, joined; undefined when it is not there. */
  header(name: string): string | undefined {
    const values = this.headers.filter(([other]) => other.toLowerCase() === name.toLowerCase());
    return values.length > 0 ? values.map(([, value]) => value).join(', ') : undefined;
  }
}

class Request {
  readonly message: HttpRequestMessage;
  constructor(message: HttpRequestMessage) {
    this.message = message;
  }
}

/** A body's headers; the bytes themselves are the cmdlet's. */
class Content {
  readonly headers: HeaderList;
  constructor(headers: HeaderList) {
    this.headers = headers.filter(([name]) => OF_CONTENT.test(name));
  }
}

export function statusCode(status: number): unknown {
  return enumValue(requireType('System.Net.HttpStatusCode'), status);
}

defineType<Request>({
  fullName: 'System.Net.Http.HttpRequestMessage',
  instance: Request,
  members: {
    'object Method': self => self.message.method,
    'object RequestUri': self => new Uri(self.message.url),
    'object Headers': self => headerTable(self.message.headers),
  },
});

defineType<Content>({
  fullName: 'System.Net.Http.HttpContent',
  instance: Content,
  members: {'object Headers': self => headerTable(self.headers)},
});

defineType<HttpResponseMessage>({
  fullName: 'System.Net.Http.HttpResponseMessage',
  instance: HttpResponseMessage,
  toText: self =>
    `StatusCode: ${self.status}, ReasonPhrase: '${self.reason}', Version: ${self.version}`,
  members: {
    'object Version': self => parseVersion(self.version),
    'object Content': self => new Content(self.headers),
    'object StatusCode': self => statusCode(self.status),
    'string ReasonPhrase': self => self.reason,
    'object Headers': self => headerTable(self.headers.filter(([name]) => !OF_CONTENT.test(name))),
    'object RequestMessage': self => new Request(self.request),
    'bool IsSuccessStatusCode': self => self.isSuccess,
  },
});
