/** The arguments of a web cmdlet: which go together, and the session that they make or change. */
import {existsSync, statSync} from 'node:fs';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {filePath} from '../../shell/providers/paths.ts';
import type {PSCredential, SecureString} from '../../shell/types/secure-string.ts';
import type {Uri} from '../../shell/types/uri.ts';
import {WebProxy, WebRequestSession} from '../../shell/types/web-session.ts';
import {EnumValue, Hashtable, isNull, toText, unwrap} from '../../shell/values/index.ts';
import {refuseWeb} from './web-errors.ts';
import {basicAuthorization} from './web-message.ts';
import type {WebArguments} from './web-parameters.ts';

const DEFAULT_RETRY_SECONDS = 5;

export function webSession(run: Run, p: WebArguments): WebRequestSession {
  checkArguments(run, p);
  const session =
    (unwrap(p.WebSession) as WebRequestSession | undefined) ?? new WebRequestSession();
  if (p.SessionVariable !== undefined) run.session.setVariable(p.SessionVariable, session);
  const credential = p.Credential as PSCredential | undefined;
  if (credential && named(p.Authentication) === 'None')
    session.credentials = credential.networkCredential;
  if (p.UseDefaultCredentials) session.useDefaultCredentials = true;
  if (p.UserAgent !== undefined) session.userAgent = p.UserAgent;
  if (p.NoProxy) session.proxy = null;
  else if (p.Proxy !== undefined) session.proxy = proxyOf(p);
  if (p.MaximumRedirection !== undefined) session.maximumRedirection = p.MaximumRedirection;
  if (p.MaximumRetryCount) {
    session.maximumRetryCount = p.MaximumRetryCount;
    session.retryIntervalInSeconds = p.RetryIntervalSec ?? DEFAULT_RETRY_SECONDS;
  }
  const authorization = authorizationOf(p);
  if (authorization !== undefined) session.headers.set('Authorization', authorization);
  const headers = unwrap(p.Headers);
  if (headers instanceof Hashtable)
    for (const [name, value] of headers.entries())
      if (!isNull(value)) session.headers.set(toText(name), toText(value));
  return session;
}

function named(value: unknown): string {
  return value instanceof EnumValue ? toText(value) : 'None';
}

function proxyOf(p: WebArguments): WebProxy {
  const proxy = new WebProxy(p.Proxy as Uri);
  const credential = p.ProxyCredential as PSCredential | undefined;
  proxy.credentials = credential?.networkCredential ?? null;
  return proxy;
}

function authorizationOf(p: WebArguments): string | undefined {
  const kind = named(p.Authentication);
  if (kind === 'None') return undefined;
  if (kind !== 'Basic') return `Bearer ${(p.Token as SecureString).plainText}`;
  const who = (p.Credential as PSCredential).networkCredential; // null: nobody
  return who ? basicAuthorization(who) : undefined;
}

function checkArguments(run: Run, p: WebArguments): void {
  const kind = named(p.Authentication);
  if (p.WebSession && p.SessionVariable !== undefined) refuseWeb(run, 'SessionConflict');
  if (p.UseDefaultCredentials && kind !== 'None') refuseWeb(run, 'AuthenticationConflict');
  if (kind !== 'None' && p.Token && p.Credential) refuseWeb(run, 'AuthenticationTokenConflict');
  if (kind === 'Basic' && !p.Credential) refuseWeb(run, 'AuthenticationCredentialNotSupplied');
  if ((kind === 'OAuth' || kind === 'Bearer') && !p.Token)
    refuseWeb(run, 'AuthenticationTokenNotSupplied');
  const tellsWho = kind !== 'None' || p.Credential !== undefined || p.UseDefaultCredentials;
  if (tellsWho && !p.AllowUnencryptedAuthentication && addressOf(p.Uri).protocol !== 'https:')
    refuseWeb(run, 'AllowUnencryptedAuthenticationRequired');
  if (p.UseDefaultCredentials && p.Credential) refuseWeb(run, 'CredentialConflict');
  if (p.ProxyUseDefaultCredentials && p.ProxyCredential) refuseWeb(run, 'ProxyCredentialConflict');
  if (p.Proxy === undefined && (p.ProxyCredential || p.ProxyUseDefaultCredentials))
    refuseWeb(run, 'ProxyUriNotSupplied');
  if (p.Body !== undefined && p.InFile !== undefined) refuseWeb(run, 'BodyConflict');
  if (p.Body !== undefined && p.Form !== undefined) refuseWeb(run, 'BodyFormConflict');
  if (p.InFile !== undefined && p.Form !== undefined) refuseWeb(run, 'FormInFileConflict');
  checkFiles(run, p);
}

function checkFiles(run: Run, p: WebArguments): void {
  if (p.InFile !== undefined && isDirectory(filePath(run.session, p.InFile)))
    refuseWeb(
      run,
      'InFileNotFilePath',
      `Path '${p.InFile}' resolves to a directory. Specify a path including a file name, and then retry the command.`,
    );
  for (const name of ['PassThru', 'Resume'] as const)
    if (p[name] && p.OutFile === undefined)
      refuseWeb(
        run,
        'OutFileMissing',
        `The cmdlet cannot run because the following parameter is missing: OutFile. Provide a valid OutFile parameter value when using the ${name} parameter, then retry.`,
      );
  const out = p.OutFile === undefined ? '' : filePath(run.session, p.OutFile);
  if (p.Resume && isDirectory(out))
    refuseWeb(
      run,
      'ResumeNotFilePath',
      `The Resume switch can only be used if OutFile targets a file but it resolves to a directory: ${out}.`,
    );
}

function isDirectory(file: string): boolean {
  return existsSync(file) && statSync(file).isDirectory();
}

/** The address, with http:// when no protocol is named. */
export function addressOf(uri: unknown): URL {
  const {originalString, url} = unwrap(uri) as Uri;
  return url && /^https?:$/.test(url.protocol) ? url : new URL(`http://${originalString}`);
}
