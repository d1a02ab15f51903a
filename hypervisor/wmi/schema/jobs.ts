/** MOF: jobs and errors. Source: the public class documentation (wmi.md 3 and 4). */
export const jobs = `
class Msvm_ConcreteJob : CIM_ConcreteJob {
  [ValueMap{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15",
    "16", "17", "18"}, Values{"Unknown", "Other", "OK", "Degraded", "Stressed",
    "Predictive Failure", "Error", "Non-Recoverable Error", "Starting", "Stopping", "Stopped",
    "In Service", "No Contact", "Lost Communication", "Aborted", "Dormant",
    "Supporting Entity in Error", "Completed", "Power Mode"}] uint16 OperationalStatus[];
  [ValueMap{"0", "5", "10", "15", "20", "25", "30"}, Values{"Unknown", "OK", "Degraded/Warning",
    "Minor failure", "Major failure", "Critical failure",
    "Non-recoverable error"}] uint16 HealthState;
  boolean Cancellable;
  string ErrorSummaryDescription;
  uint16 JobType;
  uint32 RequestStateChange([In] uint16 RequestedState, [In] datetime TimeoutPeriod);
  uint32 GetError([Out, EmbeddedInstance("Msvm_Error")] string Error);
  uint32 GetErrorEx([Out, EmbeddedInstance("Msvm_Error")] string Errors[]);
};

class Msvm_StorageJob : CIM_ConcreteJob {
  [ValueMap{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15",
    "16", "17", "18"}, Values{"Unknown", "Other", "OK", "Degraded", "Stressed",
    "Predictive Failure", "Error", "Non-Recoverable Error", "Starting", "Stopping", "Stopped",
    "In Service", "No Contact", "Lost Communication", "Aborted", "Dormant",
    "Supporting Entity in Error", "Completed", "Power Mode"}] uint16 OperationalStatus[];
  [ValueMap{"0", "5", "10", "15", "20", "25", "30"}, Values{"Unknown", "OK", "Degraded/Warning",
    "Minor failure", "Major failure", "Critical failure",
    "Non-recoverable error"}] uint16 HealthState;
  boolean Cancellable;
  string Child;
  uint32 JobCompletionStatusCode;
  string Parent;
  string ErrorSummaryDescription;
  [ValueMap{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, Values{"Unknown", "VHD Creation",
    "Floppy Creation", "Compaction", "Expansion", "Merging", "Conversion", "Loopback Mount",
    "Get VHD Info", "Validate VHD Image"}] uint16 JobType;
};

class Msvm_Error : CIM_Error {
};
`;
