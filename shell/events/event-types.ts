/** Events and subscribers as .NET types. */
import {defineType} from '../values/define-type.ts';
import {DateTime} from '../types/date-time.ts';
import {eventArgsType} from '../types/event-args.ts';
import {convertTo} from '../conversion/convert.ts';
import {RaisedEvent, Subscriber} from './event-manager.ts';

const SMA = 'System.Management.Automation.';

/** The runspace's identifier in events: one for the thread. */
const runspaceId = crypto.randomUUID();

defineType<RaisedEvent>({
  fullName: `${SMA}PSEventArgs`,
  base: eventArgsType,
  instance: RaisedEvent,
  properties: {
    ComputerName: {get: () => null},
    RunspaceId: {get: () => convertTo(runspaceId, 'guid')},
    EventIdentifier: {type: 'int', get: self => self.id},
    Sender: {get: self => self.sender},
    SourceEventArgs: {get: self => self.eventArgs},
    SourceArgs: {get: self => [...self.args]},
    SourceIdentifier: {type: 'string', get: self => self.source},
    TimeGenerated: {get: self => DateTime.fromDate(self.time).toLocalTime()},
    MessageData: {get: self => self.messageData},
  },
});

defineType<Subscriber>({
  fullName: `${SMA}PSEventSubscriber`,
  instance: Subscriber,
  properties: {
    SubscriptionId: {type: 'int', get: self => self.id},
    SourceObject: {get: self => self.options.target},
    EventName: {type: 'string', get: self => self.options.eventName},
    SourceIdentifier: {type: 'string', get: self => self.options.source},
    Action: {get: self => self.job},
    HandlerDelegate: {get: () => null},
    SupportEvent: {type: 'bool', get: self => self.options.isSupport},
    ForwardEvent: {type: 'bool', get: () => false},
  },
});
