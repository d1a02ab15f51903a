/** Views of CIM instances: classes that scripts ask for by Get-CimInstance (views.json). */
import type {View} from './view.ts';
import {table} from './view.ts';

const CIMV2 = 'Microsoft.Management.Infrastructure.CimInstance#root/cimv2/';

export function cimViews(): View[] {
  return [
    table(`${CIMV2}Win32_Process`, ['ProcessId', 'Name:16', 'HandleCount', 'WorkingSetSize', 'VirtualSize']),
    table(`${CIMV2}Win32_ComputerSystem`, ['Name:16', 'PrimaryOwnerName', 'Domain', 'TotalPhysicalMemory', 'Model', 'Manufacturer']),
    table(`${CIMV2}WIN32_PROCESSOR`, ['DeviceID', 'Name:16', 'Caption', 'MaxClockSpeed', 'SocketDesignation', 'Manufacturer']),
    table(`${CIMV2}WIN32_DCOMApplication`, ['AppID', 'Name:16', 'InstallDate']),
    table(`${CIMV2}WIN32_DESKTOP`, ['SettingID', 'Name:16', 'ScreenSaverActive', 'ScreenSaverSecure', 'ScreenSaverTimeout']),
    table(`${CIMV2}WIN32_DESKTOPMONITOR`, ['DeviceID', 'Name:16', 'DisplayType', 'MonitorManufacturer', 'ScreenHeight', 'ScreenWidth']),
    table(`${CIMV2}Win32_DeviceMemoryAddress`, ['Name:16', 'MemoryType', 'Status']),
    table(`${CIMV2}Win32_DiskDrive`, ['DeviceID', 'Caption', 'Partitions', 'Size', 'Model']),
    table(`${CIMV2}Win32_DiskQuota`, ['DiskSpaceUsed', 'Limit', 'QuotaVolume', 'User']),
    table(`${CIMV2}Win32_Environment`, ['Name:16', 'UserName', 'VariableValue']),
    table(`${CIMV2}Win32_Directory`, ['Name:16', 'Hidden', 'Archive', 'Writeable', 'LastModified']),
    table(`${CIMV2}Win32_Group`, ['SID', 'Name:16', 'Caption', 'Domain']),
    table(`${CIMV2}Win32_IDEController`, ['Name:16', 'Status', 'StatusInfo', 'ProtocolSupported', 'Manufacturer']),
    table(`${CIMV2}Win32_IRQResource`, ['Name:16', 'IRQNumber', 'Hardware', 'TriggerLevel', 'TriggerType']),
    table(`${CIMV2}Win32_ScheduledJob`, ['JobId', 'Name:16', 'Owner', 'Priority', 'Command']),
    table(`${CIMV2}Win32_LoadOrderGroup`, ['Name:16', 'GroupOrder']),
    table(`${CIMV2}Win32_LogicalDisk`, ['DeviceID', 'DriveType', 'ProviderName:16', 'VolumeName:16', 'Size', 'FreeSpace']),
    table(`${CIMV2}Win32_LogonSession`, ['LogonId', 'Name:16', 'LogonType', 'StartTime', 'Status', 'AuthenticationPackage']),
    table(`${CIMV2}Win32_PhysicalMemoryArray`, ['Name:16', 'MemoryDevices', 'MaxCapacity', 'Model']),
    table(`${CIMV2}Win32_OnBoardDevice`, ['DeviceType', 'SerialNumber', 'Enabled', 'Description']),
    table(`${CIMV2}Win32_OperatingSystem`, ['SystemDirectory', 'Organization', 'BuildNumber', 'RegisteredUser', 'SerialNumber', 'Version']),
    table(`${CIMV2}Win32_DiskPartition`, ['Name:16', 'NumberOfBlocks', 'BootPartition', 'PrimaryPartition', 'Size', 'Index']),
    table(`${CIMV2}Win32_PortConnector`, ['Tag', 'PortType', 'ConnectorType', 'SerialNumber', 'ExternalReferenceDesignator']),
    table(`${CIMV2}Win32_QuotaSetting`, ['SettingID', 'Caption', 'State', 'VolumePath', 'DefaultLimit', 'DefaultWarningLimit']),
    table(`${CIMV2}Win32_SCSIController`, ['Name:16', 'DriverName:16', 'Status', 'StatusInfo', 'ProtocolSupported', 'Manufacturer']),
    table(`${CIMV2}Win32_Service`, ['ProcessId', 'Name:16', 'StartMode', 'State', 'Status', 'ExitCode']),
    table(`${CIMV2}Win32_UserAccount`, ['Name:16', 'Caption', 'AccountType', 'SID', 'Domain']),
    table(`${CIMV2}Win32_NetworkProtocol`, ['Name:16', 'Caption', 'Status']),
    table(`${CIMV2}Win32_NetworkAdapter`, ['DeviceID', 'Name:16', 'AdapterType', 'ServiceName']),
    table(`${CIMV2}Win32_NetworkAdapterConfiguration`, ['ServiceName:16', 'DHCPEnabled', 'Index', 'Description']),
    table(`${CIMV2}Win32_NTDomain`, ['DomainName:16', 'DnsForestName', 'DomainControllerName']),
    table(`${CIMV2}Win32_Printer`, ['Name:16', 'ShareName', 'SystemName', 'PrinterState', 'PrinterStatus', 'Location']),
    table(`${CIMV2}Win32_PrintJob`, ['JobId', 'Name:16', 'JobStatus', 'Owner', 'Priority', 'Size', 'Document']),
    table(`${CIMV2}Win32_Product`, ['Name:16', 'Caption', 'Vendor', 'Version', 'IdentifyingNumber']),
  ];
}
