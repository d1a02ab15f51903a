/** MOF: resource metering. Source: the public class documentation (wmi.md 3 and 4). */
export const metrics = `
class Msvm_MetricService : CIM_MetricService {
  uint32 ControlMetrics([In] CIM_ManagedElement ref Subject,
    [In] CIM_BaseMetricDefinition ref Definition, [In] uint16 MetricCollectionEnabled);
};

class Msvm_AggregationMetricDefinition : CIM_AggregationMetricDefinition {
};

class Msvm_AggregationMetricValue : CIM_AggregationMetricValue {
};

class Msvm_BaseMetricDefinition : CIM_BaseMetricDefinition {
};

class Msvm_BaseMetricValue : CIM_BaseMetricValue {
};
`;
