/** Stop-Transcript: ends the transcript that Start-Transcript began. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {stampOf} from '../../shell/session/transcript.ts';
import {NetException} from '../../shell/values/index.ts';

export const stopTranscript = cmdlet({
  name: 'Stop-Transcript',
  module: 'Microsoft.PowerShell.Host',
  className: 'StopTranscriptCommand',
  supportsShouldProcess: true,
  outputTypes: ['System.String'],
  synopsis: 'Stops a transcript.',
  parameters: {},
  examples: [{title: 'It is closed', code: 'Stop-Transcript'}],

  process(run) {
    const {host, formatter} = run.session;
    const {transcript} = host;
    if (!transcript)
      return run.throwTerminatingError(
        run.error(
          'InvalidOperation',
          'InvalidOperation',
          new NetException(
            'System.Management.Automation.PSInvalidOperationException',
            'An error occurred stopping transcription: The host is not currently transcribing.',
          ),
        ),
      );
    if (!run.shouldProcess(transcript.file, 'Stop-Transcript')) return;
    formatter.flush();
    transcript.block(['PowerShell transcript end', `End time: ${stampOf(new Date())}`]);
    host.transcript = null;
    run.writeObject(`Transcript stopped, output file is ${transcript.file}`);
  },
});
