/** InModuleScope: runs code as if it stood in a module, where its private functions are seen. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {dataVariables} from './define.ts';
import {runWithArguments} from './mock-command.ts';
import {moduleState} from './mock-target.ts';

export const inModuleScope = cmdlet({
  name: 'InModuleScope',
  module: 'Pester',
  className: 'Pester.InModuleScope',
  synopsis:
    'Allows you to execute parts of a test script within the scope of a PowerShell script or manifest module.',
  description:
    'The block sees the functions and variables of the module that are not exported. What it defines stays in the module.',
  parameters: {
    ModuleName: {type: 'string', mandatory: true, position: 0, help: 'An imported script module.'},
    ScriptBlock: {type: 'scriptblock', mandatory: true, position: 1, help: 'The code.'},
    Parameters: {type: 'object', help: 'Variables for the code, by name.'},
    ArgumentList: {type: 'object[]', help: 'Arguments for the code.'},
  },
  end(run, p) {
    const block = p.ScriptBlock.boundTo(moduleState(run, p.ModuleName));
    const bound = new Map(dataVariables(p.Parameters));
    const args = {bound, aliases: new Map<string, string>(), rest: p.ArgumentList ?? []};
    runWithArguments(block, args, run.context, run.runtime.out);
  },
});
