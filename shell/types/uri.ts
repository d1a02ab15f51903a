/** System.Uri and MailAddress. */
import {compareOrdinal} from '../operators/text-order.ts';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {NetException} from '../values/net-exception.ts';
import type {PSReference} from '../values/ps-reference.ts';

const PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  ftp: 21,
  ssh: 22,
  ws: 80,
  wss: 443,
  ldap: 389,
  gopher: 70,
};

export class Uri {
  readonly originalString: string;
  /** undefined: a relative reference. */
  readonly url: URL | undefined;
  constructor(text: string) {
    this.originalString = text;
    this.url = absolute(text);
  }
  /** Throws for relative references, as .NET's properties do. */
  get parts(): URL {
    if (!this.url)
      throw new NetException(
        'System.InvalidOperationException',
        'This operation is not supported for a relative URI.',
      );
    return this.url;
  }
  get scheme(): string {
    return this.parts.protocol.slice(0, -1);
  }
  get port(): number {
    return this.parts.port ? Number(this.parts.port) : (PORTS[this.scheme] ?? -1);
  }
  toString(): string {
    if (!this.url) return this.originalString;
    return safeDecode(this.url.href);
  }
}

/** Readable form: decodes what does not change the meaning. */
function safeDecode(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, run => {
    try {
      const plain = decodeURIComponent(run);
      return /[%/?#\\\s]/.test(plain.replaceAll(' ', '')) ? run : plain;
    } catch {
      return run;
    }
  });
}

function absolute(text: string): URL | undefined {
  const full = text.startsWith('/') ? `file://${text}` : text;
  if (!/^[a-z][a-z0-9+.-]*:/i.test(full)) return undefined;
  try {
    return new URL(full);
  } catch {
    return undefined;
  }
}

const RELATIVE = 2;
const ABSOLUTE = 1;

function make(text: string, kind = ABSOLUTE): Uri {
  const uri = tryMake(text, kind);
  if (uri) return uri;
  throw new NetException(
    'System.UriFormatException',
    text
      ? 'Invalid URI: The format of the URI could not be determined.'
      : 'Invalid URI: The URI is empty.',
  );
}

function tryMake(text: string, kind: number): Uri | undefined {
  const uri = new Uri(text);
  if (kind === ABSOLUTE && (!uri.url || !text)) return undefined;
  return kind === RELATIVE && uri.url && !text.startsWith('/') ? undefined : uri;
}

/** 0 Scheme, 1 Authority, 2 Path, 3 Query. */
function leftPart({parts}: Uri, upTo: number): string {
  const {protocol, host, pathname, search} = parts;
  const user = [parts.username, parts.password].filter(Boolean).join(':');
  const authority = `${user && `${user}@`}${host}`;
  return [`${protocol}//`, authority, pathname, search].slice(0, upTo + 1).join('');
}

function segments(self: Uri): string[] {
  return self.parts.pathname.match(/[^/]*\/|[^/]+$/g) ?? [];
}

