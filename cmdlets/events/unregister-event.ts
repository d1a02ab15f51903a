/** Unregister-Event: ends subscriptions. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {eventsOf} from '../../shell/events/event-manager.ts';
import '../../shell/events/event-types.ts';
import {byNumber, bySource} from './event-selection.ts';

export const unregisterEvent = cmdlet({
  name: 'Unregister-Event',
  module: 'Microsoft.PowerShell.Utility',
  className: 'UnregisterEventCommand',
  synopsis: 'Cancels event subscriptions.',
  supportsShouldProcess: true,
  defaultParameterSet: 'BySource',
  parameters: {
    SourceIdentifier: {
      type: 'string',
      sets: {BySource: {mandatory: true, position: 0, pipeline: 'name'}},
      wildcards: true,
      help: 'Subscribers of this name.',
    },
    SubscriptionId: {
      type: 'int',
      sets: {ById: {mandatory: true, position: 0, pipeline: 'name'}},
      help: 'The subscriber with this number.',
    },
    Force: {type: 'switch', help: 'Those registered with -SupportEvent too.'},
  },
  examples: [
    {
      title: 'End all subscriptions',
      code: 'Get-EventSubscriber | Unregister-Event; @(Get-EventSubscriber).Count',
      output: ['0'],
    },
  ],

  process(run, p) {
    const manager = eventsOf(run.session);
    const what = 'Event subscription';
    const all = manager.subscribers.filter(one => p.Force || !one.options.isSupport);
    const found =
      p.SubscriptionId === undefined
        ? bySource(run, all, one => one.options.source, p.SourceIdentifier ?? '', what)
        : byNumber(run, all, one => one.id, p.SubscriptionId, what);
    for (const one of found)
      if (run.shouldProcess(`Event subscription '${one.options.source}'`, 'Unsubscribe'))
        manager.unsubscribe(one);
  },
});
