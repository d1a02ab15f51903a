/** What machines and pools live in: hosts and resource pools. PowerCLI's VIContainer. */
import {defineType} from '../../shell/values/define-type.ts';

export const containerType = defineType({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Inventory.VIContainer',
  accelerator: 'VIContainer',
  abstract: true,
});

/** What PowerCLI's classes of inventory objects derive from; scripts name it as a parameter's type. */
export const INVENTORY_ITEM = defineType({
  fullName: 'VMware.VimAutomation.ViCore.Impl.V1.Inventory.InventoryItemImpl',
  kind: 'interface',
}).fullName;
