/** MOF: associations; the roles are the reference properties. Source: the public class documentation (wmi.md 3 and 4). */
export const associations = `
[Abstract, Association] class CIM_AffectedJobElement {
  [Key] CIM_ManagedElement ref AffectedElement;
  [Key] CIM_Job ref AffectingElement;
  uint16 ElementEffects[];
  string OtherElementEffectsDescriptions[];
};

[Association] class Msvm_AffectedJobElement : CIM_AffectedJobElement {
};

[Association] class Msvm_AffectedStorageJobElement : CIM_AffectedJobElement {
  [Key] Msvm_StorageJob ref AffectingElement;
};

[Abstract, Association] class CIM_OwningJobElement {
  [Key] CIM_ManagedElement ref OwningElement;
  [Key] CIM_Job ref OwnedElement;
};

[Association] class Msvm_OwningJobElement : CIM_OwningJobElement {
};

[Abstract, Association] class CIM_Component {
  [Key] CIM_ManagedElement ref GroupComponent;
  [Key] CIM_ManagedElement ref PartComponent;
};

[Abstract, Association] class CIM_SystemComponent : CIM_Component {
  [Key] CIM_System ref GroupComponent;
  [Key] CIM_ManagedSystemElement ref PartComponent;
};

[Abstract, Association] class CIM_SystemDevice : CIM_SystemComponent {
  [Key] CIM_System ref GroupComponent;
  [Key] CIM_LogicalDevice ref PartComponent;
};

[Association] class Msvm_SystemDevice : CIM_SystemDevice {
};

[Abstract, Association] class CIM_SettingsDefineState {
  [Key] CIM_ManagedElement ref ManagedElement;
  [Key] CIM_SettingData ref SettingData;
};

[Association] class Msvm_SettingsDefineState : CIM_SettingsDefineState {
};

[Abstract, Association] class CIM_VirtualSystemSettingDataComponent : CIM_Component {
  [Key] CIM_VirtualSystemSettingData ref GroupComponent;
  [Key] CIM_ResourceAllocationSettingData ref PartComponent;
};

[Association] class Msvm_VirtualSystemSettingDataComponent : CIM_VirtualSystemSettingDataComponent {
};

[Abstract, Association] class CIM_ElementSettingData {
  [Key] CIM_ManagedElement ref ManagedElement;
  [Key] CIM_SettingData ref SettingData;
  uint16 IsDefault;
  uint16 IsCurrent;
  uint16 IsNext;
};

[Association] class Msvm_ElementSettingData : CIM_ElementSettingData {
};

[Abstract, Association] class CIM_ElementCapabilities {
  [Key] CIM_ManagedElement ref ManagedElement;
  [Key] CIM_Capabilities ref Capabilities;
  uint16 Characteristics[];
};

[Association] class Msvm_ElementCapabilities : CIM_ElementCapabilities {
};

[Abstract, Association] class CIM_SettingsDefineCapabilities : CIM_Component {
  [Key] CIM_Capabilities ref GroupComponent;
  [Key] CIM_SettingData ref PartComponent;
  uint16 PropertyPolicy;
  uint16 ValueRole;
  uint16 ValueRange;
};

[Association] class Msvm_SettingsDefineCapabilities : CIM_SettingsDefineCapabilities {
  uint16 SupportStatement;
};

[Abstract, Association] class CIM_Dependency {
  [Key] CIM_ManagedElement ref Antecedent;
  [Key] CIM_ManagedElement ref Dependent;
};

[Abstract, Association] class CIM_HostedDependency : CIM_Dependency {
  [Key] CIM_ManagedElement ref Antecedent;
  [Key] CIM_ManagedElement ref Dependent;
};

[Association] class Msvm_HostedDependency : CIM_HostedDependency {
};

[Abstract, Association] class CIM_HostedService : CIM_HostedDependency {
  [Key] CIM_System ref Antecedent;
  [Key] CIM_Service ref Dependent;
};

[Association] class Msvm_HostedService : CIM_HostedService {
};

[Association] class Msvm_HostedResourcePool : CIM_SystemComponent {
  [Key] Msvm_ComputerSystem ref GroupComponent;
  [Key] CIM_ResourcePool ref PartComponent;
};

[Abstract, Association] class CIM_ElementAllocatedFromPool : CIM_Dependency {
  [Key] CIM_ResourcePool ref Antecedent;
  [Key] CIM_LogicalElement ref Dependent;
};

[Association] class Msvm_ElementAllocatedFromPool : CIM_ElementAllocatedFromPool {
};

[Abstract, Association] class CIM_ResourceAllocationFromPool : CIM_Dependency {
  [Key] CIM_ResourcePool ref Antecedent;
  [Key] CIM_ResourceAllocationSettingData ref Dependent;
};

[Association] class Msvm_ResourceAllocationFromPool : CIM_ResourceAllocationFromPool {
};

[Abstract, Association] class CIM_ElementView : CIM_Dependency {
  [Key] CIM_ManagedElement ref Antecedent;
  [Key] CIM_View ref Dependent;
};

[Association] class Msvm_ComputerSystemSummaryInformation : CIM_ElementView {
  [Key] CIM_ComputerSystem ref Antecedent;
  [Key] Msvm_SummaryInformationBase ref Dependent;
};

[Abstract, Association] class CIM_MediaPresent : CIM_Dependency {
  [Key] CIM_MediaAccessDevice ref Antecedent;
  [Key] CIM_StorageExtent ref Dependent;
  boolean FixedMedia;
};

[Association] class Msvm_RegisteredGuestService : CIM_Dependency {
  [Key] Msvm_GuestServiceInterfaceComponent ref Antecedent;
  [Key] Msvm_GuestService ref Dependent;
};

class Msvm_MediaPresent : CIM_MediaPresent {
};

[Abstract, Association] class CIM_DeviceConnection : CIM_Dependency {
  [Key] CIM_LogicalDevice ref Antecedent;
  [Key] CIM_LogicalDevice ref Dependent;
  uint64 NegotiatedSpeed;
  uint32 NegotiatedDataWidth;
};

[Abstract, Association] class CIM_ControlledBy : CIM_DeviceConnection {
  [Key] CIM_Controller ref Antecedent;
  [Key] CIM_LogicalDevice ref Dependent;
  uint16 AccessState;
  datetime TimeOfDeviceReset;
  uint32 NumberOfHardResets;
  uint32 NumberOfSoftResets;
  string DeviceNumber;
  uint16 AccessMode;
  uint16 AccessPriority;
};

[Association] class Msvm_ControlledBy : CIM_ControlledBy {
};

[Abstract, Association] class CIM_ProtocolControllerForDevice : CIM_Dependency {
  [Key] CIM_ProtocolController ref Antecedent;
  [Key] CIM_LogicalDevice ref Dependent;
  string DeviceNumber;
  uint16 AccessPriority;
  uint16 AccessState;
};

[Abstract, Association] class CIM_ProtocolControllerForUnit : CIM_ProtocolControllerForDevice {
  [Key] CIM_ProtocolController ref Antecedent;
  [Key] CIM_LogicalDevice ref Dependent;
  uint16 DeviceAccess;
};

[Association] class Msvm_ProtocolControllerForUnit : CIM_ProtocolControllerForUnit {
};

[Association] class Msvm_ResourceDependentOnResource : CIM_Dependency {
  [Key] CIM_ResourceAllocationSettingData ref Antecedent;
  [Key] CIM_ResourceAllocationSettingData ref Dependent;
};

[Abstract, Association] class CIM_ServiceAffectsElement {
  [Key] CIM_ManagedElement ref AffectedElement;
  [Key] CIM_Service ref AffectingElement;
  uint16 ElementEffects[];
  string OtherElementEffectsDescriptions[];
};

[Association] class Msvm_ServiceAffectsElement : CIM_ServiceAffectsElement {
};

[Abstract, Association] class CIM_MetricForME : CIM_Dependency {
  [Key] CIM_ManagedElement ref Antecedent;
  [Key] CIM_BaseMetricValue ref Dependent;
};

[Association] class Msvm_MetricForME : CIM_MetricForME {
};

[Abstract, Association] class CIM_MetricDefForME : CIM_Dependency {
  [Key] CIM_ManagedElement ref Antecedent;
  [Key] CIM_BaseMetricDefinition ref Dependent;
  [ValueMap{"2", "3"}, Values{"Enabled", "Disabled"}] uint16 MetricCollectionEnabled;
};

[Association] class Msvm_MetricDefForME : CIM_MetricDefForME {
};

[Abstract, Association] class CIM_MetricInstance : CIM_Dependency {
  [Key] CIM_BaseMetricDefinition ref Antecedent;
  [Key] CIM_BaseMetricValue ref Dependent;
};

[Association] class Msvm_MetricInstance : CIM_MetricInstance {
};
`;
