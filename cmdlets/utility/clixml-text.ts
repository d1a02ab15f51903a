/** CLIXML texts for cmdlets: a text that is none ends the cmdlet. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {NetException} from '../../shell/values/index.ts';
import {readClixml} from './clixml-reader.ts';
import {XmlError} from './xml-tree.ts';

export function readObjects<State extends object>(run: Run<State>, text: string): unknown[] {
  try {
    return readClixml(text);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return run.throwTerminatingError(
      run.error(
        'System.Xml.XmlException',
        'NotSpecified',
        new NetException('System.Xml.XmlException', error.message),
      ),
    );
  }
}
