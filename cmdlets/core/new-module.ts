/** New-Module: a module made of a script block, in memory only. */
import {randomUUID} from 'node:crypto';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {exportMembers, placeExports, recordExportCall} from '../../shell/modules/exports.ts';
import {ModuleInfo} from '../../shell/modules/module-info.ts';
import {moduleObject} from '../../shell/modules/module-object.ts';
import {modulesOf} from '../../shell/modules/module-table.ts';

export const newModule = cmdlet({
  name: 'New-Module',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['nmo'],
  className: 'NewModuleCommand',
  synopsis: 'Creates a new dynamic module that exists only in memory.',
  defaultParameterSet: 'ScriptBlock',
  parameters: {
    Name: {
      type: 'string',
      sets: {Name: {mandatory: true, position: 0, pipeline: 'value'}},
      help: 'A name.',
    },
    ScriptBlock: {
      type: 'scriptblock',
      sets: {Name: {mandatory: true, position: 1}, ScriptBlock: {mandatory: true, position: 0}},
      help: 'The code of the module.',
    },
    Function: {type: 'string[]', help: 'Functions to export.'},
    Cmdlet: {type: 'string[]', help: 'Cmdlets to export.'},
    ReturnResult: {type: 'switch', help: 'Returns the output of the block, not the module.'},
    AsCustomObject: {type: 'switch', help: 'Returns an object whose methods are the functions.'},
    ArgumentList: {
      type: 'object[]',
      aliases: ['Args'],
      remaining: true,
      help: 'Arguments of the block.',
    },
  },
  outputTypes: ['System.Management.Automation.PSModuleInfo'],
  examples: [
    {
      title: 'A function with a memory',
      code: '$m = New-Module { $n = 0; function next { $script:n++; $n } }; next; next',
      output: ['1', '2'],
    },
  ],

  end(run, p) {
    const {session, context} = run;
    const state = session.newState();
    const module = new ModuleInfo(p.Name ?? `__DynamicModule_${randomUUID()}`, 'Script', state);
    module.path = module.name;
    if (p.Function) recordExportCall(module, {functions: p.Function, aliases: ['*']});
    const output = p.ScriptBlock?.boundTo(state).invoke({
      scope: 'state',
      args: p.ArgumentList ?? [],
      frame: context.frame,
    });
    exportMembers(module, null);
    if (!p.AsCustomObject) {
      modulesOf(session).touch(module.name);
      placeExports(module, context.frame.state.scope, {}, session);
    }
    if (p.ReturnResult) run.writeObject(output, true);
    else run.writeObject(p.AsCustomObject ? moduleObject(module) : module);
  },
});
