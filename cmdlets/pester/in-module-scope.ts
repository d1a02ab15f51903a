/** InModuleScope: runs code as if it stood in a module, where its private functions are seen. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {runBlock} from '../../shell/eval/invoke-block.ts';
import {Hashtable, toText} from '../../shell/values/index.ts';
import {moduleState} from './mock-target.ts';

export const inModuleScope = cmdlet({
  name: 'InModuleScope',
  module: 'Pester',
  className: 'Pester.InModuleScope',
  synopsis:
    'Allows you to execute parts of a test script within the scope of a PowerShell script or manifest module.',
  parameters: {
    ModuleName: {type: 'string', mandatory: true, position: 0, help: 'An imported script module.'},
    ScriptBlock: {type: 'scriptblock', mandatory: true, position: 1, help: 'The code.'},
    Parameters: {type: 'object', help: 'Variables for the code, by name.'},
    ArgumentList: {type: 'object[]', help: 'Arguments for the code.'},
  },
  end(run, p) {
    const block = p.ScriptBlock.boundTo(moduleState(run, p.ModuleName));
    const values = p.Parameters instanceof Hashtable ? p.Parameters : null;
    runBlock(
      block,
      {
        scope: 'new',
        frame: run.context.frame,
        streams: run.context.streams,
        args: p.ArgumentList ?? [],
        prepare: scope => {
          for (const key of values?.keys() ?? [])
            scope.put(toText(key).toLowerCase(), values?.get(key));
        },
      },
      run.runtime.out,
    );
  },
});
