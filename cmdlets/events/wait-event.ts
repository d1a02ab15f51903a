/** Wait-Event: waits for an event; it stays in the queue. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {service} from '../../shell/cmdlet/services.ts';
import {eventsOf, type RaisedEvent} from '../../shell/events/event-manager.ts';
import '../../shell/events/event-types.ts';
import {asNumber, wildcard} from '../../shell/values/index.ts';

export const waitEvent = cmdlet({
  name: 'Wait-Event',
  module: 'Microsoft.PowerShell.Utility',
  className: 'WaitEventCommand',
  outputTypes: ['System.Management.Automation.PSEventArgs'],
  synopsis: 'Waits until a particular event is raised before continuing to run.',
  description: 'Actions of other events run meanwhile.',
  parameters: {
    SourceIdentifier: {
      type: 'string',
      position: 0,
      pipeline: 'name',
      help: 'Events of this name; any if not given.',
    },
    Timeout: {
      type: 'double',
      aliases: ['TimeoutSec'],
      validate: [{range: [-1, 2147483647]}],
      help: 'Longest wait in seconds; -1, the default, is for ever.',
    },
  },
  examples: [
    {title: 'Nothing comes', code: '$null -eq (Wait-Event never -Timeout 0)', output: ['True']},
  ],

  process(run, p) {
    const {queue} = eventsOf(run.session);
    const test = wildcard(p.SourceIdentifier ?? '*');
    const seconds = p.Timeout === undefined ? -1 : asNumber(p.Timeout);
    const isWanted = (event: RaisedEvent) => test(event.source);
    service('channel').waitUntil(
      () => queue.some(isWanted),
      () => run.session.checkStop(),
      seconds < 0 ? Number.POSITIVE_INFINITY : seconds * 1000,
    );
    const event = queue.find(isWanted);
    if (event) run.writeObject(event);
  },
});
