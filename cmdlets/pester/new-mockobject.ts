/** New-MockObject: an object of a type, or an existing one, with properties and methods of the test's own. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  addMember,
  construct,
  customObject,
  Hashtable,
  isDefaultConstructible,
  list,
  NetException,
  type NetType,
  toText,
} from '../../shell/values/index.ts';
import {invokeExtendedMethod} from '../../shell/values/extended-members.ts';
import type {Value} from '../../shell/values/value.ts';

/** A new object of the type. Types that only the runtime can make are refused. */
function instanceOf(type: NetType): Value {
  if (isDefaultConstructible(type)) return construct(type, []);
  throw new NetException(
    'System.NotSupportedException',
    `An object of the type ${type.fullName} can not be made without arguments: give one to -InputObject.`,
  );
}

/** Adds a method that runs a block, and a list of its calls. */
function withMethod(target: Value, name: string, script: Value, prefix: string): Value {
  const calls = list([]);
  const call = (self: Value, args: Value[]): Value => {
    calls.items.push(customObject({Call: calls.items.length + 1, Arguments: args}));
    return invokeExtendedMethod(self, {memberType: 'ScriptMethod', name, script}, args);
  };
  const made = addMember(target, {memberType: 'CodeMethod', name, call}, true);
  return addMember(made, {memberType: 'NoteProperty', name: prefix + name, value: calls}, true);
}

export const newMockObject = cmdlet({
  name: 'New-MockObject',
  module: 'Pester',
  className: 'Pester.NewMockObject',
  synopsis:
    'This function instantiates a .NET object from a type and adds properties and methods to it.',
  description:
    'What is added hides what the object has of that name. Each call of an added method is kept in a list named after it.',
  defaultParameterSet: 'Type',
  parameters: {
    Type: {
      type: 'type',
      help: 'The type of a new object.',
      sets: {Type: {mandatory: true, position: 0}},
    },
    InputObject: {
      type: 'object',
      help: 'An object that is there already.',
      sets: {InputObject: {mandatory: true}},
    },
    Properties: {type: 'hashtable', help: 'Properties with their values.'},
    Methods: {type: 'hashtable', help: 'Methods with the blocks they run; $this is the object.'},
    MethodHistoryPrefix: {
      type: 'string',
      help: 'What the names of the lists of calls begin with; _ if not given.',
    },
  },
  examples: [
    {
      title: 'A file of a size that no disk has',
      code: '(New-MockObject -InputObject (Get-Item /) -Properties @{Length = 1TB}).Length',
      output: ['1099511627776'],
    },
  ],
  end(run, p) {
    let made: Value = p.Type === undefined ? p.InputObject : instanceOf(p.Type as NetType);
    const entries = (table: unknown) =>
      table instanceof Hashtable
        ? table.keys().map(key => [toText(key), table.get(key)] as const)
        : [];
    for (const [name, value] of entries(p.Properties))
      made = addMember(made, {memberType: 'NoteProperty', name, value}, true);
    for (const [name, script] of entries(p.Methods))
      made = withMethod(made, name, script, p.MethodHistoryPrefix ?? '_');
    run.writeObject(made);
  },
});
