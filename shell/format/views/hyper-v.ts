/** Views of Hyper-V's objects (views.md 3). Tables are sized to content; numbers stand left as well. */
import {asNumber, enumerate, getProperty, isEnumerable, toText} from '../../values/index.ts';
import type {TableOptions, TableView, View, ViewColumn} from './view.ts';
import {column, list, table} from './view.ts';

const MEBIBYTE = 1024 * 1024;

function sizedTable(
  type: string,
  columns: readonly (string | ViewColumn)[],
  options: TableOptions,
): TableView {
  const left = columns.map(each => ({
    ...(typeof each === 'string' ? column(each) : each),
    align: 'left' as const,
  }));
  return table(type, left, {...options, autoSize: true});
}

/** A column of bytes shown in whole mebibytes. */
function megabytes(label: string, property: string): ViewColumn {
  return {label, source: object => inMebibytes(getProperty(object, property))};
}

function inMebibytes(bytes: unknown): unknown {
  return bytes === null || bytes === undefined ? bytes : Math.round(asNumber(bytes) / MEBIBYTE);
}

/** Megabytes that a metering report counted in one direction. */
function traffic(label: string, direction: string): ViewColumn {
  return {
    label,
    source: object => {
      const report = getProperty(object, 'NetworkMeteredTrafficReport');
      if (!isEnumerable(report)) return null;
      return [...enumerate(report)]
        .filter(each => toText(getProperty(each, 'Direction')) === direction)
        .reduce((sum: number, each) => sum + asNumber(getProperty(each, 'TotalTraffic')), 0);
    },
  };
}

