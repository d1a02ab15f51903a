/** Invoke-RestMethod: asks a web service and writes its answer as objects. */
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {headerTable, type HttpResponseMessage} from '../../shell/types/http-message.ts';
import {
  findType,
  getProperty,
  invokeMethod,
  NetException,
  toArray,
  tryConvert,
} from '../../shell/values/index.ts';
import {JsonError, readJson} from './json-reader.ts';
import {addressOf, webSession} from './web-arguments.ts';
import {serverRefused} from './web-errors.ts';
import {WEB_PARAMETERS, type WebArguments} from './web-parameters.ts';
import {askServer} from './web-request.ts';
import {
  bodyText,
  isJsonType,
  mediaType,
  outFilePath,
  readBody,
  relationLinks,
  saveBody,
} from './web-response.ts';

/** As deep as ConvertFrom-Json goes. */
const JSON_DEPTH = 1024;

export const invokeRestMethod = cmdlet({
  name: 'Invoke-RestMethod',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['irm'],
  className: 'InvokeRestMethodCommand',
  defaultParameterSet: 'StandardMethod',
  outputTypes: ['System.Int64', 'System.String', 'System.Xml.XmlDocument', 'PSObject'],
  synopsis: 'Sends an HTTP or HTTPS request to a RESTful web service.',
  parameters: {
    ...WEB_PARAMETERS,
    FollowRelLink: {
      type: 'switch',
      aliases: ['FL'],
      help: 'Asks on where the answer links to its next part.',
    },
    MaximumFollowRelLink: {
      type: 'int',
      aliases: ['ML'],
      validate: [{range: [1, 0x7fffffff]}],
      help: 'How many such links are followed.',
    },
    ResponseHeadersVariable: {
      type: 'string',
      aliases: ['RHV'],
      help: 'The variable that gets the headers of the answer.',
    },
    StatusCodeVariable: {type: 'string', help: 'The variable that gets the status of the answer.'},
  },
  examples: [
    {
      title: 'An answer in JSON as objects',
      code: "(Invoke-RestMethod https://server/api/vms -Headers @{Accept='application/json'}).name",
    },
  ],

  process(run, p) {
    const session = webSession(run, p);
    let address: URL | undefined = addressOf(p.Uri);
    for (let left = p.MaximumFollowRelLink ?? Number.POSITIVE_INFINITY; address; left--) {
      const answer = askServer(run, p, session, address);
      const {response} = answer;
      const bytes = readBody(run, p, answer);
      if (!p.SkipHttpErrorCheck && !response.isSuccess && !answer.isComplete)
        serverRefused(run, response, bodyText(response, bytes));
      const outFile = outFilePath(run, p, response);
      if (outFile === null || p.PassThru) writeAnswer(run, response, bodyText(response, bytes));
      if (outFile !== null && !answer.isComplete) saveBody(run, outFile, bytes, answer.isResumed);
      setVariables(run, p, response);
      const next = relationLinks(response).get('next');
      address = p.FollowRelLink && next !== undefined && left > 1 ? new URL(next) : undefined;
      if (address) run.writeVerbose(`Following rel link ${address.href}`);
    }
  },
});

interface Variables extends WebArguments {
  readonly ResponseHeadersVariable?: string | undefined;
  readonly StatusCodeVariable?: string | undefined;
}

function setVariables(run: Run, p: Variables, response: HttpResponseMessage): void {
  if (p.StatusCodeVariable) run.session.setVariable(p.StatusCodeVariable, response.status);
  if (p.ResponseHeadersVariable)
    run.session.setVariable(p.ResponseHeadersVariable, headerTable(response.headers));
}

/** JSON and XML become objects, a feed its entries, all else stays a text. */
function writeAnswer(run: Run, response: HttpResponseMessage, text: string): void {
  const readers = isJsonType(mediaType(response)) ? [asJson, asXml] : [asXml, asJson];
  for (const reader of readers) {
    const found = reader(text);
    if (found === undefined) continue;
    for (const value of found) run.writeObject(value);
    return;
  }
  run.writeObject(text);
}

function asJson(text: string): unknown[] | undefined {
  try {
    if (text.trim() === '') return undefined;
    return [readJson(text, {asHashtable: false, maxDepth: JSON_DEPTH, dateKind: 'Default'})];
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

function asXml(text: string): unknown[] | undefined {
  const type = text.trimStart().startsWith('<') ? findType('System.Xml.XmlDocument') : undefined;
  if (!type) return undefined;
  try {
    const document = tryConvert(text, type)?.value;
    if (document === undefined) return undefined;
    const root = String(getProperty(getProperty(document, 'DocumentElement'), 'LocalName'));
    if (!/^(rss|feed)$/i.test(root)) return [document];
    const entries = root === 'feed' ? 'entry' : 'item';
    return toArray(invokeMethod(document, 'GetElementsByTagName', [entries]));
  } catch (error) {
    if (error instanceof NetException) return undefined;
    throw error;
  }
}
