/** Import-PowerShellDataFile: the hashtable of a .psd1 file, without running commands. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {readDataFile} from '../../shell/modules/manifest.ts';
import {expandPath} from '../../shell/providers/items.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {NetException} from '../../shell/values/index.ts';
import {existsSync} from 'node:fs';

export const importPowerShellDataFile = cmdlet({
  name: 'Import-PowerShellDataFile',
  module: 'Microsoft.PowerShell.Utility',
  className: 'ImportPowerShellDataFileCommand',
  defaultParameterSet: 'ByPath',
  outputTypes: ['System.Collections.Hashtable'],
  synopsis: 'Imports values from a .PSD1 file without invoking its contents.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {ByPath: {mandatory: true, position: 0}},
      wildcards: true,
      help: 'Paths; wildcards are allowed.',
    },
    LiteralPath: {
      type: 'string[]',
      sets: {ByLiteralPath: {mandatory: true, pipeline: 'name'}},
      aliases: ['PSPath', 'LP'],
      help: 'Paths taken as they are, without wildcards.',
    },
  },

  process(run, p) {
    const files = p.LiteralPath
      ? p.LiteralPath.map(text => filePath(run.session, text))
      : (p.Path ?? []).flatMap(text => {
          const found = expandPath(run.session, text, true).map(place => place.path);
          return found.length > 0 ? found : [filePath(run.session, text)];
        });
    for (const file of files) {
      const fail = (
        id: string,
        category: 'InvalidData' | 'ObjectNotFound',
        type: string,
        text: string,
      ) => run.writeError(run.error(id, category, new NetException(type, text), file));
      if (!existsSync(file)) {
        fail(
          'PathNotFound',
          'ObjectNotFound',
          'System.Management.Automation.ItemNotFoundException',
          `Cannot find path '${file}' because it does not exist.`,
        );
        continue;
      }
      try {
        run.writeObject(readDataFile(file, run.session));
      } catch (error) {
        if (!(error instanceof NetException)) throw error;
        fail(
          'CouldNotParseAsPowerShellDataFile',
          'InvalidData',
          'System.InvalidOperationException',
          `The file '${file}' could not be parsed as a PowerShell Data File.`,
        );
      }
    }
  },
});
