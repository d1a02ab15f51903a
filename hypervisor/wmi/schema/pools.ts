/** MOF: pools of one type of resource, and what can be allocated from them. Source: the public class documentation (wmi.md 3 and 4). */
export const pools = `
class Msvm_ResourcePool : CIM_ResourcePool {
  uint16 OperationalStatus[];
};

class Msvm_ProcessorPool : CIM_ResourcePool {
};

class Msvm_AllocationCapabilities : CIM_AllocationCapabilities {
};
`;
