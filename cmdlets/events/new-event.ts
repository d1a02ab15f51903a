/** New-Event: raises an engine event; the actions of its subscribers run at once. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {eventsOf} from '../../shell/events/event-manager.ts';
import '../../shell/events/event-types.ts';

export const newEvent = cmdlet({
  name: 'New-Event',
  module: 'Microsoft.PowerShell.Utility',
  className: 'NewEventCommand',
  outputTypes: ['System.Management.Automation.PSEventArgs'],
  synopsis: 'Creates a new event.',
  parameters: {
    SourceIdentifier: {
      type: 'string',
      mandatory: true,
      position: 0,
      help: 'The name of the event.',
    },
    Sender: {type: 'psobject', position: 1, allowNull: true, help: 'Who raised it.'},
    EventArguments: {
      type: 'psobject[]',
      position: 2,
      allowNull: true,
      help: 'Goes along as $args.',
    },
    MessageData: {
      type: 'psobject',
      position: 3,
      allowNull: true,
      help: 'Goes along as MessageData.',
    },
  },
  examples: [
    {
      title: 'An event that nobody subscribed to waits',
      code: '$null = New-Event Ready -MessageData 5; (Get-Event Ready).MessageData; Remove-Event Ready',
      output: ['5'],
    },
  ],

  end(run, p) {
    const event = eventsOf(run.session).generate({
      source: p.SourceIdentifier,
      sender: p.Sender ?? null,
      args: (p.EventArguments as readonly unknown[] | undefined) ?? [],
      messageData: p.MessageData ?? null,
    });
    run.writeObject(event);
  },
});
