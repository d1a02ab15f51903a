/** Views of PowerCLI's objects (views.md 2), found by their interface names. */
import {getProperty, toText} from '../../values/index.ts';
import {splitLines} from '../cells.ts';
import type {View} from './view.ts';
import {custom, list, table} from './view.ts';

/** The output of a guest script under a rule of dashes. */
function scriptResult(object: unknown): string[] {
  const output = splitLines(toText(getProperty(object, 'ScriptOutput')));
  const rule = '-'.repeat(Math.max(12, ...output.map(line => line.length)));
  return ['ScriptOutput', rule, ...output.map(line => `|  ${line}`), rule];
}

export function powerCliViews(): View[] {
  return [
    table(
      'VMware.VimAutomation.ViCore.Types.V1.Inventory.VirtualMachine',
      ['Name:20', 'PowerState:10', 'Num CPUs:8=NumCpu', 'MemoryGB:15{F3}'],
      {name: 'VirtualMachine'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.Inventory.VMHost',
      [
        'Name:20',
        'ConnectionState:15',
        'PowerState:10',
        'NumCpu:6R',
        'CpuUsageMhz:11R',
        'CpuTotalMhz:11R',
        'MemoryUsageGB:15R{F3}',
        'MemoryTotalGB:15R{F3}',
        'Version:7R',
      ],
      {name: 'VMHost'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.DatastoreManagement.Datastore',
      ['Name:30', 'FreeSpaceGB:15R{N3}', 'CapacityGB:15R{N3}'],
      {name: 'Datastore'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.Inventory.Cluster',
      [
        'Name:30',
        'HAEnabled:10',
        'HAFailover Level:10=HAFailoverLevel',
        'DrsEnabled:10',
        'DrsAutomationLevel:20',
      ],
      {name: 'Cluster'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.VM.Snapshot',
      ['Name:20', 'Description:30', 'PowerState:10'],
      {name: 'Snapshot'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.HardDisk',
      ['CapacityGB:15{F3}', 'Persistence:20', 'Filename:50R'],
      {name: 'HardDisk'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.NetworkAdapter',
      [
        'Name:20',
        'Type:10',
        'NetworkName:12',
        'MacAddress:18',
        'WakeOnLan Enabled:10R=WakeOnLanEnabled',
      ],
      {name: 'NetworkAdapter'},
    ),
    table(
      'VMware.VimAutomation.Sdk.Types.V1.Task',
      [
        'Name:30',
        'State:10',
        '% Complete:10R=PercentComplete',
        'Start Time:12=StartTime{T}',
        'Finish Time:12=FinishTime{T}',
      ],
      {name: 'Task'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.VM.Guest.VMGuest',
      ['State:14', 'IPAddress:20', 'OSFullName'],
      {name: 'VMGuest'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.Host.Networking.Nic.HostNic',
      ['Name:10', 'Mac:17', 'DhcpEnabled:11', 'IP:15', 'SubnetMask:15', 'DeviceName:15'],
      {name: 'HostNic'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.Host.Networking.VirtualPortGroup',
      ['Name:25', 'Key:30', 'VLanId:6', 'PortBinding:11', 'NumPorts:8'],
      {name: 'VirtualPortGroup'},
    ),
    table('VMware.VimAutomation.ViCore.Types.V1.VIServer', ['Name:30', 'Port:5', 'User'], {
      name: 'VIServer',
    }),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.PowerCLIConfiguration',
      [
        'Scope:8',
        'ProxyPolicy:15',
        'DefaultVIServerMode:19',
        'InvalidCertificateAction:25',
        'DisplayDeprecationWarnings:26',
        'WebOperationTimeout Seconds:19=WebOperationTimeoutSeconds',
      ],
      {name: 'PowerCLIConfiguration'},
    ),
    table('VMware.VimAutomation.ViCore.Types.V1.Inventory.Folder', ['Name:30', 'Type:10'], {
      name: 'Folder',
    }),
    table('VMware.VimAutomation.ViCore.Types.V1.Inventory.Datacenter', ['Name:30'], {
      name: 'Datacenter',
    }),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.Inventory.ResourcePool',
      [
        'Name:20',
        'CpuShares Level:9=CpuSharesLevel',
        'CpuReservationMHz:11R',
        'CpuLimitMHz:11R',
        'MemShares Level:9=MemSharesLevel',
        'MemReservationGB:11R',
        'MemLimitGB:11R',
      ],
      {name: 'ResourcePool'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.Stat.Sample',
      ['MetricId:23', 'Timestamp:26', 'Value:13R', 'Unit:8', 'Instance:12'],
      {name: 'Sample'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.Stat.StatInterval',
      ['Name:20', 'SamplingPeriodSecs:18R', 'StorageTimeSecs:18R'],
      {name: 'StatInterval'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.AdvancedSetting',
      ['Name:20', 'Value:20', 'Type:20', 'Description'],
      {name: 'AdvancedSetting'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.Host.HostService',
      ['Key:20', 'Label:30', 'Policy:10', 'Running:8', 'Required:8'],
      {name: 'HostService'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.Tagging.Tag',
      ['Name:30', 'Category:30', 'Description'],
      {name: 'Tag'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.Tagging.TagCategory',
      ['Name:30', 'Cardinality:11', 'Description'],
      {name: 'TagCategory'},
    ),
    table('VMware.VimAutomation.ViCore.Types.V1.Tagging.TagAssignment', ['Tag:40', 'Entity:40'], {
      name: 'TagAssignment',
    }),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.Host.Networking.VirtualSwitch',
      ['Name:30', 'NumPorts:10', 'Mtu:10', 'Notes'],
      {name: 'VirtualSwitch'},
    ),
    table(
      'VMware.VimAutomation.Vds.Types.V1.VDSwitch',
      ['Name:30', 'NumPorts:10', 'Mtu:10', 'Version:8', 'Vendor'],
      {name: 'VDSwitch'},
    ),
    table(
      'VMware.VimAutomation.Vds.Types.V1.VDPortgroup',
      ['Name:30', 'NumPorts:8', 'PortBinding:11'],
      {name: 'VDPortgroup'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.CDDrive',
      ['IsoPath:20', 'HostDevice:25', 'RemoteDevice:25'],
      {name: 'CDDrive'},
    ),
    table('VMware.VimAutomation.ViCore.Types.V1.Inventory.Template', ['Name:30'], {
      name: 'Template',
    }),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.Host.Storage.Scsi.ScsiLun',
      [
        'CanonicalName:10',
        'ConsoleDeviceName:30',
        'LunType:15',
        'CapacityGB:15',
        'MultipathPolicy:15',
      ],
      {name: 'ScsiLun'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.PermissionManagement.Permission',
      ['Entity:20', 'Role:20', 'Principal:30', 'IsGroup:7', 'Propagate:9'],
      {name: 'Permission'},
    ),
    table(
      'VMware.VimAutomation.ViCore.Types.V1.PermissionManagement.Role',
      ['Name:20', 'IsSystem:10'],
      {name: 'Role'},
    ),
    custom('VMware.VimAutomation.ViCore.Types.V1.VM.VMScriptResult', scriptResult),
    list(
      'VMware.Vim.Event',
      [
        'Key',
        'ChainId',
        'CreatedTime',
        'UserName',
        'Datacenter',
        'ComputeResource',
        'Host',
        'Vm',
        'FullFormattedMessage',
      ],
      {name: 'Event'},
    ),
  ];
}
