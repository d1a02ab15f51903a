/**
 * Microsoft.PowerShell.Commands.WebRequestSession and what it holds: cookies, credentials, the proxy, headers
 * that go with every request. Source: RFC 6265 for which cookie goes where.
 */
import {defineType} from '../values/define-type.ts';
import {Dictionary, NetException, requireType, typedArray} from '../values/index.ts';
import type {NetworkCredential} from './secure-string.ts';
import {Uri} from './uri.ts';

export class Cookie {
  name: string;
  value: string;
  path: string;
  /** With a dot before it: the hosts below too. */
  domain: string;
  isSecure = false;
  isHttpOnly = false;
  /** Milliseconds of the epoch; null: as long as the session. */
  expires: number | null = null;
  constructor(name: string, value: string, path = '', domain = '') {
    this.name = name;
    this.value = value;
    this.path = path;
    this.domain = domain;
  }
}

export class CookieContainer {
  readonly cookies: Cookie[] = [];

  add(cookie: Cookie): void {
    const same = this.cookies.findIndex(
      other =>
        other.name === cookie.name && other.domain === cookie.domain && other.path === cookie.path,
    );
    if (same >= 0) this.cookies.splice(same, 1);
    if (cookie.expires === null || cookie.expires > Date.now()) this.cookies.push(cookie);
  }

  /** What a server's Set-Cookie asks to keep. */
  receive(header: string, url: URL): void {
    const [pair = '', ...attributes] = header.split(';').map(part => part.trim());
    const at = pair.indexOf('=');
    if (at <= 0) return;
    const folder = url.pathname.slice(0, Math.max(1, url.pathname.lastIndexOf('/')));
    const cookie = new Cookie(pair.slice(0, at), pair.slice(at + 1), folder, url.hostname);
    for (const attribute of attributes) applyAttribute(cookie, attribute);
    if (fitsDomain(cookie, url)) this.add(cookie);
  }

  /** Cookies that go with a request. */
  of(url: URL): Cookie[] {
    return this.cookies.filter(
      cookie =>
        fitsDomain(cookie, url) &&
        url.pathname.startsWith(cookie.path) &&
        (!cookie.isSecure || url.protocol === 'https:') &&
        (cookie.expires === null || cookie.expires > Date.now()),
    );
  }
}

function applyAttribute(cookie: Cookie, attribute: string): void {
  const [name = '', value = ''] = attribute.split(/=(.*)/);
  if (/^secure$/i.test(name)) cookie.isSecure = true;
  else if (/^httponly$/i.test(name)) cookie.isHttpOnly = true;
  else if (/^path$/i.test(name) && value.startsWith('/')) cookie.path = value;
  else if (/^domain$/i.test(name) && value !== '') cookie.domain = `.${value.replace(/^\./, '')}`;
  else if (/^max-age$/i.test(name)) cookie.expires = Date.now() + Number(value) * 1000;
  else if (/^expires$/i.test(name)) cookie.expires ??= Date.parse(value);
}

function fitsDomain(cookie: Cookie, url: URL): boolean {
  const host = url.hostname.toLowerCase();
  const domain = cookie.domain.toLowerCase();
  return host === domain.replace(/^\./, '') || (domain.startsWith('.') && host.endsWith(domain));
}

export class WebProxy {
  readonly address: Uri;
  credentials: NetworkCredential | null = null;
  constructor(address: Uri) {
    this.address = address;
  }
}

export class WebRequestSession {
  readonly headers = new Dictionary(
    requireType('System.Collections.Generic.Dictionary[string,string]'),
    {caseSensitive: false},
  );
  cookies = new CookieContainer();
  useDefaultCredentials = false;
  credentials: NetworkCredential | null = null;
  userAgent = '';
  proxy: WebProxy | null = null;
  maximumRedirection = -1; // -1: the default
  maximumRetryCount = 0;
  retryIntervalInSeconds = 0;
}

