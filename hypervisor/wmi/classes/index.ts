/** Every class that has instances, and every association: what the provider serves. */
import type {WmiClass} from '../class-definition.ts';
import {hvshImage, hvshImageService} from './hvsh-image.ts';
import {hvshMachineOption} from './hvsh-machine-option.ts';
import {settingClasses} from './device-settings.ts';
import {hvshBootService} from './hvsh-boot-service.ts';
import {hvshDatastore} from './hvsh-datastore.ts';
import {hvshEvent} from './hvsh-event.ts';
import {hvshGuestService} from './hvsh-guest-service.ts';
import {hvshHost, hvshHostService} from './hvsh-host.ts';
import {inventoryClasses} from './hvsh-inventory.ts';
import {
  hvshResourceConfiguration,
  hvshResourcePool,
  hvshResourceService,
} from './hvsh-resource-pool.ts';
import {hvshStatCounter, hvshStatService} from './hvsh-statistics.ts';
import {msvmGuestFileService} from './guest-file-service.ts';
import {liveClasses} from './live-devices.ts';
import {
  msvmAggregationMetricDefinition,
  msvmAggregationMetricValue,
  msvmMetricService,
} from './metrics.ts';
import {msvmComputerSystem} from './msvm-computer-system.ts';
import {jobClasses} from './msvm-concrete-job.ts';
import {msvmImageManagementService} from './msvm-image-management-service.ts';
import {msvmSummaryInformation} from './msvm-summary-information.ts';
import {msvmVirtualSystemManagementService} from './msvm-virtual-system-management-service.ts';
import {msvmVirtualSystemSettingData} from './msvm-virtual-system-setting-data.ts';
import {msvmAllocationCapabilities, poolClasses} from './pools.ts';
import {networkClasses} from './network.ts';
import {
  win32ComputerSystem,
  win32ComputerSystemProduct,
  win32OperatingSystem,
  win32Processor,
} from './win32.ts';

export {associations} from './associations.ts';

export const virtualizationClasses: readonly WmiClass[] = [
  msvmComputerSystem,
  msvmVirtualSystemSettingData,
  msvmSummaryInformation,
  ...settingClasses,
  ...liveClasses.map(([row]) => row),
  msvmGuestFileService,
  ...jobClasses,
  msvmVirtualSystemManagementService,
  msvmImageManagementService,
  ...poolClasses,
  msvmAllocationCapabilities,
  hvshResourcePool,
  hvshResourceConfiguration,
  hvshResourceService,
  hvshStatCounter,
  hvshStatService,
  hvshHost,
  hvshHostService,
  hvshGuestService,
  hvshBootService,
  hvshDatastore,
  hvshEvent,
  hvshMachineOption,
  ...inventoryClasses,
  msvmMetricService,
  msvmAggregationMetricDefinition,
  msvmAggregationMetricValue,
  ...networkClasses,
  hvshImage,
  hvshImageService,
];

export const cimv2Classes: readonly WmiClass[] = [
  win32ComputerSystem,
  win32OperatingSystem,
  win32Processor,
  win32ComputerSystemProduct,
];
