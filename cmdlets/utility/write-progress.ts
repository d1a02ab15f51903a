/** Write-Progress: how far a long work is, for the progress display. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';

export const writeProgress = cmdlet({
  name: 'Write-Progress',
  module: 'Microsoft.PowerShell.Utility',
  className: 'WriteProgressCommand',
  synopsis: 'Displays a progress bar within a PowerShell command window.',
  parameters: {
    Activity: {type: 'string', position: 0, help: 'The first line: what is being done.'},
    Status: {type: 'string', position: 1, help: 'The second line: how far it is.'},
    Id: {type: 'int', position: 2, help: 'An identifier.'},
    PercentComplete: {type: 'int', help: 'Progress from 0 to 100; -1 shows no bar.'},
    SecondsRemaining: {type: 'int', help: 'Seconds left; -1 is unknown.'},
    CurrentOperation: {type: 'string', help: 'The line below the bar.'},
    ParentId: {type: 'int', help: 'The activity this one belongs to; -1 is none.'},
    Completed: {type: 'switch', help: 'Takes the bar away.'},
  },
  examples: [{title: 'Half way', code: 'Write-Progress -Activity Copying -PercentComplete 50'}],

  process(run, p) {
    run.writeProgress({
      activity: p.Activity ?? '',
      activityId: p.Id ?? 0,
      parentActivityId: p.ParentId ?? -1,
      statusDescription: p.Status ?? 'Processing',
      currentOperation: p.CurrentOperation ?? '',
      percentComplete: p.PercentComplete ?? -1,
      secondsRemaining: p.SecondsRemaining ?? -1,
      recordType: p.Completed ? 'Completed' : 'Processing',
    });
  },
});
