/** Register-EngineEvent: subscribes to events of the session and of New-Event. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {service} from '../../shell/cmdlet/services.ts';
import {ON_IDLE} from '../../shell/events/event-manager.ts';
import {register, registrationParameters} from './registration.ts';

export const registerEngineEvent = cmdlet({
  name: 'Register-EngineEvent',
  module: 'Microsoft.PowerShell.Utility',
  className: 'RegisterEngineEventCommand',
  outputTypes: ['System.Management.Automation.PSEventJob'],
  synopsis: 'Subscribes to events that the session or New-Event raises.',
  description:
    'PowerShell.Exiting comes when the session ends, PowerShell.OnIdle while the prompt waits for 300 ms.',
  parameters: {
    SourceIdentifier: {
      type: 'string',
      mandatory: true,
      position: 100,
      help: 'The name of the event.',
      complete: () => ['PowerShell.Exiting', 'PowerShell.OnIdle'],
    },
    ...registrationParameters,
  },
  examples: [
    {
      title: 'An event of one’s own',
      code: "$null = Register-EngineEvent Done -Action { Write-Host $Event.MessageData }\n$null = New-Event Done -MessageData 'it is done'\nUnregister-Event Done",
      output: ['it is done'],
    },
  ],

  end(run, p) {
    const source = p.SourceIdentifier;
    register(run, p, {source, target: null, eventName: ''});
    if (source.toLowerCase() === ON_IDLE.toLowerCase()) service('channel').post({kind: 'idle'});
  },
});
