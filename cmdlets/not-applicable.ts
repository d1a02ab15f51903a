/**
 * Names of the originals that mean nothing here: what they work on does not exist in this house. They lead to one
 * clear error with the reason (usage.md 7, "Not applicable"); Get-Command -All lists them.
 */
import {cmdlet} from '../shell/cmdlet/cmdlet.ts';
import type {CmdletRow} from '../shell/cmdlet/cmdlet-command.ts';
import {runtimeError} from '../shell/values/index.ts';

interface Family {
  readonly reason: string;
  /** By module: names with blanks between. */
  readonly modules: Readonly<Record<string, string>>;
}

const FAMILIES: readonly Family[] = [
  {
    reason: 'Windows remoting endpoints',
    modules: {
      'Microsoft.PowerShell.Core': [
        'Disable-PSRemoting Disable-PSSessionConfiguration Enable-PSRemoting',
        'Enable-PSSessionConfiguration Get-PSSessionCapability Get-PSSessionConfiguration',
        'New-PSRoleCapabilityFile New-PSSessionConfigurationFile Register-PSSessionConfiguration',
        'Set-PSSessionConfiguration Test-PSSessionConfigurationFile',
        'Unregister-PSSessionConfiguration',
      ].join(' '),
    },
  },
  {
    reason: 'tied to the original runtime or host',
    modules: {
      'Microsoft.PowerShell.Core': [
        'Enter-PSHostProcess Exit-PSHostProcess Get-PSHostProcessInfo New-PSTransportOption',
        'Save-Help Switch-Process Update-Help exec',
      ].join(' '),
      'Microsoft.PowerShell.Security': 'Get-CmsMessage Protect-CmsMessage Unprotect-CmsMessage',
      'Microsoft.PowerShell.Utility':
        'Debug-Runspace Disable-RunspaceDebug Enable-RunspaceDebug Get-RunspaceDebug',
    },
  },
  {
    reason: 'Windows event/counter stores',
    modules: {
      'Microsoft.PowerShell.Diagnostics': 'New-WinEvent',
    },
  },
  {
    reason: 'Windows host administration',
    modules: {
      'Microsoft.PowerShell.Management': [
        'Clear-RecycleBin Get-HotFix New-Service Remove-Service Rename-Computer Resume-Service',
        'Set-TimeZone Suspend-Service',
      ].join(' '),
    },
  },
  {
    reason: 'Windows security formats',
    modules: {
      'Microsoft.PowerShell.Security': [
        'Get-AuthenticodeSignature Get-PfxCertificate New-FileCatalog Set-AuthenticodeSignature',
        'Test-FileCatalog',
      ].join(' '),
      'Microsoft.PowerShell.Utility': 'ConvertFrom-SddlString',
    },
  },
  {
    reason: 'Windows printing',
    modules: {
      'Microsoft.PowerShell.Utility': 'Out-Printer',
    },
  },
  {
    reason: 'Windows remoting service only',
    modules: {
      'Microsoft.WSMan.Management': [
        'Connect-WSMan Disable-WSManCredSSP Disconnect-WSMan Enable-WSManCredSSP Get-WSManCredSSP',
        'Get-WSManInstance Invoke-WSManAction New-WSManInstance New-WSManSessionOption',
        'Remove-WSManInstance Set-WSManInstance Set-WSManQuickConfig Test-WSMan',
      ].join(' '),
    },
  },
  {
    reason: 'Windows event tracing only',
    modules: {
      PSDiagnostics: [
        'Disable-PSTrace Disable-PSWSManCombinedTrace Disable-WSManTrace Enable-PSTrace',
        'Enable-PSWSManCombinedTrace Enable-WSManTrace Get-LogProperties Set-LogProperties',
        'Start-Trace Stop-Trace',
      ].join(' '),
    },
  },
  {
    reason: 'package provider framework',
    modules: {
      PackageManagement: [
        'Find-Package Find-PackageProvider Get-Package Get-PackageProvider Get-PackageSource',
        'Import-PackageProvider Install-Package Install-PackageProvider Register-PackageSource',
        'Save-Package Set-PackageSource Uninstall-Package Unregister-PackageSource',
      ].join(' '),
    },
  },
  {
    reason: 'needs fibre channel hardware',
    modules: {
      'Hyper-V': [
        'Add-VMFibreChannelHba Connect-VMSan Disconnect-VMSan Get-VMFibreChannelHba Get-VMSan',
        'New-VMSan Remove-VMFibreChannelHba Remove-VMSan Rename-VMSan Set-VMFibreChannelHba',
        'Set-VMSan',
      ].join(' '),
    },
  },
  {
    reason: 'persistent memory hardware',
    modules: {
      'Hyper-V': 'Add-VMPmemController Get-VMPmemController Remove-VMPmemController',
    },
  },
  {
    reason: 'feature removed from the product',
    modules: {
      'Hyper-V': [
        'Add-VMRemoteFx3dVideoAdapter Disable-VMRemoteFXPhysicalVideoAdapter',
        'Enable-VMRemoteFXPhysicalVideoAdapter Get-VMRemoteFXPhysicalVideoAdapter',
        'Get-VMRemoteFx3dVideoAdapter Remove-VMRemoteFx3dVideoAdapter',
        'Set-VMRemoteFx3dVideoAdapter',
      ].join(' '),
    },
  },
  {
    reason: 'legacy event switch with no effect',
    modules: {
      'Hyper-V': 'Disable-VMEventing Enable-VMEventing',
    },
  },
  {
    reason: 'driver tracing',
    modules: {
      'Hyper-V': 'Start-VMTrace Stop-VMTrace',
    },
  },
  {
    reason: 'vendor trust service',
    modules: {
      'VMware.VimAutomation.Security': [
        'Add-AttestationServiceInfo Add-KeyProviderServiceInfo',
        'Add-TrustAuthorityKeyProviderServer Add-TrustAuthorityKeyProviderServerCertificate',
        'Add-TrustedClusterAttestationServiceInfo Add-TrustedClusterKeyProviderServiceInfo',
        'Export-Tpm2CACertificate Export-Tpm2EndorsementKey',
        'Export-TrustAuthorityKeyProviderClientCertificate Export-TrustAuthorityServicesInfo',
        'Export-TrustedPrincipal Get-AttestationServiceInfo Get-KeyProviderServiceInfo',
        'Get-SecurityInfo Get-Tpm2EndorsementKey Get-TrustAuthorityAttestationService',
        'Get-TrustAuthorityCluster Get-TrustAuthorityKeyProvider',
        'Get-TrustAuthorityKeyProviderClientCertificate',
        'Get-TrustAuthorityKeyProviderClientCertificateCSR Get-TrustAuthorityKeyProviderServer',
        'Get-TrustAuthorityKeyProviderServerCertificate Get-TrustAuthorityKeyProviderService',
        'Get-TrustAuthorityPrincipal Get-TrustAuthorityServicesStatus',
        'Get-TrustAuthorityTpm2AttestationSettings Get-TrustAuthorityTpm2CACertificate',
        'Get-TrustAuthorityTpm2EndorsementKey Get-TrustAuthorityVMHostBaseImage',
        'Get-TrustedCluster Get-TrustedClusterAppliedStatus Get-TrustedPrincipal',
        'Import-TrustAuthorityServicesInfo New-TrustAuthorityKeyProvider',
        'New-TrustAuthorityKeyProviderClientCertificate',
        'New-TrustAuthorityKeyProviderClientCertificateCSR New-TrustAuthorityPrincipal',
        'New-TrustAuthorityTpm2CACertificate New-TrustAuthorityTpm2EndorsementKey',
        'New-TrustAuthorityVMHostBaseImage Remove-AttestationServiceInfo',
        'Remove-KeyProviderServiceInfo Remove-TrustAuthorityKeyProvider',
        'Remove-TrustAuthorityKeyProviderServer Remove-TrustAuthorityKeyProviderServerCertificate',
        'Remove-TrustAuthorityPrincipal Remove-TrustAuthorityTpm2CACertificate',
        'Remove-TrustAuthorityTpm2EndorsementKey Remove-TrustAuthorityVMHostBaseImage',
        'Remove-TrustedClusterAttestationServiceInfo Remove-TrustedClusterKeyProviderServiceInfo',
        'Set-TrustAuthorityCluster Set-TrustAuthorityKeyProvider',
        'Set-TrustAuthorityKeyProviderClientCertificate',
        'Set-TrustAuthorityKeyProviderServerCertificate Set-TrustAuthorityTpm2AttestationSettings',
        'Set-TrustedCluster Unlock-VM',
      ].join(' '),
    },
  },
  {
    reason: 'network boot of vendor hosts',
    modules: {
      'VMware.DeployAutomation': [
        'Add-DeployRule Copy-DeployRule Export-AutoDeployState Get-DeployRule',
        'Import-AutoDeployState New-DeployRule Remove-DeployRule Repair-DeployRuleSetCompliance',
        'Set-DeployRuleSet Test-DeployRuleSetCompliance',
      ].join(' '),
    },
  },
  {
    reason: 'vendor storage service',
    modules: {
      'VMware.VimAutomation.Storage': [
        'Add-EntityDefaultKeyProvider Add-KeyManagementServer Add-VsanFileServiceOvf',
        'Add-VsanObjectToRepairQueue Add-VsanStoragePoolDisk Export-KeyProvider Get-CnsVolume',
        'Get-KeyManagementServer Get-KeyProvider Get-KmipClientCertificate Get-KmsCluster',
        'Get-NfsUser Get-SpbmFaultDomain Get-SpbmPointInTimeReplica Get-SpbmReplicationGroup',
        'Get-SpbmReplicationPair Get-SpbmView Get-VAIOFilter Get-VasaProvider',
        'Get-VasaStorageArray Get-VsanClusterConfiguration Get-VsanClusterPowerState',
        'Get-VsanComponent Get-VsanDirectDisk Get-VsanDisk Get-VsanDiskGroup',
        'Get-VsanEnterMaintenanceModeReport Get-VsanEsaEligibleDisk Get-VsanEvacuationPlan',
        'Get-VsanFaultDomain Get-VsanFileServiceDomain Get-VsanFileServiceOvfInfo',
        'Get-VsanFileShare Get-VsanFileShareSnapshot Get-VsanHCIMeshDatastore',
        'Get-VsanHCIMeshDatastoreSource Get-VsanIscsiInitiatorGroup',
        'Get-VsanIscsiInitiatorGroupTargetAssociation Get-VsanIscsiLun Get-VsanIscsiTarget',
        'Get-VsanObject Get-VsanPerformanceContributor Get-VsanResyncingComponent',
        'Get-VsanResyncingOverview Get-VsanRuntimeInfo Get-VsanSpaceUsage Get-VsanStat',
        'Get-VsanStoragePoolDisk Get-VsanView Get-VsanWipeDiskStatus Get-VvolStorageContainer',
        'Import-KeyProvider New-CnsContainerCluster New-CnsKubernetesEntityMetadata',
        'New-CnsKubernetesEntityReference New-CnsVolume New-CnsVolumeAttachment',
        'New-CnsVolumeMetadata New-KmipClientCertificate New-NfsUser',
        'New-RemoteVsanServerClusterConfig New-VAIOFilter New-VasaProvider New-VsanDirectDisk',
        'New-VsanDisk New-VsanDiskGroup New-VsanFaultDomain New-VsanFileServerIpConfig',
        'New-VsanFileServiceDomain New-VsanFileShare New-VsanFileShareNetworkPermission',
        'New-VsanFileShareSnapshot New-VsanHCIMeshDatastoreSource New-VsanHealthCheckThreshold',
        'New-VsanIscsiInitiatorGroup New-VsanIscsiInitiatorGroupTargetAssociation',
        'New-VsanIscsiLun New-VsanIscsiTarget Register-KeyProvider Remove-CnsVolume',
        'Remove-CnsVolumeAttachment Remove-EntityDefaultKeyProvider Remove-KeyManagementServer',
        'Remove-NfsUser Remove-VAIOFilter Remove-VasaProvider Remove-VsanDirectDisk',
        'Remove-VsanDisk Remove-VsanDiskGroup Remove-VsanFaultDomain Remove-VsanFileServiceDomain',
        'Remove-VsanFileShare Remove-VsanFileShareSnapshot Remove-VsanHCIMeshDatastoreSource',
        'Remove-VsanIscsiInitiatorGroup Remove-VsanIscsiInitiatorGroupTargetAssociation',
        'Remove-VsanIscsiLun Remove-VsanIscsiTarget Remove-VsanStoragePoolDisk Set-CnsVolume',
        'Set-KeyManagementServer Set-KeyProvider Set-NfsUser Set-VAIOFilter',
        'Set-VsanClusterConfiguration Set-VsanFaultDomain Set-VsanFileServiceDomain',
        'Set-VsanFileShare Set-VsanIscsiInitiatorGroup Set-VsanIscsiLun Set-VsanIscsiTarget',
        'Start-SpbmReplicationFailover Start-SpbmReplicationPrepareFailover',
        'Start-SpbmReplicationPromote Start-SpbmReplicationReverse',
        'Start-SpbmReplicationTestFailover Start-VsanCluster Start-VsanClusterDiskUpdate',
        'Start-VsanClusterRebalance Start-VsanEncryptionConfiguration Start-VsanRelayoutObjects',
        'Start-VsanWipeDisk Stop-SpbmReplicationTestFailover Stop-VsanCluster',
        'Stop-VsanClusterRebalance Stop-VsanWipeDisk Sync-SpbmReplicationGroup',
        'Test-VsanClusterHealth Test-VsanNetworkPerformance Test-VsanStoragePerformance',
        'Test-VsanVMCreation Unregister-KeyProvider Update-VsanHclDatabase',
      ].join(' '),
    },
  },
  {
    reason: 'image builder depot work',
    modules: {
      'VMware.ImageBuilder': [
        'Add-EsxSoftwareDepot Add-EsxSoftwarePackage Compare-EsxImageProfile',
        'Export-EsxImageProfile Get-EsxImageProfile Get-EsxSoftwareDepot Get-EsxSoftwarePackage',
        'New-EsxImageProfile Remove-EsxSoftwareDepot',
      ].join(' '),
    },
  },
  {
    reason: 'vendor patch service',
    modules: {
      'VMware.VumAutomation': [
        'Attach-Baseline Copy-Patch Detach-Baseline Get-Baseline Get-Compliance Get-Patch',
        'Get-PatchBaseline Sync-Patch Test-Compliance Update-Entity',
      ].join(' '),
    },
  },
  {
    reason: 'vendor host life cycle or appliance',
    modules: {
      'VMware.VimAutomation.Core': [
        'Complete-VIOAuth2ClientSecretRotation Export-LcmClusterDesiredState',
        'Export-LcmVMHostDesiredState Export-VMHostImageDb Export-VMHostProfile',
        'Get-ApplianceBackupJob Get-ApplianceBackupPart Get-LcmClusterDesiredStateRecommendation',
        'Get-LcmHardwareCompatibility Get-LcmImage Get-VIOAuth2Client Get-VMHostPatch',
        'Get-VMHostProfile Get-VMHostProfileImageCacheConfiguration',
        'Get-VMHostProfileRequiredInput Get-VMHostProfileStorageDeviceConfiguration',
        'Get-VMHostProfileUserConfiguration Get-VMHostProfileVmPortGroupConfiguration',
        'Import-LcmClusterDesiredState Import-VMHostProfile Install-VMHostPatch',
        'Invoke-VMHostProfile New-ApplianceBackupJob New-LcmOfflineDepot New-VIOAuth2Client',
        'New-VMHostProfile New-VMHostProfileVmPortGroupConfiguration Remove-VIOAuth2Client',
        'Remove-VMHostProfile Remove-VMHostProfileVmPortGroupConfiguration Set-VIOAuth2Client',
        'Set-VMHostProfile Set-VMHostProfileImageCacheConfiguration',
        'Set-VMHostProfileStorageDeviceConfiguration Set-VMHostProfileUserConfiguration',
        'Set-VMHostProfileVmPortGroupConfiguration Start-VIOAuth2ClientSecretRotation',
        'Stop-ApplianceBackupJob Test-LcmClusterCompliance Test-LcmClusterHealth',
        'Test-VMHostProfileCompliance Wait-ApplianceBackupJob',
      ].join(' '),
    },
  },
  {
    reason: 'vendor cloud director',
    modules: {
      'VMware.VimAutomation.Cloud': [
        'Connect-CIServer Disconnect-CIServer Get-CINetworkAdapter Get-CIUser Get-CIVApp Get-CIVM',
        'Get-CIView Get-Catalog Get-Org Get-OrgVdc Get-OrgVdcNetwork New-CIAccessControlRule',
        'Set-OrgVdc',
      ].join(' '),
    },
  },
  {
    reason: 'vendor migration product',
    modules: {
      'VMware.VimAutomation.Hcx':
        'Connect-HCXServer Disconnect-HCXServer Get-HCXSite New-HCXMigration Start-HCXMigration',
    },
  },
  {
    reason: 'vendor desktop broker',
    modules: {
      'VMware.VimAutomation.HorizonView': 'Connect-HVServer',
    },
  },
  {
    reason: 'vendor network product',
    modules: {
      'VMware.VimAutomation.Nsxt': 'Connect-NsxtServer Disconnect-NsxtServer Get-NsxtService',
    },
  },
  {
    reason: 'vendor site recovery',
    modules: {
      'VMware.VimAutomation.Srm': 'Connect-SrmServer Get-SrmServer',
    },
  },
  {
    reason: 'vendor cloud service',
    modules: {
      'VMware.VimAutomation.Vmc': 'Connect-Vmc Disconnect-Vmc Get-VmcService',
    },
  },
  {
    reason: 'vendor host hardware',
    modules: {
      'VMware.VimAutomation.Core': [
        'Get-EsxTop Get-IScsiHbaTarget Get-VMHostDiagnosticPartition Get-VMHostFirmware',
        'Get-VMHostModule Get-VMHostPciDevice Get-VMHostSnmp New-IScsiHbaTarget',
        'Remove-IScsiHbaTarget Set-IScsiHbaTarget Set-VMHostDiagnosticPartition',
        'Set-VMHostFirmware Set-VMHostModule Set-VMHostSnmp Test-VMHostSnmp',
      ].join(' '),
    },
  },
  {
    reason: 'vendor licence store',
    modules: {
      'VMware.VimAutomation.License': 'Get-LicenseDataManager',
    },
  },
  {
    reason: 'vendor operations product',
    modules: {
      'VMware.VimAutomation.vROps': 'Get-OMResource Get-OMStat',
    },
  },
];

function refuse(name: string, reason: string): never {
  throw runtimeError(
    'CmdletNotApplicable',
    `The cmdlet '${name}' is not applicable to hvsh: ${reason}.`,
    {
      type: 'System.Management.Automation.PSNotImplementedException',
      category: 'NotImplemented',
      target: name,
    },
  );
}

export function notApplicableRows(): CmdletRow[] {
  return FAMILIES.flatMap(({reason, modules}) =>
    Object.entries(modules).flatMap(([module, names]) =>
      names.split(' ').map(name => row(name, module, reason)),
    ),
  );
}

function row(name: string, module: string, reason: string): CmdletRow {
  return {
    name,
    module,
    aliases: [],
    load: () =>
      cmdlet({
        name,
        module,
        className: name,
        synopsis: `Not applicable to hvsh: ${reason}.`,
        parameters: {},
        examples: [
          {title: 'What it answers', code: `try { ${name} } catch { $_.CategoryInfo.Category }`},
        ],
        // Whatever the arguments are: the answer is the same, before they are looked at.
        quickStage: () => refuse(name, reason),
      }),
  };
}
