/** Get-EventSubscriber: who subscribed to events. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {eventsOf} from '../../shell/events/event-manager.ts';
import '../../shell/events/event-types.ts';
import {byNumber, bySource} from './event-selection.ts';

export const getEventSubscriber = cmdlet({
  name: 'Get-EventSubscriber',
  module: 'Microsoft.PowerShell.Utility',
  className: 'GetEventSubscriberCommand',
  outputTypes: ['System.Management.Automation.PSEventSubscriber'],
  synopsis: 'Gets the event subscribers in the current session.',
  defaultParameterSet: 'BySource',
  parameters: {
    SourceIdentifier: {
      type: 'string',
      sets: {BySource: {position: 0, pipeline: 'name'}},
      wildcards: true,
      help: 'Subscribers of this name.',
    },
    SubscriptionId: {
      type: 'int',
      sets: {ById: {mandatory: true, position: 0, pipeline: 'name'}},
      aliases: ['Id'],
      help: 'The subscriber with this number.',
    },
    Force: {type: 'switch', position: 1, help: 'Those registered with -SupportEvent too.'},
  },
  examples: [{title: 'Nobody yet', code: '@(Get-EventSubscriber).Count', output: ['0']}],

  process(run, p) {
    const what = 'Event subscription';
    const all = eventsOf(run.session).subscribers.filter(one => p.Force || !one.options.isSupport);
    const found =
      p.SubscriptionId === undefined
        ? p.SourceIdentifier === undefined
          ? all
          : bySource(run, all, one => one.options.source, p.SourceIdentifier, what)
        : byNumber(run, all, one => one.id, p.SubscriptionId, what);
    for (const one of found) run.writeObject(one);
  },
});
