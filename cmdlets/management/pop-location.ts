/** Pop-Location: goes back to the location on top of a stack. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {NetException} from '../../shell/values/index.ts';
import {changeTo, currentPlace, hasStack, locationStack, PathInfo} from './locations.ts';
import {PASS_THRU} from './path-parameters.ts';

export const popLocation = cmdlet({
  name: 'Pop-Location',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['popd'],
  className: 'PopLocationCommand',
  outputTypes: ['System.Management.Automation.PathInfo'],
  synopsis: 'Changes the current location to the location most recently pushed onto the stack.',
  parameters: {
    PassThru: PASS_THRU,
    StackName: {type: 'string', pipeline: 'name', help: 'The name of a location stack.'},
  },
  examples: [{title: 'Back again', code: 'Push-Location /tmp; Pop-Location'}],

  process(run, p) {
    const {session} = run;
    if (p.StackName !== undefined && !hasStack(session, p.StackName))
      run.throwTerminatingError(
        run.error(
          'Argument',
          'InvalidArgument',
          new NetException(
            'System.Management.Automation.PSArgumentException',
            `Cannot find location stack '${p.StackName}'. It does not exist or it is not a container.`,
          ),
          p.StackName,
        ),
      );
    const place = locationStack(session, p.StackName).places.pop();
    if (place) changeTo(session, place);
    if (p.PassThru) run.writeObject(new PathInfo(currentPlace(session)));
  },
});
