/** Get-Event: the events that wait. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {eventsOf} from '../../shell/events/event-manager.ts';
import '../../shell/events/event-types.ts';
import {byNumber, bySource} from './event-selection.ts';

export const getEvent = cmdlet({
  name: 'Get-Event',
  module: 'Microsoft.PowerShell.Utility',
  className: 'GetEventCommand',
  outputTypes: ['System.Management.Automation.PSEventArgs'],
  synopsis: 'Gets the events in the event queue.',
  defaultParameterSet: 'BySource',
  parameters: {
    SourceIdentifier: {
      type: 'string',
      sets: {BySource: {position: 0, pipeline: 'name'}},
      wildcards: true,
      help: 'Events of this name.',
    },
    EventIdentifier: {
      type: 'int',
      sets: {ById: {mandatory: true, position: 0, pipeline: 'name'}},
      aliases: ['Id'],
      help: 'The event with this number.',
    },
  },
  examples: [{title: 'All that wait', code: '@(Get-Event).Count', output: ['0']}],

  end(run, p) {
    run.session.checkStop();
    const {queue} = eventsOf(run.session);
    const found =
      p.EventIdentifier === undefined
        ? p.SourceIdentifier === undefined
          ? queue.slice()
          : bySource(run, queue, event => event.source, p.SourceIdentifier, 'Event')
        : byNumber(run, queue, event => event.id, p.EventIdentifier, 'Event');
    for (const event of found) run.writeObject(event);
  },
});