export function hyperVViews(): View[] {
  return [
    sizedTable(
      'Hvsh.VMImage',
      [
        'Name',
        'IsSaved',
        'KernelVersion',
        megabytes('StoredSize(M)', 'StoredSize'),
        'Created',
        'Description',
      ],
      {name: 'VMImage'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VirtualMachine',
      [
        'Name',
        'State',
        'CPUUsage(%)=CPUUsage',
        megabytes('MemoryAssigned(M)', 'MemoryAssigned'),
        'Uptime',
        'Status',
        'Version',
      ],
      {name: 'VirtualMachine'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VirtualMachine',
      [
        'Name',
        'State',
        'CPUUsage(%)=CPUUsage',
        megabytes('MemoryAssigned(M)', 'MemoryAssigned'),
        megabytes('MemoryDemand(M)', 'MemoryDemand'),
        'MemoryStatus',
        'Uptime',
        'Status',
        'ReplicationState',
      ],
      {name: 'VirtualMachineDetails'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMSnapshot',
      ['VMName', 'Name', 'SnapshotType', 'CreationTime', 'ParentSnapshotName'],
      {name: 'VMSnapshot'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMSwitch',
      ['Name', 'SwitchType', 'NetAdapterInterfaceDescription'],
      {name: 'VMSwitch'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.HardDiskDrive',
      ['VMName', 'ControllerType', 'ControllerNumber', 'ControllerLocation', 'DiskNumber', 'Path'],
      {name: 'HardDiskDrive'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.DvdDrive',
      [
        'VMName',
        'ControllerType',
        'ControllerNumber',
        'ControllerLocation',
        'DvdMediaType',
        'Path',
      ],
      {name: 'DvdDrive'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMNetworkAdapter',
      ['Name', 'IsManagementOs', 'VMName', 'SwitchName', 'MacAddress', 'Status', 'IPAddresses'],
      {name: 'VMNetworkAdapter'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMMemory',
      [
        'VMName',
        'DynamicMemoryEnabled',
        megabytes('Minimum(M)', 'Minimum'),
        megabytes('Startup(M)', 'Startup'),
        megabytes('Maximum(M)', 'Maximum'),
      ],
      {name: 'VMMemory'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMIntegrationComponent',
      ['VMName', 'Name', 'Enabled', 'PrimaryStatusDescription', 'SecondaryStatusDescription'],
      {name: 'VMIntegrationComponent'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMMeteringReportForVirtualMachine',
      [
        'VMName',
        'AvgCPU(MHz)=AverageProcessorUsage',
        'AvgRAM(M)=AverageMemoryUsage',
        'MaxRAM(M)=MaximumMemoryUsage',
        'MinRAM(M)=MinimumMemoryUsage',
        'TotalDisk(M)=TotalDiskAllocation',
        traffic('NetworkInbound(M)', 'Inbound'),
        traffic('NetworkOutbound(M)', 'Outbound'),
      ],
      {name: 'VMMeteringReportForVirtualMachine'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMNetworkAdapterVlanSetting',
      ['VMName', 'VMNetworkAdapterName', 'Mode', 'VlanList'],
      {name: 'VMNetworkAdapterVlanSetting'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMFirmware',
      ['VMName', 'SecureBoot', 'SecureBootTemplate', 'PreferredNetworkBootProtocol', 'BootOrder'],
      {name: 'VMFirmware'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMReplication',
      [
        'VMName',
        'State',
        'Health',
        'Mode',
        'FrequencySec',
        'PrimaryServer',
        'ReplicaServer',
        'ReplicaPort',
        'AuthType',
        'Relationship',
      ],
      {name: 'VMReplication'},
    ),
    list(
      'Microsoft.Vhd.PowerShell.VirtualHardDisk',
      [
        'ComputerName',
        'Path',
        'VhdFormat',
        'VhdType',
        'FileSize',
        'Size',
        'MinimumSize',
        'LogicalSectorSize',
        'PhysicalSectorSize',
        'BlockSize',
        'ParentPath',
        'DiskIdentifier',
        'FragmentationPercentage',
        'Alignment',
        'Attached',
        'DiskNumber',
        'IsPMEMCompatible',
        'AddressAbstractionType',
        'Number',
      ],
      {name: 'VirtualHardDisk'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMProcessor',
      [
        'VMName',
        'Count',
        'CompatibilityForMigrationEnabled',
        'CompatibilityForOlderOperatingSystemsEnabled',
      ],
      {name: 'VMProcessor'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMHost',
      [
        'Name',
        'LogicalProcessorCount',
        megabytes('MemoryCapacity(M)', 'MemoryCapacity'),
        'VirtualMachineMigrationEnabled',
      ],
      {name: 'VMHost'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMScsiController',
      ['VMName', 'ControllerNumber', 'Drives'],
      {name: 'VMScsiController'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMIdeController',
      ['VMName', 'ControllerNumber', 'Drives'],
      {name: 'VMIdeController'},
    ),
    sizedTable('Microsoft.HyperV.PowerShell.VMComPort', ['VMName', 'Name', 'Path'], {
      name: 'VMComPort',
    }),
    sizedTable('Microsoft.HyperV.PowerShell.VMBios', ['VMName', 'StartupOrder', 'NumLockEnabled'], {
      name: 'VMBios',
    }),
    sizedTable('Microsoft.HyperV.PowerShell.VMFloppyDiskDrive', ['VMName', 'PoolName', 'Path'], {
      name: 'VMFloppyDiskDrive',
    }),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMGroup',
      ['Name', 'InstanceId', 'GroupType', 'VMMembers', 'VMGroupMembers'],
      {name: 'VMGroup'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMResourcePool',
      [
        'ResourcePoolName',
        'ResourcePoolType',
        'ParentName',
        'MeteringEnabled=ResourceMeteringEnabled',
      ],
      {name: 'VMResourcePool'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMHostNumaNode',
      ['NodeId', 'ProcessorsAvailability', 'MemoryAvailable', 'MemoryTotal'],
      {name: 'VMHostNumaNode'},
    ),
    sizedTable(
      'Microsoft.HyperV.PowerShell.VMReplicationServer',
      [
        'RepEnabled=ReplicationEnabled',
        'AuthType=AllowedAuthenticationType',
        'IntAuth=IntegratedAuthenticationPort',
        'CertAuth=CertificateAuthenticationPort',
        'AnyServer=ReplicationAllowedFromAnyServer',
      ],
      {name: 'VMReplicationServer'},
    ),
  ];
}
