/** Hvsh_Event: what happened to machines, oldest first. */
import type {MachineEvent} from '../../root/vmms/event-log.ts';
import {wmiClass} from '../class-definition.ts';
import {cimTime} from '../date-time.ts';

export const hvshEvent = wmiClass<MachineEvent>('Hvsh_Event', {
  list: vmms => vmms.events.all,
  find: (keys, vmms) => {
    const key = Number(keys.get('key') ?? keys.get(''));
    return vmms.events.all.find(event => event.key === key);
  },
  properties: {
    Key: event => event.key,
    Time: event => cimTime(event.time),
    EventType: event => event.type,
    SystemName: event => event.machine,
    SystemElementName: event => event.name,
    UserName: event => event.user,
    Message: event => event.message,
  },
});