defineType<Cookie>({
  fullName: 'System.Net.Cookie',
  instance: Cookie,
  toText: self => `${self.name}=${self.value}`,
  members: {
    'string Name': {get: self => self.name, set: (self, text: string) => (self.name = text)},
    'string Value': {get: self => self.value, set: (self, text: string) => (self.value = text)},
    'string Path': {get: self => self.path, set: (self, text: string) => (self.path = text)},
    'string Domain': {get: self => self.domain, set: (self, text: string) => (self.domain = text)},
    'bool Secure': {get: self => self.isSecure, set: (self, is: boolean) => (self.isSecure = is)},
    'bool HttpOnly': {
      get: self => self.isHttpOnly,
      set: (self, is: boolean) => (self.isHttpOnly = is),
    },
    'bool Expired': self => self.expires !== null && self.expires <= Date.now(),
  },
  constructors: {
    '()': () => new Cookie('', ''),
    '(string name, string value)': (name: string, value: string) => new Cookie(name, value),
    '(string name, string value, string path)': (name: string, value: string, path: string) =>
      new Cookie(name, value, path),
    '(string name, string value, string path, string domain)': (
      name: string,
      value: string,
      path: string,
      domain: string,
    ) => new Cookie(name, value, path, domain),
  },
});

/** A cookie given by hand: its domain is that of the address when it names none. */
function place(container: CookieContainer, cookie: Cookie, url?: URL): void {
  if (cookie.domain === '') {
    if (!url)
      throw new NetException(
        'System.ArgumentException',
        "The parameter '{0}' cannot be an empty string. (Parameter 'cookie.Domain')".replace(
          '{0}',
          'cookie.Domain',
        ),
      );
    cookie.domain = url.hostname;
  }
  if (cookie.path === '') cookie.path = '/';
  container.add(cookie);
}

defineType<CookieContainer>({
  fullName: 'System.Net.CookieContainer',
  instance: CookieContainer,
  members: {
    'int Count': self => self.cookies.length,
    'void Add(System.Net.Cookie cookie)': (self, cookie: Cookie) => place(self, cookie),
    'void Add(uri uri, System.Net.Cookie cookie)': (self, uri: Uri, cookie: Cookie) =>
      place(self, cookie, uri.parts),
    'void SetCookies(uri uri, string cookieHeader)': (self, uri: Uri, header: string) =>
      self.receive(header, uri.parts),
    'object GetCookies(uri uri)': (self, uri: Uri) => cookieArray(self.of(uri.parts)),
    'object GetAllCookies()': self => cookieArray(self.cookies),
    'string GetCookieHeader(uri uri)': (self, uri: Uri) =>
      self
        .of(uri.parts)
        .map(({name, value}) => `${name}=${value}`)
        .join('; '),
  },
  constructors: {'()': () => new CookieContainer()},
});

function cookieArray(cookies: readonly Cookie[]): unknown {
  return typedArray(requireType('System.Net.Cookie'), [...cookies]);
}

defineType<WebProxy>({
  fullName: 'System.Net.WebProxy',
  instance: WebProxy,
  members: {
    'object Address': self => self.address,
    'object Credentials': {
      get: self => self.credentials,
      set: (self, credentials: NetworkCredential | null) => (self.credentials = credentials),
    },
  },
  constructors: {
    '(uri address)': (address: Uri) => new WebProxy(address),
    '(string address)': (address: string) =>
      new WebProxy(new Uri(/^\w+:\/\//.test(address) ? address : `http://${address}`)),
  },
});

defineType<WebRequestSession>({
  fullName: 'Microsoft.PowerShell.Commands.WebRequestSession',
  instance: WebRequestSession,
  members: {
    'object Headers': self => self.headers,
    'object Cookies': {
      get: self => self.cookies,
      set: (self, cookies: CookieContainer) => (self.cookies = cookies),
    },
    'bool UseDefaultCredentials': {
      get: self => self.useDefaultCredentials,
      set: (self, is: boolean) => (self.useDefaultCredentials = is),
    },
    'object Credentials': {
      get: self => self.credentials,
      set: (self, credentials: NetworkCredential | null) => (self.credentials = credentials),
    },
    'string UserAgent': {
      get: self => self.userAgent,
      set: (self, text: string) => (self.userAgent = text),
    },
    'object Proxy': {get: self => self.proxy, set: (self, proxy: WebProxy) => (self.proxy = proxy)},
    'int MaximumRedirection': {
      get: self => self.maximumRedirection,
      set: (self, n: number) => (self.maximumRedirection = n),
    },
    'int MaximumRetryCount': {
      get: self => self.maximumRetryCount,
      set: (self, n: number) => (self.maximumRetryCount = n),
    },
    'int RetryIntervalInSeconds': {
      get: self => self.retryIntervalInSeconds,
      set: (self, n: number) => (self.retryIntervalInSeconds = n),
    },
  },
  constructors: {'()': () => new WebRequestSession()},
});
