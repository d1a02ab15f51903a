/** Resolve-Path: the places a path with wildcards means. */
import path from 'node:path';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {itemPlaces} from './item-arguments.ts';
import {PathInfo} from './locations.ts';
import {CREDENTIAL, FORCE, LITERAL_PATH, PATH} from './path-parameters.ts';

export const resolvePathCmdlet = cmdlet({
  name: 'Resolve-Path',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['rvpa'],
  className: 'ResolvePathCommand',
  defaultParameterSet: 'Path',
  outputTypes: ['System.Management.Automation.PathInfo', 'System.String'],
  synopsis: 'Resolves the wildcard characters in a path, and displays the path contents.',
  parameters: {
    Path: PATH,
    Relative: {type: 'switch', help: 'Writes paths relative to the current location.'},
    RelativeBasePath: {type: 'string', help: 'The folder that relative paths begin at.'},
    Force: FORCE,
    LiteralPath: LITERAL_PATH,
    Credential: CREDENTIAL,
  },
  examples: [{title: 'As seen from here', code: 'Resolve-Path *.txt -Relative'}],

  process(run, p) {
    const base =
      p.RelativeBasePath === undefined
        ? run.session.location
        : filePath(run.session, p.RelativeBasePath);
    const based = (texts: readonly string[] | undefined) =>
      p.RelativeBasePath === undefined
        ? texts
        : texts?.map(text => (/^[/~]|:/.test(text) ? text : path.posix.join(base, text)));
    for (const place of itemPlaces(run, {
      Path: based(p.Path),
      LiteralPath: based(p.LiteralPath),
      Force: p.Force,
      Credential: p.Credential,
    })) {
      if (p.Relative) run.writeObject(relative(base, place.path));
      else run.writeObject(new PathInfo(place));
    }
  },
});

/** `./x`, `../y`; the base itself by its own name seen from above. */
function relative(base: string, place: string): string {
  const found = path.posix.relative(base, place);
  if (found === '') return `../${path.posix.basename(base)}`;
  return found.startsWith('..') ? found : `./${found}`;
}
