/** Get-VMHost of PowerCLI. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {hasWildcard, wildcard} from '../../shell/values/wildcard.ts';
import {isThisMachine, requireThisMachine} from '../inventory/connections.ts';
import {notFound} from '../inventory/flavour.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {thisHost} from '../inventory/vm-host.ts';
import {tagParameter, withTags} from '../inventory/with-tags.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-VMHost'} as const;

export const getVMHost = cmdlet({
  name: 'Get-VMHost',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetVMHost',
  synopsis: 'Retrieves the hosts of a server.',
  parameters: {
    Name: {
      type: 'string[]',
      help: 'Names of the hosts; wildcards are allowed.',
      position: 0,
      wildcards: true,
    },
    Tag: tagParameter(speaker),
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.VMHost'],
  examples: [
    {
      title: 'Capacity of this machine',
      code: 'Get-VMHost | Select-Object Name, NumCpu, CpuTotalMhz, MemoryTotalGB',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const [host] = withTags(run, speaker, [thisHost(run.door(), 'PowerCLI')], p.Tag);
    if (host === undefined) return;
    const names = p.Name ?? ['*'];
    if (
      names.some(name => wildcard(name)(host.name) || (!hasWildcard(name) && isThisMachine(name)))
    )
      run.writeObject(host);
    for (const name of names) {
      if (!hasWildcard(name) && !isThisMachine(name))
        run.writeError(notFound(speaker, 'VMHost', name));
    }
  },
});
