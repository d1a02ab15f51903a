/** Invoke-WebRequest and Invoke-RestMethod against a server on loopback. */
import {execFile} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import test from 'ava';
import {Home, LAUNCHER} from '../fixtures/product.ts';

const home = new Home();
let triesLeft = 0;

function serve(request: IncomingMessage, response: ServerResponse, body: string): void {
  const {pathname, searchParams} = new URL(request.url ?? '/', 'http://server');
  const send = (
    status: number,
    headers: Record<string, string | string[]>,
    text: string | Buffer,
  ) => response.writeHead(status, headers).end(text);
  const json = (value: unknown, status = 200) =>
    send(status, {'Content-Type': 'application/json'}, JSON.stringify(value));
  const {headers, method} = request;
  switch (pathname) {
    case '/echo':
      return void json({method, body, query: searchParams.toString(), headers});
    case '/json':
      return void json({name: 'web1', cpus: 2, tags: ['a', 'b']});
    case '/page':
      return void send(
        200,
        {'Content-Type': 'text/html; charset=utf-8'},
        '<a href="/x">x</a><img src=\'i.png\'><input name="n" value="v">ä',
      );
    case '/zip':
      return void send(
        200,
        {'Content-Type': 'text/plain', 'Content-Encoding': 'gzip'},
        gzipSync('packed'),
      );
    case '/to':
      return void send(Number(searchParams.get('status')), {Location: '/echo'}, '');
    case '/loop':
      return void send(302, {Location: '/loop'}, '');
    case '/missing':
      return void json({error: 'no such machine'}, 404);
    case '/gone':
      return void send(404, {'content-type': 'text/html'}, '<html><h1>Not there</h1></html>');
    case '/busy':
      return void (triesLeft-- > 0 ? send(429, {'Retry-After': '0'}, '') : json({done: true}));
    case '/login':
      return void send(200, {'Set-Cookie': ['a=1; Path=/', 'b=2; Path=/other']}, '');
    case '/secret':
      return void (headers.authorization
        ? json({authorization: headers.authorization})
        : send(401, {'WWW-Authenticate': 'Basic realm="x"'}, ''));
    case '/pages': {
      const page = Number(searchParams.get('p') ?? 1);
      const link: Record<string, string> =
        page < 3 ? {Link: `</pages?p=${page + 1}>; rel="next"`} : {};
      return void send(200, {'Content-Type': 'application/json', ...link}, `{"page":${page}}`);
    }
    case '/never':
      return;
    case '/file': {
      const from = Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
      const whole = '0123456789';
      if (from >= whole.length) return void send(416, {'Content-Range': 'bytes */10'}, '');
      return void send(
        from > 0 ? 206 : 200,
        {'Content-Range': `bytes ${from}-9/10`},
        whole.slice(from),
      );
    }
    default:
      return void send(200, {'Content-Type': 'application/octet-stream'}, Buffer.from([1, 2, 255]));
  }
}

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (bytes: Buffer) => (body += bytes.toString('latin1')));
  request.on('end', () => serve(request, response, body));
});

test.before(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});
test.after.always(() => {
  server.closeAllConnections();
  server.close();
  home.remove();
});

/** Runs all scripts in one process; each one's output lines are found by its number. */
function runAll(scripts: readonly string[]): Promise<string[]> {
  const {port} = server.address() as AddressInfo;
  const text = scripts.map(
    script =>
      `try { (& { ${script} }) -join '|' } catch { "$($_.FullyQualifiedErrorId): $_" }; '====='`,
  );
  const file = path.join(home.folder, 'web.ps1');
  writeFileSync(
    file,
    `$u = 'http://127.0.0.1:${port}'; Set-Location '${home.folder}'\n${text.join('\n')}`,
  );
  return new Promise((resolve, reject) => {
    execFile(
      LAUNCHER,
      ['-NoProfile', '-f', file],
      {env: home.env, timeout: 60_000},
      (error, out) =>
        error ? reject(error) : resolve(out.split('=====\n').map(part => part.trimEnd())),
    );
  });
}

