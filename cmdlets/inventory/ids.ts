/** Identifiers as PowerCLI shows them. The host is a standalone one: its tree has fixed names. */

export const HOST_ID = 'HostSystem-host-1';
export const ROOT_FOLDER_ID = 'Folder-ha-folder-root';
export const VM_FOLDER_ID = 'Folder-ha-folder-vm';
export const HOST_FOLDER_ID = 'Folder-ha-folder-host';
export const DATASTORE_FOLDER_ID = 'Folder-ha-folder-datastore';
export const NETWORK_FOLDER_ID = 'Folder-ha-folder-network';
export const DATACENTER_ID = 'Datacenter-ha-datacenter';
export const COMPUTE_RESOURCE_ID = 'ComputeResource-ha-compute-res';

/** `/VIServer=localhost:443/Kind=Id/` */
export const uidOf = (kind: string, id: string): string => `/VIServer=localhost:443/${kind}=${id}/`;
