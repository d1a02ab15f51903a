/** Export-Clixml: objects into a file from which Import-Clixml makes them again. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {ENCODING} from '../../shell/cmdlet/encoding-argument.ts';
import {writeClixml} from './clixml-writer.ts';
import {appendText, openTarget} from './file-target.ts';

/** Levels below each object that are written when nobody says. */
const DEFAULT_DEPTH = 2;

export const exportClixml = cmdlet({
  name: 'Export-Clixml',
  module: 'Microsoft.PowerShell.Utility',
  className: 'ExportClixmlCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'ByPath',
  synopsis: 'Creates an XML-based representation of objects and stores it in a file.',
  parameters: {
    Depth: {type: 'int', validate: [{range: [1, 2147483647]}], help: 'How many levels to write.'},
    Path: {type: 'string', sets: {ByPath: {mandatory: true, position: 0}}, help: 'The file.'},
    LiteralPath: {
      type: 'string',
      sets: {ByLiteralPath: {mandatory: true}},
      aliases: ['PSPath', 'LP'],
      help: 'The file, taken as it is.',
    },
    InputObject: {
      type: 'psobject',
      mandatory: true,
      pipeline: 'value',
      allowNull: true,
      help: 'The objects to work on, usually piped.',
    },
    Force: {type: 'switch', help: 'Also writes to a read-only file.'},
    NoClobber: {type: 'switch', aliases: ['NoOverwrite'], help: 'Refuses to overwrite.'},
    Encoding: ENCODING,
  },
  examples: [{title: 'Objects to a file', code: 'Get-Date | Export-Clixml now.xml'}],
  state: () => ({file: '', values: [] as unknown[]}),

  begin(run, p) {
    if (!run.shouldProcess(p.LiteralPath ?? p.Path ?? '', 'Export-Clixml')) return;
    run.state.file = openTarget(run, {
      path: p.Path,
      literalPath: p.LiteralPath,
      append: false,
      noClobber: p.NoClobber,
      force: p.Force,
      encoding: p.Encoding,
    });
  },
  process(run, p) {
    run.state.values.push(p.InputObject ?? null);
  },
  end(run, p) {
    const {file, values} = run.state;
    if (file !== '') appendText(file, writeClixml(values, p.Depth ?? DEFAULT_DEPTH), p.Encoding);
  },
});
