/** Update-FormatData: adds the views of .ps1xml files to those of the session. */
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {addedViews, setAddedViews} from '../../shell/format/session-settings.ts';
import type {View} from '../../shell/format/views/view.ts';
import {readFormatFile} from './format-file.ts';
import {readFiles} from './ps1xml-files.ts';

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

const READING = {
  action: 'Update FormatData',
  errorId: 'FormatXmlUpdateException',
  kind: 'format',
  read: readFormatFile,
};

function viewsOf(run: Run, paths: readonly string[] | undefined): View[] {
  return readFiles(run, paths, READING).flatMap(({items}) => items);
}
