/** Views of the service itself: ServiceInstance. */
import {DateTime} from '../../shell/types/date-time.ts';
import {ROOT_FOLDER_ID} from '../inventory/ids.ts';
import {aboutOf} from './host-view.ts';
import {serviceContent} from './host-types.ts';
import {ManagedObject, managedType} from './managed-object.ts';
import {referenceOf} from './managed-reference.ts';

export class ServiceInstanceView extends ManagedObject {}

managedType<ServiceInstanceView>({
  fullName: 'VMware.Vim.ServiceInstance',
  instance: ServiceInstanceView,
  properties: {
    ServerClock: () => DateTime.now().toUniversalTime(),
    Content: ({door}) =>
      serviceContent.make({
        RootFolder: referenceOf(ROOT_FOLDER_ID),
        About: aboutOf(door),
      }),
  },
});
