/** Update-FormatData: adds the views of .ps1xml files to those of the session. */
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {addedViews, setAddedViews} from '../../shell/format/session-settings.ts';
import type {View} from '../../shell/format/views/view.ts';
import {expandPath} from '../../shell/providers/items.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {decode} from '../../shell/types/encoding.ts';
import {NetException} from '../../shell/values/index.ts';
import {readFormatFile} from './format-file.ts';
import {XmlError} from './xml-tree.ts';

export const updateFormatData = cmdlet({
  name: 'Update-FormatData',
  module: 'Microsoft.PowerShell.Utility',
  className: 'UpdateFormatDataCommand',
  supportsShouldProcess: true,
  synopsis: 'Updates the formatting data in the current session.',
  parameters: {
    AppendPath: {
      type: 'string[]',
      position: 0,
      pipeline: 'both',
      aliases: ['PSPath', 'Path'],
      help: 'Files of views that count after those there are.',
    },
    PrependPath: {
      type: 'string[]',
      help: 'Files of views that count before those there are.',
    },
  },
  examples: [
    {title: 'Views of a module', code: 'Update-FormatData -PrependPath ./my.format.ps1xml'},
  ],

  process(run, p) {
    const before = viewsOf(run, p.PrependPath);
    const after = viewsOf(run, p.AppendPath);
    const {prepended, appended} = addedViews(run.session);
    if (before.length + after.length > 0)
      setAddedViews(run.session, {
        prepended: [...before, ...prepended],
        appended: [...appended, ...after],
      });
  },
});

function viewsOf(run: Run, paths: readonly string[] | undefined): View[] {
  return (paths ?? []).flatMap(text => {
    const found = expandPath(run.session, text, true).map(place => place.path);
    const files = found.length > 0 ? found : [filePath(run.session, text)];
    return files.flatMap(file =>
      run.shouldProcess(`FileName: ${file}`, 'Update FormatData') ? read(run, file) : [],
    );
  });
}

function read(run: Run, file: string): View[] {
  if (path.extname(file).toLowerCase() !== '.ps1xml')
    return refuse(
      run,
      'WrongExtension',
      `The file ${file} cannot be read because it does not have the file name extension .ps1xml.`,
      file,
    );
  if (!existsSync(file))
    return refuse(
      run,
      'PathNotFound',
      `Cannot find path '${file}' because it does not exist.`,
      file,
    );
  try {
    return readFormatFile(decode(readFileSync(file)));
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const text = `There were errors in loading the format data file: ${file}: ${error.message}`;
    return refuse(run, 'FormatXmlUpdateException', text, file);
  }
}

function refuse(run: Run, id: string, text: string, file: string): View[] {
  const exception = new NetException('System.Management.Automation.RuntimeException', text);
  run.writeError(run.error(id, 'InvalidOperation', exception, file));
  return [];
}
