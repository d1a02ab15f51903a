/** The identifier of a machine as PowerCLI shows it. */

/** `VirtualMachine-vm-` and the first part of the GUID: stable, unique, of PowerCLI's shape. */
export const powerCliId = (id: string): string =>
  `VirtualMachine-vm-${id.split('-')[0]?.toLowerCase() ?? ''}`;
