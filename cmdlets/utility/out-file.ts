/** Out-File: what a screen would show, into a file. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {ENCODING} from '../../shell/cmdlet/encoding-argument.ts';
import type {Formatter} from '../../shell/format/formatter.ts';
import {createFormatter} from '../../shell/format/formatter.ts';
import {appendText, openTarget} from './file-target.ts';

export const outFile = cmdlet({
  name: 'Out-File',
  module: 'Microsoft.PowerShell.Utility',
  className: 'OutFileCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'ByPath',
  synopsis: 'Sends output to a file.',
  parameters: {
    FilePath: {
      type: 'string',
      sets: {ByPath: {mandatory: true, position: 0}},
      aliases: ['Path'],
      help: 'The file.',
    },
    Encoding: {...ENCODING, position: 1},
    Append: {type: 'switch', help: 'Adds to the end of what is there.'},
    Force: {type: 'switch', help: 'Also does what is guarded otherwise.'},
    NoClobber: {type: 'switch', aliases: ['NoOverwrite'], help: 'Refuses to overwrite.'},
    Width: {type: 'int', help: 'Cells in a line.'},
    NoNewline: {type: 'switch', help: 'Writes no line end.'},
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
    LiteralPath: {
      type: 'string',
      sets: {ByLiteralPath: {mandatory: true, pipeline: 'name'}},
      aliases: ['PSPath', 'LP'],
      help: 'Paths taken as they are, without wildcards.',
    },
  },
  examples: [{title: 'Text to a file', code: 'Get-Process | Out-File p.txt -Width 200'}],
  state: () => ({formatter: null as Formatter | null, file: '', text: ''}),

  begin(run, p) {
    const {state} = run;
    if (!run.shouldProcess(p.LiteralPath ?? p.FilePath ?? '', 'Output to File')) return;
    state.file = openTarget(run, {
      path: p.FilePath,
      literalPath: p.LiteralPath,
      append: p.Append,
      noClobber: p.NoClobber,
      force: p.Force,
      encoding: p.Encoding,
    });
    state.formatter = createFormatter({
      session: run.session,
      width: p.Width ?? Number.POSITIVE_INFINITY,
      supportsAnsi: false,
      writeLine(line) {
        state.text += p.NoNewline ? line : `${line}\n`;
      },
    });
  },
  process(run, p) {
    const {state} = run;
    state.formatter?.write(p.InputObject);
    // Long outputs go to the disk as they come.
    if (state.text.length > 65_536) {
      appendText(state.file, state.text, p.Encoding);
      state.text = '';
    }
  },
  end(run, p) {
    const {state} = run;
    state.formatter?.flush();
    if (state.file) appendText(state.file, state.text, p.Encoding);
  },
});
