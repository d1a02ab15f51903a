/** Remove-Event: takes events out of the queue. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {eventsOf} from '../../shell/events/event-manager.ts';
import '../../shell/events/event-types.ts';
import {byNumber, bySource} from './event-selection.ts';

export const removeEvent = cmdlet({
  name: 'Remove-Event',
  module: 'Microsoft.PowerShell.Utility',
  className: 'RemoveEventCommand',
  synopsis: 'Deletes events from the event queue.',
  supportsShouldProcess: true,
  defaultParameterSet: 'BySource',
  parameters: {
    SourceIdentifier: {
      type: 'string',
      sets: {BySource: {mandatory: true, position: 0, pipeline: 'name'}},
      wildcards: true,
      help: 'Events of this name.',
    },
    EventIdentifier: {
      type: 'int',
      sets: {ByIdentifier: {mandatory: true, position: 0, pipeline: 'name'}},
      help: 'The event with this number.',
    },
  },
  examples: [{title: 'Empty the queue', code: 'Remove-Event *; @(Get-Event).Count', output: ['0']}],

  process(run, p) {
    const {queue} = eventsOf(run.session);
    const found =
      p.EventIdentifier === undefined
        ? bySource(run, queue, event => event.source, p.SourceIdentifier ?? '', 'Event')
        : byNumber(run, queue, event => event.id, p.EventIdentifier, 'Event');
    for (const event of found)
      if (run.shouldProcess(`Event '${event.source}'`, 'Remove'))
        queue.splice(queue.indexOf(event), 1);
  },
});
