/** Import-LocalizedData: texts of a script in the language of the user. */
import {existsSync} from 'node:fs';
import path from 'node:path';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {readDataFile} from '../../shell/modules/manifest.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {NetException, toText} from '../../shell/values/index.ts';

export const importLocalizedData = cmdlet({
  name: 'Import-LocalizedData',
  module: 'Microsoft.PowerShell.Utility',
  className: 'ImportLocalizedData',
  outputTypes: ['System.Collections.Hashtable'],
  synopsis: 'Imports language-specific data into scripts and functions.',
  parameters: {
    BindingVariable: {
      type: 'string',
      position: 0,
      aliases: ['Variable'],
      help: 'The variable that gets the texts; without one they are written.',
    },
    UICulture: {
      type: 'string',
      position: 1,
      help: "A culture such as de-DE instead of the user's.",
    },
    BaseDirectory: {
      type: 'string',
      help: "The folder above those of the cultures; default the script's.",
    },
    FileName: {
      type: 'string',
      help: "The file; default the script's name. Its extension is .psd1.",
    },
  },
  examples: [{title: 'Texts of a script', code: 'Import-LocalizedData -BindingVariable texts'}],

  process(run, p) {
    const script = toText(run.session.getVariable('PSCommandPath') ?? '');
    const folder =
      p.BaseDirectory === undefined ? path.dirname(script) : filePath(run.session, p.BaseDirectory);
    const name = path.basename(p.FileName ?? script).replace(/\.[^.]*$/, '');
    const culture = p.UICulture ?? toText(run.session.getVariable('PSUICulture') ?? 'en-US');
    const file = candidates(folder, culture, `${name}.psd1`).find(each => existsSync(each));
    if (file === undefined) return missing(run, folder, culture, `${name}.psd1`);
    const texts = readDataFile(file, run.session);
    if (p.BindingVariable === undefined) run.writeObject(texts);
    else run.session.setVariable(p.BindingVariable, texts);
  },
});

/** `de-DE/x`, `de/x`, `x`. */
function candidates(folder: string, culture: string, name: string): string[] {
  const [language = ''] = culture.split('-');
  return [
    path.join(folder, culture, name),
    path.join(folder, language, name),
    path.join(folder, name),
  ];
}

function missing(run: Run, folder: string, culture: string, name: string) {
  const message = `Cannot find the PowerShell data file '${name}' in directory '${path.join(folder, culture)}', or in any parent culture directories.`;
  run.writeError(
    run.error(
      'ImportLocalizedData',
      'ObjectNotFound',
      new NetException('System.Management.Automation.PSInvalidOperationException', message),
      path.join(folder, culture, name),
    ),
  );
}
