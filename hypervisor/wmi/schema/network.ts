/** MOF: switches, their ports, and the adapters of machines. Source: the public class documentation (wmi.md 3, 4, 15). */
export const network = `
class Msvm_VirtualEthernetSwitch : CIM_ComputerSystem {
  uint32 MaxVMQOffloads;
  uint32 MaxIOVOffloads;
};

[Abstract] class CIM_VirtualEthernetSwitchSettingData : CIM_VirtualSystemSettingData {
  string VLANConnection[];
  string AssociatedResourcePool[];
  uint32 MaxNumMACAddress;
};

class Msvm_VirtualEthernetSwitchSettingData : CIM_VirtualEthernetSwitchSettingData {
  boolean IOVPreferred;
  string ExtensionOrder[];
  uint32 BandwidthReservationMode;
  boolean PacketDirectEnabled;
  boolean TeamingEnabled;
  boolean NATEnabled;
  string NATSubnetAddress;
  uint8 NATPrefixLength;
  boolean AllowNetLbfoTeams;
  boolean BypassExtensionStack;
  string RequiredExtensionIds[];
};

class Msvm_VirtualEthernetSwitchManagementService : CIM_VirtualSystemManagementService {
  uint32 DefineSystem([In, EmbeddedInstance("CIM_VirtualSystemSettingData")] string SystemSettings,
    [In, EmbeddedInstance("CIM_ResourceAllocationSettingData")] string ResourceSettings[],
    [In] CIM_VirtualSystemSettingData ref ReferenceConfiguration,
    [Out] CIM_ComputerSystem ref ResultingSystem,
    [Out] CIM_ConcreteJob ref Job);
  uint32 DestroySystem([In] CIM_ComputerSystem ref AffectedSystem,
    [Out] CIM_ConcreteJob ref Job);
  uint32 ModifySystemSettings([In, EmbeddedInstance("Msvm_VirtualEthernetSwitchSettingData")] string SystemSettings,
    [Out] CIM_ConcreteJob ref Job);
  uint32 AddResourceSettings([In] CIM_VirtualSystemSettingData ref AffectedConfiguration,
    [In, EmbeddedInstance("CIM_ResourceAllocationSettingData")] string ResourceSettings[],
    [Out] CIM_ResourceAllocationSettingData ref ResultingResourceSettings[],
    [Out] CIM_ConcreteJob ref Job);
  uint32 ModifyResourceSettings([In, EmbeddedInstance("CIM_ResourceAllocationSettingData")] string ResourceSettings[],
    [Out] CIM_ResourceAllocationSettingData ref ResultingResourceSettings[],
    [Out] CIM_ConcreteJob ref Job);
  uint32 RemoveResourceSettings([In] CIM_ResourceAllocationSettingData ref ResourceSettings[],
    [Out] CIM_ConcreteJob ref Job);
};

[Abstract] class CIM_LogicalPort : CIM_LogicalDevice {
  uint64 Speed;
  uint64 MaxSpeed;
  uint64 RequestedSpeed;
  uint16 UsageRestriction;
  uint16 PortType;
  string OtherPortType;
};

[Abstract] class CIM_NetworkPort : CIM_LogicalPort {
  string OtherNetworkPortType;
  uint16 PortNumber;
  uint16 LinkTechnology;
  string OtherLinkTechnology;
  string PermanentAddress;
  string NetworkAddresses[];
  boolean FullDuplex;
  boolean AutoSense;
  uint64 SupportedMaximumTransmissionUnit;
  uint64 ActiveMaximumTransmissionUnit;
};

[Abstract] class CIM_EthernetPort : CIM_NetworkPort {
  uint32 MaxDataSize;
  uint16 Capabilities[];
  string CapabilityDescriptions[];
  uint16 EnabledCapabilities[];
  string OtherEnabledCapabilities[];
};

class Msvm_EthernetSwitchPort : CIM_EthernetPort {
  uint32 VMQOffloadUsage;
  uint32 IOVOffloadUsage;
};

class Msvm_SyntheticEthernetPort : CIM_EthernetPort {
};

[Abstract] class CIM_EthernetPortAllocationSettingData : CIM_ResourceAllocationSettingData {
  uint16 DesiredVLANEndpointMode;
  string OtherEndpointMode;
};

class Msvm_SyntheticEthernetPortSettingData : CIM_EthernetPortAllocationSettingData {
  boolean StaticMacAddress;
  string VirtualSystemIdentifiers[];
  boolean ClusterMonitored;
  boolean DeviceNamingEnabled;
  boolean AllowPacketDirect;
  boolean InterruptModeration;
  uint32 MediaType;
  boolean NumaAwarePlacement;
  boolean AllowDirectTranslatedP2P;
};

class Msvm_EthernetPortAllocationSettingData : CIM_EthernetPortAllocationSettingData {
  uint16 EnabledState;
  string RequiredFeatures[];
  string RequiredFeatureHints[];
  string TestReplicaPoolID;
  string TestReplicaSwitchName;
  string LastKnownSwitchName;
  string CompartmentGuid;
  string PortName;
};

class Msvm_ExternalEthernetPort : CIM_EthernetPort {
  boolean IsBound;
};

class Msvm_InternalEthernetPort : CIM_EthernetPort {
};

[Abstract] class Msvm_FeatureSettingData : CIM_SettingData {
};

[Abstract] class Msvm_EthernetSwitchPortFeatureSettingData : Msvm_FeatureSettingData {
};

class Msvm_EthernetSwitchPortVlanSettingData : Msvm_EthernetSwitchPortFeatureSettingData {
  uint32 OperationMode;
  uint16 AccessVlanId;
  uint16 NativeVlanId;
  uint32 PvlanMode;
  uint16 PrimaryVlanId;
  uint16 SecondaryVlanId;
  uint16 PruneVlanIdArray[];
  uint16 TrunkVlanIdArray[];
  uint16 SecondaryVlanIdArray[];
};

class Msvm_EthernetSwitchPortSecuritySettingData : Msvm_EthernetSwitchPortFeatureSettingData {
  boolean AllowMacSpoofing;
  boolean EnableDhcpGuard;
  boolean EnableRouterGuard;
  uint8 MonitorMode;
  uint8 MonitorSession;
  boolean AllowIeeePriorityTag;
  uint32 VirtualSubnetId;
  boolean AllowTeaming;
  string TeamName;
  uint32 TeamNumber;
  uint32 StormLimit;
  uint32 DynamicIPAddressLimit;
  boolean Reserved;
  boolean EnableFixSpeed10G;
};

class Msvm_EthernetSwitchPortBandwidthSettingData : Msvm_EthernetSwitchPortFeatureSettingData {
  uint64 Reservation;
  uint64 Weight;
  uint64 Limit;
  uint64 BurstLimit;
  uint64 BurstSize;
};

[Abstract] class CIM_ServiceAccessPoint : CIM_EnabledLogicalElement {
  [Key] string Name;
  [Key] string SystemCreationClassName;
  [Key] string SystemName;
  [Key] string CreationClassName;
};

[Abstract] class CIM_ProtocolEndpoint : CIM_ServiceAccessPoint {
  string NameFormat;
  uint16 ProtocolType;
  uint16 ProtocolIFType;
  string OtherTypeDescription;
};

[Abstract] class CIM_LANEndpoint : CIM_ProtocolEndpoint {
  string LANID;
  uint16 LANType;
  string OtherLANType;
  string MACAddress;
  string AliasAddresses[];
  string GroupAddresses[];
  uint32 MaxDataSize;
};

class Msvm_LANEndpoint : CIM_LANEndpoint {
  boolean Connected;
};

class Msvm_GuestNetworkAdapterConfiguration {
  [Key] string InstanceID;
  uint16 ProtocolIFType;
  boolean DHCPEnabled;
  string IPAddresses[];
  string Subnets[];
  string DefaultGateways[];
  string DNSServers[];
  uint16 IPAddressOrigins[];
};

[Association] class Msvm_EthernetPortSettingDataComponent : CIM_Component {
  [Key] Msvm_EthernetPortAllocationSettingData ref GroupComponent;
  [Key] Msvm_EthernetSwitchPortFeatureSettingData ref PartComponent;
};

[Abstract, Association] class CIM_DeviceSAPImplementation : CIM_Dependency {
  [Key] CIM_LogicalDevice ref Antecedent;
  [Key] CIM_ServiceAccessPoint ref Dependent;
};

[Association] class Msvm_EthernetDeviceSAPImplementation : CIM_DeviceSAPImplementation {
  [Key] CIM_EthernetPort ref Antecedent;
  [Key] Msvm_LANEndpoint ref Dependent;
};

[Abstract, Association] class CIM_SAPSAPDependency : CIM_Dependency {
  [Key] CIM_ServiceAccessPoint ref Antecedent;
  [Key] CIM_ServiceAccessPoint ref Dependent;
};

[Abstract, Association] class CIM_ActiveConnection : CIM_SAPSAPDependency {
  uint16 TrafficType;
  string OtherTrafficDescription;
  boolean IsUnidirectional;
};

[Association] class Msvm_ActiveConnection : CIM_ActiveConnection {
  [Key] Msvm_LANEndpoint ref Antecedent;
  [Key] CIM_LANEndpoint ref Dependent;
};

[Association] class Msvm_SettingDataComponent : CIM_Component {
  [Key] CIM_ResourceAllocationSettingData ref GroupComponent;
  [Key] Msvm_GuestNetworkAdapterConfiguration ref PartComponent;
};
`;
