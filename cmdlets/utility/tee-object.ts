/** Tee-Object: passes objects on and keeps them in a file or variable. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {ENCODING} from '../../shell/cmdlet/encoding-argument.ts';
import {toArray} from '../../shell/values/index.ts';

export const teeObject = cmdlet({
  name: 'Tee-Object',
  module: 'Microsoft.PowerShell.Utility',
  className: 'TeeObjectCommand',
  defaultParameterSet: 'File',
  outputTypes: ['System.Management.Automation.PSObject'],
  synopsis: 'Saves command output in a file or variable and also sends it down the pipeline.',
  parameters: {
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
    FilePath: {
      type: 'string',
      sets: {File: {mandatory: true, position: 0}},
      aliases: ['Path'],
      wildcards: true,
      help: 'The file.',
    },
    Append: {type: 'switch', sets: {File: {}}, help: 'Adds to the end of what is there.'},
    Encoding: {...ENCODING, sets: {File: {position: 1}, LiteralFile: {position: 1}}},
    LiteralPath: {
      type: 'string',
      sets: {LiteralFile: {mandatory: true}},
      aliases: ['PSPath', 'LP'],
      help: 'Paths taken as they are, without wildcards.',
    },
    Variable: {
      type: 'string',
      sets: {Variable: {mandatory: true}},
      help: 'The variable that takes the output.',
    },
  },
  examples: [
    {
      title: 'Into a variable',
      code: '1..3 | Tee-Object -Variable v | Out-Null; $v.Count',
      output: ['3'],
    },
  ],
  state: () => ({objects: [] as unknown[]}),

  process(run, p) {
    if (!run.expectingInput && !run.bound.has('InputObject')) return;
    run.state.objects.push(p.InputObject);
    run.writeObject(p.InputObject);
  },
  end(run, p) {
    const {objects} = run.state;
    if (p.Variable !== undefined) {
      const before = p.Append ? toArray(run.session.getVariable(p.Variable) ?? []) : [];
      const all = [...before, ...objects];
      run.session.setVariable(p.Variable, all.length === 1 ? all[0] : all);
      return;
    }
    const target =
      p.LiteralPath === undefined ? ['-FilePath', p.FilePath] : ['-LiteralPath', p.LiteralPath];
    const options = [
      ...(p.Append ? ['-Append'] : []),
      ...(p.Encoding === undefined ? [] : ['-Encoding', p.Encoding]),
    ];
    run.call('Out-File', '-InputObject', objects, ...target, ...options);
  },
});
