/** Import-PowerShellDataFile: the hashtable of a .psd1 file, without running commands. */
import {existsSync, statSync} from 'node:fs';
import type {ScriptBlockAst} from '../../grammar/ast.ts';
import {parseScript} from '../../grammar/parse.ts';
import type {AnyNode} from '../../grammar/walk.ts';
import {walk} from '../../grammar/walk.ts';
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {readScript} from '../../shell/commands/command-resolver.ts';
import {SourceText} from '../../shell/eval/source-text.ts';
import {safeValue} from '../../shell/language/safe-value.ts';
import {expandPath} from '../../shell/providers/items.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {NetException} from '../../shell/values/index.ts';

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
    SkipLimitCheck: {type: 'switch', help: 'Takes tables of more than 500 keys.'},
  },
  examples: [
    {
      title: 'Settings',
      code: "'@{Name = ''web''; Cpu = 2}' | Set-Content x.psd1; (Import-PowerShellDataFile x.psd1).Cpu",
      output: ['2'],
    },
  ],

  process(run, p) {
    const files = p.LiteralPath
      ? p.LiteralPath.map(text => filePath(run.session, text))
      : (p.Path ?? []).flatMap(text => {
          const found = expandPath(run.session, text, true).map(place => place.path);
          return found.length > 0 ? found : [filePath(run.session, text)];
        });
    for (const file of files) readFile(run, file, p.SkipLimitCheck);
  },
});

function readFile(run: Run, file: string, anyLength: boolean): void {
  if (!existsSync(file) || statSync(file).isDirectory())
    return fail(
      run,
      'PathNotFound',
      new NetException('System.ArgumentException', `The path '${file}' does not exist.`),
      file,
    );
  const text = readScript(file);
  const {ast, errors} = parseScript(text);
  const root = ast === null || errors.length > 0 ? undefined : tableIn(ast);
  if (root === undefined) {
    const id = 'CouldNotParseAsPowerShellDataFile';
    const exception = new NetException(
      'System.InvalidOperationException',
      `The file '${file}' could not be parsed as a PowerShell Data File.`,
    );
    return fail(run, errors.length > 0 ? id : `${id}NoHashtableRoot`, exception, file);
  }
  try {
    run.writeObject(safeValue(root, new SourceText(text, file), anyLength));
  } catch (error) {
    if (!(error instanceof NetException)) throw error;
    run.throwTerminatingError(
      run.error('System.InvalidOperationException', 'InvalidOperation', error),
    );
  }
}

/** The first table of the file; the others are in it. */
function tableIn(ast: ScriptBlockAst): AnyNode | undefined {
  let found: AnyNode | undefined;
  walk(ast, node => {
    if (node.kind === 'HashtableAst') found ??= node;
  });
  return found;
}

function fail(run: Run, id: string, exception: NetException, file: string): void {
  const category = id === 'PathNotFound' ? 'InvalidArgument' : 'InvalidData';
  run.writeError(run.error(id, category, exception, file));
}
