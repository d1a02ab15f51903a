/** Split-Path: the parts of a path. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {expandPath} from '../../shell/providers/items.ts';
import {driveTable} from '../../shell/providers/drive.ts';
import {displayPath, splitDrive} from '../../shell/providers/paths.ts';
import {NetException} from '../../shell/values/index.ts';
import {refusesCredential} from './item-arguments.ts';
import {CREDENTIAL, LITERAL_TEXT, PATH_TEXT} from './path-parameters.ts';

export const splitPath = cmdlet({
  name: 'Split-Path',
  module: 'Microsoft.PowerShell.Management',
  className: 'SplitPathCommand',
  defaultParameterSet: 'ParentSet',
  outputTypes: ['System.String', 'System.Boolean'],
  synopsis: 'Returns the specified part of a path.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {
        ParentSet: {mandatory: true, position: 0, pipeline: 'both'},
        LeafSet: {mandatory: true, position: 0, pipeline: 'both'},
        LeafBaseSet: {mandatory: true, position: 0, pipeline: 'both'},
        ExtensionSet: {mandatory: true, position: 0, pipeline: 'both'},
        QualifierSet: {mandatory: true, position: 0, pipeline: 'both'},
        NoQualifierSet: {mandatory: true, position: 0, pipeline: 'both'},
        IsAbsoluteSet: {mandatory: true, position: 0, pipeline: 'both'},
      },
      ...PATH_TEXT,
    },
    Parent: {
      type: 'switch',
      sets: {ParentSet: {pipeline: 'name'}},
      help: 'The part before the last.',
    },
    Resolve: {type: 'switch', help: 'Resolves wildcards; the items must exist.'},
    Leaf: {
      type: 'switch',
      sets: {LeafSet: {mandatory: true, pipeline: 'name'}},
      help: 'The last part.',
    },
    LeafBase: {
      type: 'switch',
      sets: {LeafBaseSet: {mandatory: true, pipeline: 'name'}},
      help: 'The last part without its extension.',
    },
    Extension: {
      type: 'switch',
      sets: {ExtensionSet: {mandatory: true, pipeline: 'name'}},
      help: 'The extension.',
    },
    Qualifier: {
      type: 'switch',
      sets: {QualifierSet: {mandatory: true, pipeline: 'name'}},
      help: 'The drive.',
    },
    NoQualifier: {
      type: 'switch',
      sets: {NoQualifierSet: {mandatory: true, pipeline: 'name'}},
      help: 'The path without its drive.',
    },
    IsAbsolute: {
      type: 'switch',
      sets: {IsAbsoluteSet: {mandatory: true}},
      help: 'Tells whether the path is absolute.',
    },
    LiteralPath: {
      type: 'string[]',
      sets: {LiteralPathSet: {mandatory: true, pipeline: 'name'}},
      ...LITERAL_TEXT,
    },
    Credential: CREDENTIAL,
  },
  examples: [{title: 'The name', code: 'Split-Path /srv/vm/disk.vhdx -LeafBase', output: ['disk']}],

  process(run, p) {
    for (const text of p.LiteralPath ?? p.Path ?? []) {
      if (refusesCredential(run, p, text)) continue;
      const paths = p.Resolve ? expandPath(run.session, text, true).map(displayPath) : [text];
      for (const path of paths) run.writeObject(part(run, p, path));
    }
  },
});

interface Arguments {
  readonly Leaf: boolean;
  readonly LeafBase: boolean;
  readonly Extension: boolean;
  readonly Qualifier: boolean;
  readonly NoQualifier: boolean;
  readonly IsAbsolute: boolean;
}

function part(run: Run, p: Arguments, written: string): unknown {
  const path = written.replace(/\\/g, '/');
  if (p.Leaf) return leaf(path);
  if (p.Extension) return extension(leaf(path));
  if (p.LeafBase) return base(leaf(path));
  if (p.Qualifier) return qualifier(run, written);
  if (p.NoQualifier) return splitDrive(path)?.rest ?? path.replace(/^[\w.\\/]+::/, '');
  if (p.IsAbsolute) return /^\/|^[^:/]+:/.test(path);
  // Items of other drives have no folders.
  const drive = driveTable(run.session).find(splitDrive(path)?.drive ?? '');
  return drive && drive.provider.name !== 'FileSystem' ? '' : parent(path);
}

function leaf(path: string): string {
  const plain = path.replace(/(.)\/+$/, '$1');
  const name = plain.slice(plain.lastIndexOf('/') + 1);
  return name === '' ? plain : name.replace(/^[^:/]+:(?=.)/, '');
}

function extension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 || dot === name.length - 1 ? '' : name.slice(dot);
}

function base(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? name : name.slice(0, dot);
}

/** Everything before the last part; empty for a single part and for the root. */
function parent(path: string): string {
  const plain = path.replace(/(.)\/+$/, '$1');
  const at = plain.lastIndexOf('/');
  if (at < 0 || plain === '/') return splitDrive(plain)?.rest ? `${splitDrive(plain)?.drive}:` : '';
  return at === 0
    ? '/'
    : plain
        .slice(0, at)
        .replace(/(.)\/+$/, '$1')
        .replace(/^([^:/]+):$/, '$1:/');
}

function qualifier(run: Run, written: string): string {
  const provider = /^[\w.]+(?:\\\w+)?::/.exec(written)?.[0];
  if (provider) return provider;
  const drive = splitDrive(written);
  if (drive) return `${drive.drive}:`;
  run.writeError(
    run.error(
      'ParsePathFormatError',
      'InvalidArgument',
      new NetException(
        'System.FormatException',
        `Cannot parse path because path '${written}' does not have a qualifier specified.`,
      ),
      written,
    ),
  );
  return '';
}
