/** Invoke-WebRequest: asks a web server and writes its answer with headers and all. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {addressOf, webSession} from './web-arguments.ts';
import {redirectError, serverRefused} from './web-errors.ts';
import {WEB_PARAMETERS} from './web-parameters.ts';
import {askServer} from './web-request.ts';
import {bodyText, outFilePath, readBody, responseObject, saveBody} from './web-response.ts';

export const invokeWebRequest = cmdlet({
  name: 'Invoke-WebRequest',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['iwr'],
  className: 'InvokeWebRequestCommand',
  defaultParameterSet: 'StandardMethod',
  outputTypes: ['Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject'],
  synopsis: 'Gets content from a web page on the internet.',
  parameters: WEB_PARAMETERS,
  examples: [
    {
      title: 'Ask a service and keep the session',
      code: "Invoke-WebRequest https://server/login -Method Post -Body @{user='ada'} -SessionVariable web",
    },
    {
      title: 'Download a file',
      code: 'Invoke-WebRequest https://server/disk.vhdx -OutFile disk.vhdx',
    },
  ],

  process(run, p) {
    const session = webSession(run, p);
    const answer = askServer(run, p, session, addressOf(p.Uri));
    const {response} = answer;
    const bytes = readBody(run, p, answer);
    if (!p.SkipHttpErrorCheck && !response.isSuccess && !answer.isComplete)
      serverRefused(run, response, bodyText(response, bytes));
    const outFile = outFilePath(run, p, response);
    if (outFile === null || p.PassThru) run.writeObject(responseObject(response, bytes, outFile));
    if (outFile !== null && !answer.isComplete) saveBody(run, outFile, bytes, answer.isResumed);
    if (session.maximumRedirection === 0 && response.header('Location') !== undefined)
      run.writeError(redirectError(run, 'MaximumRedirectExceeded'));
  },
});
