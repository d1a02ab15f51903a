/** Parameters that Invoke-WebRequest and Invoke-RestMethod declare alike; web-request.ts reads them. */
import type {Bound, ParameterDeclarations} from '../../shell/cmdlet/cmdlet.ts';
import {CREDENTIAL_ARGUMENT} from '../../shell/cmdlet/credential-argument.ts';

const SECONDS = {type: 'int', validate: [{range: [0, 0x7fffffff]}]} as const;
const METHOD_SETS = {StandardMethod: {}, StandardMethodNoProxy: {}} as const;
const CUSTOM_SETS = {
  CustomMethod: {mandatory: true},
  CustomMethodNoProxy: {mandatory: true},
} as const;
const NO_PROXY_SETS = {
  StandardMethodNoProxy: {mandatory: true},
  CustomMethodNoProxy: {mandatory: true},
} as const;
const PROXY_SETS = {StandardMethod: {}, CustomMethod: {}} as const;

export const WEB_PARAMETERS = {
  UseBasicParsing: {type: 'switch', dontShow: true, help: 'The way it always is.'},
  Uri: {
    type: 'uri',
    mandatory: true,
    position: 0,
    validate: [{notNullOrEmpty: true}],
    help: 'The address; http:// when it names no protocol.',
  },
  HttpVersion: {
    type: 'version',
    validate: [{set: ['1.0', '1.1']}],
    help: 'The version of HTTP to ask in. Version 1.1 is spoken.',
  },
  WebSession: {
    type: 'Microsoft.PowerShell.Commands.WebRequestSession',
    help: 'Cookies, headers and more that earlier requests left.',
  },
  SessionVariable: {
    type: 'string',
    aliases: ['SV'],
    help: 'The variable that gets the session, for -WebSession.',
  },
  AllowUnencryptedAuthentication: {
    type: 'switch',
    help: 'Sends secrets over plain http too.',
  },
  Authentication: {
    type: 'Microsoft.PowerShell.Commands.WebAuthenticationType',
    help: 'How to say who asks: Basic takes -Credential, Bearer and OAuth take -Token.',
  },
  Credential: {...CREDENTIAL_ARGUMENT, help: 'Who asks, told when the server wants to know.'},
  UseDefaultCredentials: {type: 'switch', help: 'Who asks is the user of this session.'},
  CertificateThumbprint: {
    type: 'string',
    validate: [{notNullOrEmpty: true}],
    help: 'A certificate of the user. There is no store of them, so none is found.',
  },
  SkipCertificateCheck: {type: 'switch', help: 'Trusts every server.'},
  SslProtocol: {
    type: 'Microsoft.PowerShell.Commands.WebSslProtocol',
    help: 'The versions of TLS that are good enough.',
  },
  Token: {type: 'securestring', help: 'The token of -Authentication Bearer or OAuth.'},
  UserAgent: {type: 'string', help: 'What the server is told of who asks.'},
  DisableKeepAlive: {type: 'switch', help: 'Asks the server to close the connection.'},
  ConnectionTimeoutSeconds: {
    ...SECONDS,
    aliases: ['TimeoutSec'],
    help: 'Seconds until the answer must begin; 0: for ever.',
  },
  OperationTimeoutSeconds: {
    ...SECONDS,
    help: 'Seconds between two pieces of the answer; 0: for ever.',
  },
  Headers: {type: 'System.Collections.IDictionary', help: 'Headers of the request.'},
  SkipHeaderValidation: {type: 'switch', help: 'Sends headers as they are given.'},
  AllowInsecureRedirect: {type: 'switch', help: 'Follows from https to http.'},
  MaximumRedirection: {...SECONDS, help: 'How many redirections are followed; default 50.'},
  MaximumRetryCount: {...SECONDS, help: 'How often a refused request is tried again.'},
  PreserveAuthorizationOnRedirect: {
    type: 'switch',
    help: 'Sends the Authorization header to where it is led.',
  },
  RetryIntervalSec: {
    type: 'int',
    validate: [{range: [1, 0x7fffffff]}],
    defaultText: '5',
    help: 'Seconds between two tries.',
  },
  Method: {
    type: 'Microsoft.PowerShell.Commands.WebRequestMethod',
    sets: METHOD_SETS,
    help: 'The method; default GET.',
  },
  CustomMethod: {
    type: 'string',
    sets: CUSTOM_SETS,
    aliases: ['CM'],
    validate: [{notNullOrEmpty: true}],
    help: 'A method that -Method does not know.',
  },
  PreserveHttpMethodOnRedirect: {type: 'switch', help: 'Stays with the method where it is led.'},
  UnixSocket: {
    type: 'string',
    validate: [{notNullOrEmpty: true}],
    help: 'The path of a socket on which the server listens.',
  },
  NoProxy: {type: 'switch', sets: NO_PROXY_SETS, help: 'Goes straight to the server.'},
  Proxy: {type: 'uri', sets: PROXY_SETS, help: 'The proxy that carries the request.'},
  ProxyCredential: {...CREDENTIAL_ARGUMENT, sets: PROXY_SETS, help: 'Who asks the proxy.'},
  ProxyUseDefaultCredentials: {
    type: 'switch',
    sets: PROXY_SETS,
    help: 'Who asks the proxy is the user of this session.',
  },
  Body: {
    type: 'object',
    pipeline: 'value',
    help: 'What is sent: a text, bytes, or a table of fields.',
  },
  Form: {
    type: 'System.Collections.IDictionary',
    help: 'Fields of a form, sent as multipart/form-data; files are sent whole.',
  },
  ContentType: {type: 'string', help: 'What -Body is; default application/x-www-form-urlencoded.'},
  TransferEncoding: {
    type: 'string',
    validate: [{set: ['chunked', 'compress', 'deflate', 'gzip', 'identity']}],
    help: 'The header of that name.',
  },
  InFile: {type: 'string', validate: [{notNullOrEmpty: true}], help: 'The file that is sent.'},
  OutFile: {
    type: 'string',
    validate: [{notNullOrEmpty: true}],
    help: 'The file, or the folder of it, that gets the answer.',
  },
  PassThru: {type: 'switch', help: 'Writes the answer too when -OutFile takes it.'},
  Resume: {type: 'switch', help: 'Goes on where an earlier -OutFile stopped.'},
  SkipHttpErrorCheck: {type: 'switch', help: 'Takes an error of the server as an answer.'},
} as const satisfies ParameterDeclarations;

export type WebArguments = Bound<typeof WEB_PARAMETERS>;
