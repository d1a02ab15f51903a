/** What Register-EngineEvent and Register-ObjectEvent have in common. */
import type {ParameterDeclarations, Run} from '../../shell/cmdlet/cmdlet.ts';
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import {
  type EventManager,
  eventsOf,
  type Subscriber,
  type SubscriberOptions,
} from '../../shell/events/event-manager.ts';
import '../../shell/events/event-types.ts';
import {NetException} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';

export const registrationParameters = {
  Action: {
    type: 'scriptblock',
    position: 101,
    help: 'Runs for each event, with $Event, $EventArgs, $Sender and $EventSubscriber.',
  },
  MessageData: {type: 'psobject', allowNull: true, help: 'Goes along as $Event.MessageData.'},
  SupportEvent: {type: 'switch', help: 'Hides the subscription: it serves another.'},
  MaxTriggerCount: {type: 'int', help: 'The subscription ends after so many events.'},
} as const satisfies ParameterDeclarations;

interface Given {
  readonly Action?: ScriptBlock | undefined;
  readonly MessageData?: Value;
  readonly SupportEvent: boolean;
  readonly MaxTriggerCount?: number | undefined;
}

/** Subscribes; the job of an action is the output. Null when the name is taken, which is an error. */
export function register<State extends object>(
  run: Run<State>,
  given: Given,
  of: Pick<SubscriberOptions, 'source' | 'target' | 'eventName'>,
): {subscriber: Subscriber; manager: EventManager} | null {
  const manager = eventsOf(run.session);
  const subscriber = manager.subscribe({
    ...of,
    action: given.Action ?? null,
    messageData: given.MessageData ?? null,
    isSupport: given.SupportEvent,
    maxTriggers: given.MaxTriggerCount ?? 0,
  });
  if (subscriber === null) {
    run.writeError(taken(run, of.source));
    return null;
  }
  if (subscriber.job !== null && !given.SupportEvent) run.writeObject(subscriber.job);
  return {subscriber, manager};
}

function taken<State extends object>(run: Run<State>, source: string) {
  return run.error(
    'SUBSCRIBER_EXISTS',
    'InvalidArgument',
    new NetException(
      'System.ArgumentException',
      `Cannot subscribe to the specified event. A subscriber with the source identifier '${source}' already exists.`,
    ),
  );
}
