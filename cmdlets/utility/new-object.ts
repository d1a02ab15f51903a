/** New-Object: makes an object of a .NET type and sets its properties. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {NetType} from '../../shell/values/index.ts';
import {
  addMember,
  construct,
  customObject,
  findType,
  Hashtable,
  hasProperty,
  NetException,
  propertiesOf,
  PSCustomObject,
  setProperty,
  toText,
  unwrap,
} from '../../shell/values/index.ts';

export const newObject = cmdlet({
  name: 'New-Object',
  module: 'Microsoft.PowerShell.Utility',
  className: 'NewObjectCommand',
  defaultParameterSet: 'Net',
  outputTypes: ['System.Object'],
  synopsis: 'Creates an instance of a .NET object.',
  parameters: {
    TypeName: {
      type: 'string',
      sets: {Net: {mandatory: true, position: 0}},
      help: 'The name of a type.',
    },
    ArgumentList: {
      type: 'object[]',
      sets: {Net: {position: 1}},
      aliases: ['Args'],
      help: 'Arguments to hand over.',
    },
    Property: {
      type: 'object',
      help: 'Properties to work with: names, wildcards or calculated properties.',
    },
    ComObject: {
      type: 'string',
      sets: {Com: {mandatory: true, position: 0}},
      help: 'Name of a COM class; there are none on this system.',
    },
    Strict: {type: 'switch', sets: {Com: {}}, help: 'Refuses a COM object that is a .NET wrapper.'},
  },
  examples: [
    {
      title: 'An object with properties',
      code: "(New-Object psobject -Property @{Name='web'}).Name",
      output: ['web'],
    },
  ],

  process(run, p) {
    if (p.ComObject !== undefined) noCom(run, p.ComObject);
    const type = findType(p.TypeName ?? '') ?? unknownType(run, p.TypeName ?? '');
    const made =
      type.fullName.startsWith('System.Management.Automation.PS') && isBag(type)
        ? bag(p)
        : instance(run, type, p);
    const properties = propertyList(p.Property);
    run.writeObject(setAll(run, made, properties));
  },
});

interface Arguments {
  readonly ArgumentList?: readonly unknown[] | undefined;
  readonly Property?: unknown;
}

function isBag(type: NetType): boolean {
  return /\.PS(?:Custom)?Object$/.test(type.fullName);
}

/** New-Object psobject: an empty one, or the object given as an argument. */
function bag(p: Arguments): unknown {
  const [given] = p.ArgumentList ?? [];
  return given ?? customObject({});
}

function instance(run: Run, type: NetType, p: Arguments): unknown {
  try {
    return construct(type, [...(p.ArgumentList ?? [])]);
  } catch (error) {
    if (!(error instanceof NetException)) throw error;
    const noOverload = /^Method(?:NotFound|CountCouldNotFindBest)$/.test(error.errorId ?? '');
    if (noOverload) noConstructor(run, type);
    const inner = error.inner ?? error;
    run.throwTerminatingError(
      run.error(
        'ConstructorInvokedThrowException',
        'InvalidOperation',
        new NetException('System.Management.Automation.MethodInvocationException', error.message, {
          inner,
        }),
      ),
    );
  }
}

function propertyList(property: unknown): [string, unknown][] {
  const table = unwrap(property);
  if (table instanceof Hashtable)
    return [...table.entries()].map(([name, value]) => [toText(name), value]);
  if (table === undefined || table === null) return [];
  return propertiesOf(table).map(each => [each.name, each.get()]);
}

/** A custom object takes any property; others must have it. */
function setAll(run: Run, made: unknown, properties: readonly [string, unknown][]): unknown {
  let carrier = made;
  for (const [name, value] of properties) {
    if (carrier instanceof PSCustomObject && !hasProperty(carrier, name))
      carrier = addMember(carrier, {memberType: 'NoteProperty', name, value});
    else if (!hasProperty(carrier, name)) notThere(run, carrier, name);
    else setProperty(carrier, name, value);
  }
  return carrier;
}

function notThere(run: Run, object: unknown, name: string) {
  const types = toText(object);
  run.throwTerminatingError(
    run.error(
      'InvalidOperationException',
      'InvalidOperation',
      `The member "${name}" was not found for the specified ${types} object.`,
    ),
  );
}

function unknownType(run: Run, name: string): never {
  run.throwTerminatingError(
    run.error(
      'TypeNotFound',
      'InvalidType',
      new NetException(
        'System.Management.Automation.PSArgumentException',
        `Cannot find type [${name}]: verify that the assembly containing this type is loaded.`,
      ),
    ),
  );
}

function noConstructor(run: Run, type: NetType): never {
  run.throwTerminatingError(
    run.error(
      'CannotFindAppropriateCtor',
      'ObjectNotFound',
      new NetException(
        'System.Management.Automation.PSArgumentException',
        `A constructor was not found. Cannot find an appropriate constructor for type ${type.fullName}.`,
      ),
    ),
  );
}

function noCom(run: Run, name: string): never {
  run.throwTerminatingError(
    run.error(
      'NoCOMClassIdentified',
      'ResourceUnavailable',
      new NetException(
        'System.Management.Automation.PSArgumentException',
        `Cannot load COM type ${name}.`,
      ),
    ),
  );
}
