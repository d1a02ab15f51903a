/** Errors of Invoke-WebRequest and Invoke-RestMethod: ids and texts of the original. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {ErrorDetails} from '../../shell/errors/error-record.ts';
import type {HttpResponseMessage} from '../../shell/types/http-message.ts';
import {statusCode} from '../../shell/types/http-message.ts';
import {NetException} from '../../shell/values/index.ts';
import type {ExchangeFailure} from '../../shell/web/http-exchange.ts';

const conflict = (first: string, second: string) =>
  `The cmdlet cannot run because the following conflicting parameters are specified: ${first} and ${second}. Specify either ${first} or ${second}, then retry.`;
const missing = (name: string) =>
  `The cmdlet cannot run because the following parameter is not specified: ${name}. The supplied Authentication type requires a ${name}. Specify ${name}, then retry.`;

const REFUSALS = {
  SessionConflict: conflict('Session', 'SessionVariable'),
  AuthenticationConflict:
    'The cmdlet cannot run because the following conflicting parameters are specified: Authentication and UseDefaultCredentials. Authentication does not support Default Credentials. Specify either Authentication or UseDefaultCredentials, then retry.',
  AuthenticationTokenConflict: conflict('Credential', 'Token'),
  AuthenticationCredentialNotSupplied: missing('Credential'),
  AuthenticationTokenNotSupplied: missing('Token'),
  AllowUnencryptedAuthenticationRequired:
    'The cmdlet cannot protect plain text secrets sent over unencrypted connections. To suppress this warning and send plain text secrets over unencrypted networks, reissue the command specifying the AllowUnencryptedAuthentication parameter.',
  CredentialConflict: conflict('Credential', 'UseDefaultCredentials'),
  ProxyCredentialConflict: conflict('ProxyCredential', 'ProxyUseDefaultCredentials'),
  ProxyUriNotSupplied:
    'The cmdlet cannot run because the following parameter is missing: Proxy. Provide a valid proxy URI for the Proxy parameter when using the ProxyCredential or ProxyUseDefaultCredentials parameters, then retry.',
  BodyConflict: conflict('Body', 'InFile'),
  BodyFormConflict: conflict('Body', 'Form'),
  FormInFileConflict: conflict('InFile', 'Form'),
  InFileNotFilePath: '',
  OutFileMissing: '',
  ResumeNotFilePath: '',
} as const;

export type Refusal = keyof typeof REFUSALS;

/** Ends the cmdlet: these arguments do not go together. */
export function refuseWeb(run: Run, refusal: Refusal, text: string = REFUSALS[refusal]): never {
  const exception = new NetException(
    'System.Management.Automation.ValidationMetadataException',
    text,
  );
  run.throwTerminatingError(
    run.error(`WebCmdlet${refusal}Exception`, 'InvalidArgument', exception),
  );
}

/** The server said no. `body`: what it said beside. */
export function serverRefused(run: Run, response: HttpResponseMessage, body: string): never {
  const text = `Response status code does not indicate success: ${response.status} (${response.reason}).`;
  const exception = new NetException('Microsoft.PowerShell.Commands.HttpResponseException', text, {
    fields: {Response: response, StatusCode: statusCode(response.status)},
  });
  const record = run.error('WebCmdletWebResponseException', 'InvalidOperation', exception);
  const details = body.replace(/<[^>]*>/g, '');
  if (details.trim() !== '') record.errorDetails = new ErrorDetails(details);
  run.throwTerminatingError(record);
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'An error occurred while sending the request.',
  ENOTFOUND: 'Name or service not known',
  EAI_AGAIN: 'Resource temporarily unavailable',
  ETIMEDOUT: 'Connection timed out',
  EHOSTUNREACH: 'No route to host',
  ENETUNREACH: 'Network is unreachable',
  ENOENT: 'No such file or directory',
};

/** The network failed. `seconds`: the limits that were set. */
export function networkFailed(
  run: Run,
  failure: ExchangeFailure,
  url: URL,
  seconds: {readonly head: number},
): never {
  if (failure.code === 'HEAD_TIMEOUT')
    return timedOut(
      run,
      'ConnectionTimeoutReached',
      'System.Threading.Tasks.TaskCanceledException',
      `The request was canceled due to the configured HttpClient.Timeout of ${seconds.head} seconds elapsing.`,
    );
  if (failure.code === 'READ_TIMEOUT')
    return timedOut(
      run,
      'OperationTimeoutReached',
      'System.TimeoutException',
      'The operation has timed out.',
    );
  const isTls = /CERT|SIGNED|SSL|TLS|ISSUER|SIGNATURE/.test(failure.code);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const reason = REASONS[failure.code];
  const text = isTls
    ? 'The SSL connection could not be established, see inner exception.'
    : reason === undefined
      ? failure.message
      : `${reason} (${url.hostname}:${port})`;
  const inner = isTls
    ? new NetException(
        'System.Security.Authentication.AuthenticationException',
        `The remote certificate is invalid: ${failure.message}`,
      )
    : null;
  const exception = new NetException('System.Net.Http.HttpRequestException', text, {inner});
  const record = run.error('WebCmdletWebResponseException', 'InvalidOperation', exception);
  if (inner) record.errorDetails = new ErrorDetails(inner.message);
  run.throwTerminatingError(record);
}

function timedOut(run: Run, id: string, type: string, text: string): never {
  run.throwTerminatingError(run.error(id, 'OperationTimeout', new NetException(type, text)));
}

/** Led somewhere it may not or can no longer follow. */
export function redirectError(run: Run, id: 'InsecureRedirection' | 'MaximumRedirectExceeded') {
  const text =
    id === 'InsecureRedirection'
      ? 'Cannot follow an insecure redirection by default. Reissue the command specifying the -AllowInsecureRedirect switch. '
      : 'The maximum redirection count has been exceeded. To increase the number of redirections allowed, supply a higher value to the -MaximumRedirection parameter.';
  const exception = new NetException(
    'System.InvalidOperationException',
    'Operation is not valid due to the current state of the object.',
  );
  const record = run.error(id, 'InvalidOperation', exception);
  record.errorDetails = new ErrorDetails(text);
  return record;
}
