/** What machines and pools live in: hosts and resource pools. PowerCLI's VIContainer. */
import {defineType} from '../../shell/values/define-type.ts';

export const containerType = defineType({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Inventory.VIContainer',
  accelerator: 'VIContainer',
  abstract: true,
});
