/** Join-Path: a path and what follows it, with one slash between. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {expandPath} from '../../shell/providers/items.ts';
import {displayPath, resolvePath, splitDrive} from '../../shell/providers/paths.ts';
import {driveTable} from '../../shell/providers/drive.ts';
import {pathNotFound, refusesCredential} from './item-arguments.ts';
import {CREDENTIAL} from './path-parameters.ts';

export const joinPath = cmdlet({
  name: 'Join-Path',
  module: 'Microsoft.PowerShell.Management',
  className: 'JoinPathCommand',
  outputTypes: ['System.String'],
  synopsis: 'Combines a path and a child path into a single path.',
  parameters: {
    Path: {
      type: 'string[]',
      mandatory: true,
      position: 0,
      pipeline: 'both',
      aliases: ['PSPath'],
      allowEmptyString: true,
      help: 'The path in front.',
    },
    ChildPath: {
      type: 'string[]',
      mandatory: true,
      position: 1,
      pipeline: 'name',
      allowNull: true,
      allowEmptyString: true,
      help: 'What to add to the path.',
    },
    AdditionalChildPath: {
      type: 'string[]',
      position: 2,
      pipeline: 'name',
      remaining: true,
      allowNull: true,
      allowEmptyString: true,
      allowEmptyCollection: true,
      help: 'More parts to add.',
    },
    Resolve: {type: 'switch', help: 'Resolves wildcards; the items must exist.'},
    Extension: {
      type: 'string',
      pipeline: 'name',
      allowEmptyString: true,
      help: 'The extension instead of its own.',
    },
    Credential: CREDENTIAL,
  },
  examples: [{title: 'Two parts', code: "Join-Path /srv 'vm/'", output: ['/srv/vm/']}],

  process(run, p) {
    const parts = [...(p.ChildPath ?? []), ...(p.AdditionalChildPath ?? [])];
    for (const path of p.Path) {
      if (refusesCredential(run, p, path)) continue;
      const named = splitDrive(path);
      if (named) driveTable(run.session).get(named.drive);
      const joined = withExtension(parts.reduce(join, path.replace(/\\/g, '/')), p.Extension);
      if (!p.Resolve) {
        run.writeObject(joined);
        continue;
      }
      const found = expandPath(run.session, joined, true);
      if (found.length === 0) pathNotFound(run, resolvePath(run.session, joined).path);
      for (const place of found) run.writeObject(displayPath(place));
    }
  },
});

function join(path: string, child: string | null): string {
  const below = (child ?? '').replace(/\\/g, '/');
  if (path === '') return below.startsWith('/') ? below : `/${below}`;
  return `${path.replace(/\/+$/, '')}/${below.replace(/^\/+/, '')}`;
}

function withExtension(path: string, extension: string | undefined): string {
  if (extension === undefined) return path;
  const dot = extension === '' || extension.startsWith('.') ? extension : `.${extension}`;
  return path.replace(/(?<=[^/])\.[^./]*$/, '') + dot;
}
