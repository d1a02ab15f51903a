/** Invoke-CimMethod: calls a method of an instance or of the only instance of a class. */
import type {CimClass, CimValue} from '../../hypervisor/wmi/cim.ts';
import {DoorError} from '../../hypervisor/wmi/door-error.ts';
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {customObject, Hashtable, toText, type Value} from '../../shell/values/index.ts';
import {guarded} from './cim-errors.ts';
import {isThisHost} from './cim-session.ts';
import {valueOf} from './cim-instance.ts';
import {cimValue} from './cim-value.ts';
import {
  asInstance,
  completeClassNames,
  DEFAULT_NAMESPACE,
  namespace,
  where,
} from './common-parameters.ts';

const RESULT_TYPE = 'Microsoft.Management.Infrastructure.CimMethodResult';

export const invokeCimMethod = cmdlet({
  name: 'Invoke-CimMethod',
  module: 'CimCmdlets',
  aliases: ['icim'],
  className: 'Microsoft.Management.Infrastructure.CimCmdlets.InvokeCimMethodCommand',
  synopsis: 'Invokes a method of a CIM class or instance.',
  supportsShouldProcess: true,
  confirmImpact: 'Medium',
  defaultParameterSet: 'ClassNameComputerSet',
  parameters: {
    ClassName: {
      type: 'string',
      help: 'The class that has one instance.',
      aliases: ['Class'],
      sets: {ClassNameComputerSet: {mandatory: true, position: 0, pipeline: 'name'}},
      complete: completeClassNames,
    },
    InputObject: {
      type: 'CimInstance',
      help: 'The instance.',
      aliases: ['CimInstance'],
      sets: {CimInstanceComputerSet: {mandatory: true, position: 0, pipeline: 'value'}},
    },
    Query: {
      type: 'string',
      help: 'A query in WQL: the method is called on every instance it gives.',
      sets: {QueryComputerSet: {mandatory: true, pipeline: 'name'}},
    },
    MethodName: {
      type: 'string',
      help: 'The method.',
      aliases: ['Name'],
      sets: {
        ClassNameComputerSet: {mandatory: true, position: 2, pipeline: 'name'},
        CimInstanceComputerSet: {mandatory: true, position: 2, pipeline: 'name'},
        QueryComputerSet: {mandatory: true, position: 2, pipeline: 'name'},
      },
    },
    Arguments: {
      type: 'System.Collections.IDictionary',
      help: 'The arguments by name.',
      position: 1,
      pipeline: 'name',
    },
    Namespace: namespace,
    ...where,
  },
  outputTypes: [RESULT_TYPE],
  examples: [
    {
      title: 'Start a machine',
      code: 'Get-CimInstance Msvm_ComputerSystem -Namespace root/virtualization/v2 -Filter "ElementName=\'web01\'" | Invoke-CimMethod -MethodName RequestStateChange -Arguments @{RequestedState = 2}',
    },
  ],
  process(run, p) {
    if (!isThisHost(run, p.ComputerName)) return;
    const space = p.Namespace ?? DEFAULT_NAMESPACE;
    const door = run.door();
    guarded(run, p.InputObject ?? p.ClassName ?? null, () => {
      if (p.InputObject !== undefined) {
        const {source, namespace: own} = asInstance(p.InputObject);
        invoke(run, {path: source.path, className: source.className, space: own}, p);
      } else if (p.Query !== undefined) {
        for (const {path, className} of door.query(p.Query, space))
          invoke(run, {path, className, space}, p);
      } else {
        const className = p.ClassName ?? '';
        invoke(run, {path: `${space}:${className}`, className, space}, p);
      }
    });
  },
});

interface Target {
  readonly path: string;
  readonly className: string;
  readonly space: string;
}

/** A return value other than 0 is an answer and not an error. */
function invoke(
  run: Run,
  {path, className, space}: Target,
  p: {MethodName: string | undefined; Arguments: unknown},
): void {
  const method = methodOf(run.door().classOf(className, space), p.MethodName ?? '');
  if (!run.shouldProcess(`${className}: ${method.name}`, 'Invoke-CimMethod')) return;
  const {ReturnValue, ...out} = run
    .door()
    .invoke(path, method.name, argumentsOf(method, p.Arguments));
  const result: [string, Value][] = Object.entries(out).map(([name, value]) => {
    const declared = method.parameters.find(parameter => parameter.name === name);
    return [name, valueOf(run.door(), declared ?? {type: 'string', array: false}, value)];
  });
  const returned = valueOf(run.door(), {type: 'uint32', array: false}, ReturnValue);
  run.writeObject(
    customObject([...result, ['ReturnValue', returned], ['PSComputerName', null]], RESULT_TYPE),
  );
}

function methodOf(type: CimClass, name: string): CimClass['methods'][number] {
  const found = type.methods.find(method => method.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  throw new DoorError('INVALID_METHOD', `The method "${name}" is not a method of ${type.name}.`);
}

function argumentsOf(
  method: CimClass['methods'][number],
  given: unknown,
): Record<string, CimValue> {
  if (!(given instanceof Hashtable)) return {};
  const values = [...given.keys()].map(key => {
    const name = toText(key);
    const declared = method.parameters.find(
      parameter => parameter.name.toLowerCase() === name.toLowerCase(),
    );
    return [declared?.name ?? name, cimValue(given.get(key), declared)] as const;
  });
  return Object.fromEntries(values);
}