function escape(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function unescape(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, run => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

defineType<Uri>({
  fullName: 'System.Uri',
  accelerator: 'uri',
  instance: Uri,
  toText: self => self.toString(),
  equals: (a, b) => (a.url?.href ?? a.originalString) === (b.url?.href ?? b.originalString),
  compare: (a, b) => compareOrdinal(a.toString(), b.toString()),
  hashKey: self => self.url?.href ?? self.originalString,
  parse: text => new Uri(text),
  members: {
    'string AbsolutePath': self => self.parts.pathname,
    'string AbsoluteUri': self => self.parts.href,
    'string LocalPath': self => unescape(self.parts.pathname),
    'string Authority': self => self.parts.host,
    'string Host': self => self.parts.hostname,
    'string DnsSafeHost': self => self.parts.hostname.replace(/^\[|\]$/g, ''),
    'string IdnHost': self => self.parts.hostname,
    'int Port': self => self.port,
    'string Scheme': self => self.scheme,
    'string Query': self => self.parts.search,
    'string Fragment': self => self.parts.hash,
    'string PathAndQuery': self => self.parts.pathname + self.parts.search,
    'string[] Segments': segments,
    'string UserInfo': self => [self.parts.username, self.parts.password].filter(Boolean).join(':'),
    'string OriginalString': self => self.originalString,
    'bool IsAbsoluteUri': self => self.url !== undefined,
    'bool IsFile': self => self.scheme === 'file',
    'bool IsUnc': () => false,
    'bool IsLoopback': self => /^(?:localhost|127\.|\[::1\])/.test(self.parts.hostname),
    'bool IsDefaultPort': self => !self.parts.port,
    'string GetLeftPart(System.UriPartial part)': (self, upTo: EnumValue) =>
      leftPart(self, upTo.value),
    'bool UserEscaped': () => false,
    'string ToString()': self => self.toString(),
    'uri MakeRelativeUri(uri uri)': (self, to: Uri) =>
      new Uri(to.parts.href.replace(self.parts.href.replace(/[^/]*$/, ''), '')),
    'bool IsBaseOf(uri uri)': (self, other: Uri) =>
      other.parts.href.startsWith(self.parts.href.replace(/[^/]*$/, '')),
  },
  statics: {
    'string UriSchemeHttp': () => 'http',
    'string UriSchemeHttps': () => 'https',
    'string UriSchemeFile': () => 'file',
    'string SchemeDelimiter': () => '://',
    'string EscapeDataString(string stringToEscape)': escape,
    'string UnescapeDataString(string stringToUnescape)': unescape,
    'string EscapeUriString(string stringToEscape)': (text: string) => encodeURI(text),
    'bool IsWellFormedUriString(string uriString, System.UriKind uriKind)': (
      text: string,
      kind: EnumValue,
    ) => tryMake(text, kind.value) !== undefined && !/\s/.test(text),
    'bool CheckSchemeName(string schemeName)': (text: string) => /^[a-z][a-z0-9+.-]*$/i.test(text),
    'bool TryCreate(string uriString, System.UriKind uriKind, ref uri result)': (
      text: string,
      kind: EnumValue,
      result: PSReference,
    ) => {
      const uri = tryMake(text, kind.value);
      result.value = uri ?? null;
      return uri !== undefined;
    },
  },
  constructors: {
    '(string uriString)': (text: string) => make(text),
    '(string uriString, System.UriKind uriKind)': (text: string, kind: EnumValue) =>
      make(text, kind.value),
    '(uri baseUri, string relativeUri)': (base: Uri, relative: string) =>
      new Uri(new URL(relative, base.parts).href),
  },
});

class UriBuilder {
  readonly url: URL;
  constructor(text = 'http://localhost/') {
    this.url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `http://${text}`);
  }
}

/** A part of the URL that can be read and set under the same name. */
function part(key: 'hostname' | 'pathname' | 'search' | 'hash' | 'username' | 'password') {
  return {
    get: (self: UriBuilder) => self.url[key],
    set: (self: UriBuilder, text: string) => {
      self.url[key] = text;
    },
  };
}

defineType<UriBuilder>({
  fullName: 'System.UriBuilder',
  instance: UriBuilder,
  toText: self => self.url.href,
  members: {
    'string Host': part('hostname'),
    'string Path': part('pathname'),
    'string Query': part('search'),
    'string Fragment': part('hash'),
    'string UserName': part('username'),
    'string Password': part('password'),
    'string Scheme': {
      get: self => self.url.protocol.slice(0, -1),
      set: (self, scheme: string) => {
        self.url.protocol = scheme;
      },
    },
    'int Port': {
      get: self => Number(self.url.port || (PORTS[self.url.protocol.slice(0, -1)] ?? -1)),
      set: (self, port: number) => {
        self.url.port = String(port);
      },
    },
    'uri Uri': self => new Uri(self.url.href),
  },
  constructors: {
    '()': () => new UriBuilder(),
    '(string uri)': (text: string) => new UriBuilder(text),
  },
});

class MailAddress {
  readonly address: string;
  readonly displayName: string;
  constructor(text: string) {
    const match = /^\s*(?:"?([^"<]*?)"?\s*<([^<>\s@]+@[^<>\s@]+)>|([^<>\s@]+@[^<>\s@]+))\s*$/.exec(
      text,
    );
    if (!match)
      throw new NetException(
        'System.FormatException',
        'The specified string is not in the form required for an e-mail address.',
      );
    this.address = match[2] ?? match[3] ?? '';
    this.displayName = match[1] ?? '';
  }
}

defineType<MailAddress>({
  fullName: 'System.Net.Mail.MailAddress',
  accelerator: 'mailaddress',
  instance: MailAddress,
  toText: self => (self.displayName ? `"${self.displayName}" <${self.address}>` : self.address),
  parse: text => new MailAddress(text),
  members: {
    'string Address': self => self.address,
    'string DisplayName': self => self.displayName,
    'string User': self => self.address.split('@')[0],
    'string Host': self => self.address.split('@')[1],
  },
  constructors: {'(string address)': (text: string) => new MailAddress(text)},
});
