/** A module as a custom object: -AsCustomObject. Its functions are methods, its variables properties. */
import {FunctionCommand} from '../eval/function-command.ts';
import {addMember, customObject, type PSCustomObject} from '../values/index.ts';
import type {ModuleInfo} from './module-info.ts';

export function moduleObject(module: ModuleInfo): PSCustomObject {
  const object = customObject({});
  for (const [name, command] of module.functions) {
    if (command instanceof FunctionCommand)
      addMember(object, {memberType: 'ScriptMethod', name, script: command.block});
  }
  for (const name of module.variables) {
    const variable = module.sessionState?.scope.box(name);
    if (variable) object.note(variable.name, variable.value);
  }
  return object;
}