/** Scripts (`$u` is the server) and their output, joined by bars. */
const rows: readonly (readonly [script: string, output: string])[] = [
  ['$r = Invoke-RestMethod $u/json; $r.name; $r.cpus; $r.tags.Count', 'web1|2|2'],
  [
    '$r = Invoke-WebRequest $u/json; $r.StatusCode; $r.StatusDescription; $r.Content; $r.Headers["content-type"]; $r.GetType().Name -eq "PSCustomObject"; $r.PSTypeNames[0]',
    '200|OK|{"name":"web1","cpus":2,"tags":["a","b"]}|application/json|True|Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject',
  ],
  ['(Invoke-WebRequest "$u/other").Content', '1|2|255'],
  [
    '$r = iwr $u/page; $r.Links.href; $r.Images.src; $r.InputFields.value; $r.Content[-1]; $r.RawContentLength',
    '/x|i.png|v|ä|63',
  ],
  ['irm $u/zip', 'packed'],
  [
    '$r = irm $u/echo -Method Post -Body @{a=1; b="x y"}; $r.method; $r.body; $r.headers."content-type"',
    'POST|a=1&b=x+y|application/x-www-form-urlencoded',
  ],
  ['(irm $u/echo?z=0 -Body @{a="1&2"}).query', 'z=0&a=1%262'],
  [
    '$r = irm $u/echo -Method Put -Body (@{n=1} | ConvertTo-Json -Compress) -ContentType application/json -Headers @{"X-Test"=5} -UserAgent me; $r.body; $r.headers."x-test"; $r.headers."user-agent"; $r.headers."content-type"',
    '{"n":1}|5|me|application/json',
  ],
  [
    '(irm $u/echo -CustomMethod report).method; (irm $u/echo -Method Delete).method',
    'REPORT|DELETE',
  ],
  [
    '"data" | Set-Content up.txt; $r = irm $u/echo -Method Post -Form @{f=(Get-Item up.txt); t="x"}; $r.body -match "filename=`"up.txt`""; $r.body -match "data"; $r.headers."content-type" -match "^multipart/form-data"',
    'True|True|True',
  ],
  ['(irm $u/echo -Method Post -InFile up.txt).body', 'data'],
  // Redirections
  [
    '(irm "$u/to?status=302" -Method Post -Body x).method; (irm "$u/to?status=307" -Method Post -Body x).body',
    'GET|x',
  ],
  ['(irm "$u/to?status=301" -Method Post -Body x -PreserveHttpMethodOnRedirect).method', 'POST'],
  [
    '(irm "$u/to?status=302" -Headers @{Authorization="z"}).headers.authorization; (irm "$u/to?status=302" -Headers @{Authorization="z"} -PreserveAuthorizationOnRedirect).headers.authorization',
    '|z',
  ],
  [
    'iwr $u/loop -MaximumRedirection 2',
    'WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand: Response status code does not indicate success: 302 (Found).',
  ],
  // Errors
  [
    'try { iwr $u/gone } catch { "$_" }; (iwr $u/gone -SkipHttpErrorCheck).Headers.GetEnumerator() | Select-Object -First 1 | ForEach-Object ToString',
    'Not there|[Content-Type, System.String[]]',
  ],
  [
    'try { irm $u/missing } catch { [int]$_.Exception.Response.StatusCode; $_.Exception.Response.StatusCode; $_.Exception.GetType().Name; ($_.ErrorDetails.Message | ConvertFrom-Json).error }',
    '404|NotFound|HttpResponseException|no such machine',
  ],
  [
    '(iwr $u/missing -SkipHttpErrorCheck).StatusCode; $null = irm $u/missing -SkipHttpErrorCheck -StatusCodeVariable s -ResponseHeadersVariable h; $s; $h["Content-Type"]',
    '404|404|application/json',
  ],
  [
    'irm http://127.0.0.1:9/x',
    'WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand: Connection refused (127.0.0.1:9)',
  ],
  [
    'irm $u/never -ConnectionTimeoutSeconds 1',
    'ConnectionTimeoutReached,Microsoft.PowerShell.Commands.InvokeRestMethodCommand: The request was canceled due to the configured HttpClient.Timeout of 1 seconds elapsing.',
  ],
  [
    'irm $u/x -Body a -InFile b',
    'WebCmdletBodyConflictException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand: The cmdlet cannot run because the following conflicting parameters are specified: Body and InFile. Specify either Body or InFile, then retry.',
  ],
  // Reaching computers
  [
    'Test-Connection 127.0.0.1 -TcpPort ([uri]$u).Port; (Test-Connection 127.0.0.1 -TcpPort 9 -Detailed).Status; Test-Connection ::1 -IPv4 -Quiet 2>&1',
    "True|ConnectionRefused|Testing connection to computer '::1' failed: Target IPv4/IPv6 address absent.|False",
  ],
  [
    '"#!/bin/sh`necho 64 bytes from x: time=1.6 ms" | Set-Content ping; chmod +x ping; $env:PATH = "$PWD`:$env:PATH"; $r = Test-Connection 127.0.0.1 -Count 1; $r.Latency; $r.Status; Test-Connection 127.0.0.1 -Count 1 -Quiet',
    '2|Success|True',
  ],
  // Who asks
  [
    '$c = [pscredential]::new("u", (ConvertTo-SecureString p -AsPlainText -Force)); (irm $u/secret -Credential $c -AllowUnencryptedAuthentication).authorization; (irm $u/secret -Authentication Basic -Credential $c -AllowUnencryptedAuthentication).authorization',
    'Basic dTpw|Basic dTpw',
  ],
  [
    '(irm $u/secret -Authentication Bearer -Token (ConvertTo-SecureString t -AsPlainText -Force) -AllowUnencryptedAuthentication).authorization',
    'Bearer t',
  ],
  [
    'irm $u/secret -Credential ([pscredential]::new("u", (ConvertTo-SecureString p -AsPlainText -Force)))',
    'WebCmdletAllowUnencryptedAuthenticationRequiredException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand: The cmdlet cannot protect plain text secrets sent over unencrypted connections. To suppress this warning and send plain text secrets over unencrypted networks, reissue the command specifying the AllowUnencryptedAuthentication parameter.',
  ],
  // Sessions
  [
    '$null = iwr $u/login -SessionVariable s; (irm $u/echo -WebSession $s).headers.cookie; $s.Cookies.Count; $s.Headers["X"] = 1; (irm $u/echo -WebSession $s).headers.x',
    'a=1|2|1',
  ],
  [
    '$s = New-Object Microsoft.PowerShell.Commands.WebRequestSession; $s.Cookies.Add($u, [System.Net.Cookie]::new("k", "v")); (irm $u/echo -WebSession $s).headers.cookie',
    'k=v',
  ],
  // Files, pages, tries
  [
    'iwr $u/json -OutFile j.json; (Get-Content j.json -Raw).Length; (iwr $u/json -OutFile . -PassThru).StatusCode; Test-Path json',
    '41|200|True',
  ],
  [
    '"012" | Set-Content f -NoNewline; irm $u/file -OutFile f -Resume; Get-Content f; irm $u/file -OutFile f -Resume; Get-Content f',
    '0123456789|0123456789',
  ],
  [
    '(irm $u/pages -FollowRelLink).page -join ","; (irm $u/pages -FollowRelLink -MaximumFollowRelLink 2).page -join ","',
    '1,2,3|1,2',
  ],
  ['(irm $u/busy -MaximumRetryCount 2 -RetryIntervalSec 1).done', 'True'],
  ['(irm (($u -replace "http://") + "/json")).name', 'web1'],
];

test('web cmdlets', async t => {
  triesLeft = 1;
  const found = await runAll(rows.map(([script]) => script));
  t.deepEqual(
    rows.map(([script], index) => [script, found[index]]),
    rows.map(row => [...row]),
  );
  t.is(readFileSync(path.join(home.folder, 'f'), 'utf8'), '0123456789');
});
