/** MOF: jobs and errors. Source: the public class documentation (wmi.md 3 and 4). */
import {healthState, operationalStatus} from './states.ts';
export const jobs = `
class Msvm_ConcreteJob : CIM_ConcreteJob {
  ${operationalStatus};
  ${healthState};
  boolean Cancellable;
  string ErrorSummaryDescription;
  uint16 JobType;
  uint32 RequestStateChange([In] uint16 RequestedState, [In] datetime TimeoutPeriod);
  uint32 GetError([Out, EmbeddedInstance("Msvm_Error")] string Error);
  uint32 GetErrorEx([Out, EmbeddedInstance("Msvm_Error")] string Errors[]);
};

class Msvm_StorageJob : CIM_ConcreteJob {
  ${operationalStatus};
  ${healthState};
  boolean Cancellable;
  string Child;
  uint32 JobCompletionStatusCode;
  string Parent;
  string ErrorSummaryDescription;
  uint32 RequestStateChange([In] uint16 RequestedState, [In] datetime TimeoutPeriod);
  [ValueMap{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, Values{"Unknown", "VHD Creation",
    "Floppy Creation", "Compaction", "Expansion", "Merging", "Conversion", "Loopback Mount",
    "Get VHD Info", "Validate VHD Image"}] uint16 JobType;
};

class Msvm_CopyFileToGuestJob : Msvm_ConcreteJob {
};

class Msvm_Error : CIM_Error {
};
`;
