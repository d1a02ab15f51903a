/** Set-Location: goes somewhere; `-` goes back, `+` forward, nothing goes home. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {driveTable} from '../../shell/providers/drive.ts';
import {NetException} from '../../shell/values/index.ts';
import {findLocation} from './find-location.ts';
import {
  changeTo,
  currentPlace,
  goTo,
  hasStack,
  locationStack,
  PathInfo,
  placesOf,
} from './locations.ts';
import {LITERAL_TEXT, PASS_THRU, PATH_TEXT} from './path-parameters.ts';

export const setLocation = cmdlet({
  name: 'Set-Location',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['cd', 'chdir', 'sl'],
  className: 'SetLocationCommand',
  defaultParameterSet: 'Path',
  outputTypes: [
    'System.Management.Automation.PathInfo',
    'System.Management.Automation.PathInfoStack',
  ],
  synopsis: 'Sets the current working location to a specified location.',
  parameters: {
    Path: {
      type: 'string',
      sets: {Path: {position: 0, pipeline: 'both'}},
      ...PATH_TEXT,
    },
    PassThru: PASS_THRU,
    LiteralPath: {
      type: 'string',
      sets: {LiteralPath: {mandatory: true, pipeline: 'name'}},
      ...LITERAL_TEXT,
    },
    StackName: {
      type: 'string',
      sets: {Stack: {pipeline: 'name'}},
      help: 'The name of a location stack.',
    },
  },
  examples: [{title: 'Back to where we were', code: 'Set-Location /tmp; Set-Location -'}],

  process(run, p) {
    const {session} = run;
    if (run.parameterSetName === 'Stack') {
      const name = p.StackName ?? '';
      if (!hasStack(session, name)) noStack(run, name);
      const stack = locationStack(session, name === '' ? 'default' : name);
      placesOf(session).current = stack.name;
      if (p.PassThru) run.writeObject(stack);
      return;
    }
    if (p.LiteralPath === undefined && (p.Path === '-' || p.Path === '+')) travel(run, p.Path);
    else
      changeTo(
        session,
        findLocation(run, p.LiteralPath ?? p.Path ?? home(run), p.LiteralPath !== undefined),
      );
    if (p.PassThru) run.writeObject(new PathInfo(currentPlace(session)));
  },
});

function home(run: Run): string {
  return driveTable(run.session).provider('FileSystem').home;
}

function travel(run: Run, direction: '-' | '+') {
  const {back, forward} = placesOf(run.session);
  const [from, to] = direction === '-' ? [back, forward] : [forward, back];
  const place = from.pop();
  if (!place)
    run.throwTerminatingError(
      run.error(
        'System.InvalidOperationException',
        'InvalidOperation',
        new NetException(
          'System.InvalidOperationException',
          `There is no location history left to navigate ${direction === '-' ? 'backwards' : 'forwards'}.`,
        ),
      ),
    );
  to.push(currentPlace(run.session));
  goTo(run.session, place);
}

function noStack(run: Run, name: string): never {
  run.throwTerminatingError(
    run.error(
      'Argument',
      'InvalidArgument',
      new NetException(
        'System.Management.Automation.PSArgumentException',
        `Cannot find location stack '${name}'. It does not exist or it is not a container.`,
      ),
      name,
    ),
  );
}
