/** MOF: properties that several classes declare with the same values. Source: the public class documentation (wmi.md 3). */
export const consumerVisibility = `[ValueMap{"0", "2", "3", "4"}, Values{"Unknown", "Passed-Through", "Virtualized",
    "Not represented"}] uint16 ConsumerVisibility`;

export const enabledDefault = `[ValueMap{"2", "3", "5", "6", "7", "9"}, Values{"Enabled", "Disabled", "Not Applicable",
    "Enabled but Offline", "No Default", "Quiesce"}] uint16 EnabledDefault`;

export const enabledOrDisabled = `[ValueMap{"2", "3"}, Values{"Enabled", "Disabled"}] uint16 EnabledState`;

export const enabledState = `[ValueMap{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}, Values{"Unknown", "Other",
    "Enabled", "Disabled", "Shutting Down", "Not Applicable", "Enabled but Offline", "In Test",
    "Deferred", "Quiesce", "Starting"}] uint16 EnabledState`;

export const healthState = `[ValueMap{"0", "5", "10", "15", "20", "25", "30"}, Values{"Unknown", "OK", "Degraded/Warning",
    "Minor failure", "Major failure", "Critical failure",
    "Non-recoverable error"}] uint16 HealthState`;

export const operationalStatus = `[ValueMap{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15",
    "16", "17", "18"}, Values{"Unknown", "Other", "OK", "Degraded", "Stressed",
    "Predictive Failure", "Error", "Non-Recoverable Error", "Starting", "Stopping", "Stopped",
    "In Service", "No Contact", "Lost Communication", "Aborted", "Dormant",
    "Supporting Entity in Error", "Completed", "Power Mode"}] uint16 OperationalStatus[]`;

export const requestedState = `[ValueMap{"0", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}, Values{"Unknown",
    "Enabled", "Disabled", "Shut Down", "No Change", "Offline", "Test", "Deferred", "Quiesce",
    "Reboot", "Reset", "Not Applicable"}] uint16 RequestedState`;

export const resourceType = `[ValueMap{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
    "17", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31",
    "32", "33"}, Values{"Other", "Computer System", "Processor", "Memory", "IDE Controller",
    "Parallel SCSI HBA", "FC HBA", "iSCSI HBA", "IB HCA", "Ethernet Adapter",
    "Other Network Adapter", "I/O Slot", "I/O Device", "Floppy Drive", "CD Drive", "DVD drive",
    "Disk Drive", "Tape Drive", "Storage Extent", "Other storage device", "Serial port",
    "Parallel port", "USB Controller", "Graphics controller", "IEEE 1394 Controller",
    "Partitionable Unit", "Base Partitionable Unit", "Power", "Cooling Capacity",
    "Ethernet Switch Port", "Logical Disk", "Storage Volume",
    "Ethernet Connection"}] uint16 ResourceType`;
