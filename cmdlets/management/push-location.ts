/** Push-Location: keeps the location on a stack and goes somewhere else. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {findLocation} from './find-location.ts';
import {changeTo, currentPlace, locationStack, PathInfo} from './locations.ts';
import {LITERAL_TEXT, PASS_THRU, PATH_TEXT} from './path-parameters.ts';

export const pushLocation = cmdlet({
  name: 'Push-Location',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['pushd'],
  className: 'PushLocationCommand',
  defaultParameterSet: 'Path',
  outputTypes: ['System.Management.Automation.PathInfo'],
  synopsis: 'Adds the current location to the top of a location stack.',
  parameters: {
    Path: {
      type: 'string',
      sets: {Path: {position: 1, pipeline: 'both'}},
      ...PATH_TEXT,
    },
    PassThru: PASS_THRU,
    StackName: {type: 'string', pipeline: 'name', help: 'The name of a location stack.'},
    LiteralPath: {
      type: 'string',
      sets: {LiteralPath: {pipeline: 'name'}},
      ...LITERAL_TEXT,
    },
  },
  examples: [{title: 'And back', code: 'Push-Location /tmp; Pop-Location'}],

  process(run, p) {
    const {session} = run;
    const here = currentPlace(session);
    const text = p.LiteralPath ?? p.Path;
    const place = text === undefined ? here : findLocation(run, text, p.LiteralPath !== undefined);
    locationStack(session, p.StackName).places.push(here);
    if (text !== undefined) changeTo(session, place);
    if (p.PassThru) run.writeObject(new PathInfo(currentPlace(session)));
  },
});
