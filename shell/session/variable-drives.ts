/**
 * `$env:X`, `$function:f`, `$alias:a`, `$variable:v`: the drives whose items a variable expression reads and
 * writes. Others (file systems, inventories) are registered by the providers.
 */
import type {VariableDrive} from '../eval/runtime.ts';
import {FunctionCommand} from '../eval/function-command.ts';
import {ScriptBlock} from '../eval/script-block.ts';
import {parseBlock} from '../eval/parse-block.ts';
import {toText} from '../conversion/to-text.ts';
import {isNull} from '../values/type-of.ts';

const environment: VariableDrive = {
  get: name => process.env[name] ?? null,
  set(name, value) {
    const text = isNull(value) ? '' : toText(value);
    if (text === '') delete process.env[name];
    else process.env[name] = text;
  },
};

const variables: VariableDrive = {
  get: (name, frame) => frame.session.getVariable(name, frame) ?? null,
  set: (name, value, frame) => frame.session.setVariable(name, value, frame),
};

const functions: VariableDrive = {
  get(name, frame) {
    const found = frame.session.findFunction(name, frame.scope);
    return found instanceof FunctionCommand ? found.block : null;
  },
  set(name, value, frame) {
    const {session} = frame;
    if (isNull(value)) {
      session.removeDefinition('functions', name, frame.scope);
      return;
    }
    const block =
      value instanceof ScriptBlock ? value : parseBlock(toText(value), session, frame.state);
    session.setFunction(name, FunctionCommand.of(name, block), frame.scope);
  },
};

const aliases: VariableDrive = {
  get: (name, frame) => frame.session.findAlias(name, frame.scope)?.definition ?? null,
  set(name, value, frame) {
    const {session} = frame;
    if (isNull(value)) session.removeDefinition('aliases', name, frame.scope);
    else {
      const definition = toText(value);
      session.setAlias(
        {name, definition, description: '', options: 0, moduleName: ''},
        frame.scope,
      );
    }
  },
};

/** The drives every session has. Names in lower case. */
export function defaultVariableDrives(): [string, VariableDrive][] {
  return [
    ['env', environment],
    ['variable', variables],
    ['function', functions],
    ['alias', aliases],
  ];
}
