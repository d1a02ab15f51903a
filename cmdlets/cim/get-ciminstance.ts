/** Get-CimInstance: instances of a class, the answer to a query, or an instance again by its keys. */
import {hasWildcard} from '../../shell/values/wildcard.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  asInstance,
  completeClassNames,
  DEFAULT_NAMESPACE,
  namespace,
  where,
} from './common-parameters.ts';
import {guarded} from './cim-errors.ts';
import {CimInstanceObject} from './cim-instance.ts';
import {isThisHost} from './cim-session.ts';

export const getCimInstance = cmdlet({
  name: 'Get-CimInstance',
  module: 'CimCmdlets',
  aliases: ['gcim'],
  className: 'Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand',
  synopsis: 'Gets the CIM instances of a class.',
  defaultParameterSet: 'ClassNameComputerSet',
  parameters: {
    ClassName: {
      type: 'string',
      help: 'The class. Its subclasses are part of the answer.',
      sets: {ClassNameComputerSet: {mandatory: true, position: 0, pipeline: 'name'}},
      complete: completeClassNames,
    },
    Query: {
      type: 'string',
      help: 'A query in WQL.',
      sets: {QueryComputerSet: {mandatory: true, pipeline: 'name'}},
    },
    InputObject: {
      type: 'CimInstance',
      help: 'An instance to get anew.',
      aliases: ['CimInstance'],
      sets: {CimInstanceComputerSet: {mandatory: true, position: 0, pipeline: 'value'}},
    },
    Namespace: namespace,
    Filter: {
      type: 'string',
      help: 'The condition of a query: what stands after WHERE.',
      sets: {ClassNameComputerSet: {pipeline: 'name'}},
    },
    Property: {
      type: 'string[]',
      help: 'The properties to get; keys always are.',
      aliases: ['SelectProperties'],
      sets: {ClassNameComputerSet: {pipeline: 'name'}},
    },
    KeyOnly: {
      type: 'switch',
      help: 'Gets the keys only.',
      sets: {ClassNameComputerSet: {}},
    },
    Shallow: {
      type: 'switch',
      help: 'Leaves out instances of subclasses.',
      sets: {ClassNameComputerSet: {}, QueryComputerSet: {}},
    },
    ...where,
  },
  outputTypes: ['Microsoft.Management.Infrastructure.CimInstance'],
  examples: [
    {title: 'The operating system of this host', code: 'Get-CimInstance Win32_OperatingSystem'},
    {
      title: 'Machines that run',
      code: "Get-CimInstance Msvm_ComputerSystem -Namespace root/virtualization/v2 -Filter 'EnabledState = 2'",
    },
  ],
  process(run, p) {
    if (!isThisHost(run, p.ComputerName)) return;
    const door = run.door();
    const space = p.Namespace ?? DEFAULT_NAMESPACE;
    guarded(run, p.ClassName ?? null, () => {
      if (p.InputObject !== undefined) {
        run.writeObject(
          new CimInstanceObject(door, door.get(asInstance(p.InputObject).source.path)),
        );
        return;
      }
      const wql = p.Query ?? classQuery(run.door().classOf(p.ClassName ?? '', space).keys, p);
      const exact = p.Shallow ? p.ClassName?.toLowerCase() : undefined;
      for (const instance of door.query(wql, space))
        if (exact === undefined || instance.className.toLowerCase() === exact)
          run.writeObject(new CimInstanceObject(door, instance, space));
    });
  },
});

interface ClassRequest {
  readonly ClassName: string | undefined;
  readonly Filter: string | undefined;
  readonly Property: string[] | undefined;
  readonly KeyOnly: boolean;
}

function classQuery(keys: readonly string[], p: ClassRequest): string {
  const asked = p.KeyOnly ? keys : p.Property;
  const all = !asked || asked.length === 0 || asked.some(name => hasWildcard(name));
  const filter = p.Filter ? ` WHERE ${p.Filter}` : '';
  return `SELECT ${all ? '*' : asked.join(', ')} FROM ${p.ClassName ?? ''}${filter}`;
}
