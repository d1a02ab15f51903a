/** Register-ObjectEvent: subscribes to events of an object. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {eventNamed, listen} from '../../shell/events/event-source.ts';
import {NetException} from '../../shell/values/index.ts';
import {unwrap} from '../../shell/values/ps-wrapper.ts';
import {register, registrationParameters} from './registration.ts';

export const registerObjectEvent = cmdlet({
  name: 'Register-ObjectEvent',
  module: 'Microsoft.PowerShell.Utility',
  className: 'RegisterObjectEventCommand',
  outputTypes: ['System.Management.Automation.PSEventJob'],
  synopsis: 'Subscribes to the events of an object.',
  description:
    'Objects with events here: System.Timers.Timer (Elapsed), jobs (StateChanged) and ' +
    'ObservableCollection (CollectionChanged).',
  parameters: {
    InputObject: {
      type: 'psobject',
      mandatory: true,
      position: 0,
      allowEmptyCollection: true,
      help: 'The object.',
    },
    EventName: {
      type: 'string',
      mandatory: true,
      position: 1,
      validate: [{notNullOrEmpty: true}],
      help: 'The event.',
    },
    SourceIdentifier: {
      type: 'string',
      position: 100,
      help: 'A name for the subscription; a new identifier if not given.',
    },
    ...registrationParameters,
  },
  examples: [
    {
      title: 'Wait for a timer',
      code: '$timer = [System.Timers.Timer]::new(10)\nRegister-ObjectEvent $timer Elapsed -SourceIdentifier tick\n$timer.Start()\n(Wait-Event tick).SourceIdentifier\n$timer.Stop(); Unregister-Event tick; Remove-Event tick',
      output: ['tick'],
    },
  ],

  end(run, p) {
    const target = unwrap(p.InputObject);
    const event =
      typeof target === 'object' && target !== null ? eventNamed(target, p.EventName) : undefined;
    if (event === undefined) {
      run.writeError(
        run.error(
          'INVALID_REGISTRATION',
          'InvalidArgument',
          new NetException(
            'System.ArgumentException',
            `Cannot register for the specified event. An event with the name '${p.EventName}' does not exist. (Parameter 'eventName')`,
          ),
        ),
      );
      return;
    }
    const source = p.SourceIdentifier ?? crypto.randomUUID();
    const made = register(run, p, {source, target: target as object, eventName: event});
    if (made === null) return;
    const {subscriber, manager} = made;
    subscriber.detach = listen(target as object, event, (sender, args) =>
      manager.raised(subscriber, sender, args),
    );
  },
});
