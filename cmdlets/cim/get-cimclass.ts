/** Get-CimClass: what classes there are, and what is in them. */
import {wildcard} from '../../shell/values/wildcard.ts';
import type {CimClass} from '../../hypervisor/wmi/cim.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {cimClassObject} from './cim-class.ts';
import {guarded} from './cim-errors.ts';
import {isThisHost} from './cim-session.ts';
import {completeClassNames, DEFAULT_NAMESPACE, namespace, where} from './common-parameters.ts';
import {hasWildcard} from '../../shell/values/wildcard.ts';

export const getCimClass = cmdlet({
  name: 'Get-CimClass',
  module: 'CimCmdlets',
  aliases: ['gcls'],
  className: 'Microsoft.Management.Infrastructure.CimCmdlets.GetCimClassCommand',
  synopsis: 'Gets the CIM classes of a namespace.',
  parameters: {
    ClassName: {
      type: 'string',
      help: 'The class; wildcards are allowed. Absent: all.',
      position: 0,
      pipeline: 'name',
      wildcards: true,
      complete: completeClassNames,
    },
    Namespace: {...namespace, position: 1},
    MethodName: {
      type: 'string',
      help: 'Only classes that have such a method; wildcards are allowed.',
      pipeline: 'name',
      wildcards: true,
    },
    PropertyName: {
      type: 'string',
      help: 'Only classes that have such a property; wildcards are allowed.',
      pipeline: 'name',
      wildcards: true,
    },
    ...where,
  },
  outputTypes: ['Microsoft.Management.Infrastructure.CimClass'],
  examples: [
    {
      title: 'Classes that can be asked to change state',
      code: 'Get-CimClass Msvm_* -Namespace root/virtualization/v2 -MethodName RequestStateChange',
    },
  ],
  process(run, p) {
    if (!isThisHost(run, p.ComputerName)) return;
    const space = p.Namespace ?? DEFAULT_NAMESPACE;
    guarded(run, p.ClassName ?? null, () => {
      const name = p.ClassName ?? '*';
      const names = hasWildcard(name)
        ? run.door().classNames(space).filter(wildcard(name))
        : [name];
      for (const found of names) {
        const type = run.door().classOf(found, space);
        if (has(type.methods, p.MethodName) && has(type.properties, p.PropertyName))
          run.writeObject(cimClassObject(type));
      }
    });
  },
});

function has(
  members: CimClass['methods'] | CimClass['properties'],
  pattern: string | undefined,
): boolean {
  if (pattern === undefined) return true;
  const matches = wildcard(pattern);
  return members.some(member => matches(member.name));
}
