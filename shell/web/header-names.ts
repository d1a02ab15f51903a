/** Names of HTTP headers as .NET writes those it knows, whatever case the server sent (System.Net.Http, KnownHeaders). */
const KNOWN = new Map(
  `Accept Accept-Charset Accept-Encoding Accept-Language Accept-Patch Accept-Ranges
  Access-Control-Allow-Credentials Access-Control-Allow-Headers Access-Control-Allow-Methods
  Access-Control-Allow-Origin Access-Control-Expose-Headers Access-Control-Max-Age Age Allow Alt-Svc
  Alt-Used Authorization Cache-Control Connection Content-Disposition Content-Encoding Content-Language
  Content-Length Content-Location Content-MD5 Content-Range Content-Security-Policy Content-Type Cookie
  Cookie2 Date ETag Expect Expect-CT Expires From Host If-Match If-Modified-Since If-None-Match If-Range
  If-Unmodified-Since Keep-Alive Last-Modified Link Location Max-Forwards NEL Origin P3P Pragma
  Proxy-Authenticate Proxy-Authorization Proxy-Connection Proxy-Support Public-Key-Pins Range Referer
  Referrer-Policy Refresh Report-To Retry-After Sec-WebSocket-Accept Sec-WebSocket-Extensions
  Sec-WebSocket-Key Sec-WebSocket-Protocol Sec-WebSocket-Version Server Server-Timing Set-Cookie
  Set-Cookie2 Strict-Transport-Security TE Timing-Allow-Origin Trailer Transfer-Encoding TSV Upgrade
  Upgrade-Insecure-Requests User-Agent Vary Via Warning WWW-Authenticate X-AspNet-Version X-Cache
  X-Content-Duration X-Content-Type-Options X-Frame-Options X-MSEdge-Ref X-Powered-By X-Request-ID
  X-UA-Compatible X-XSS-Protection`
    .split(/\s+/)
    .map(name => [name.toLowerCase(), name]),
);

/** `Content-Type` for `content-type`; a name that is not known stays as it came. */
export function headerName(received: string): string {
  return KNOWN.get(received.toLowerCase()) ?? received;
}
