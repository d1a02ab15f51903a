/** Test-Path: is there something at the path? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  expandPath,
  isContainer,
  isFile,
  itemExists,
  itemName,
  itemObject,
} from '../../shell/providers/items.ts';
import type {ProviderPath} from '../../shell/providers/paths.ts';
import {resolvePath} from '../../shell/providers/paths.ts';
import {compare, getProperty, hasWildcard, NetException} from '../../shell/values/index.ts';
import {nameTest, refusesCredential} from './item-arguments.ts';
import {CREDENTIAL, NAME_FILTERS} from './path-parameters.ts';

export const testPath = cmdlet({
  name: 'Test-Path',
  module: 'Microsoft.PowerShell.Management',
  className: 'TestPathCommand',
  defaultParameterSet: 'Path',
  outputTypes: ['System.Boolean'],
  synopsis: 'Determines whether all elements of a path exist.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {Path: {mandatory: true, position: 0, pipeline: 'both'}},
      wildcards: true,
      allowNull: true,
      allowEmptyString: true,
      allowEmptyCollection: true,
      help: 'Paths; wildcards are allowed.',
    },
    ...NAME_FILTERS,
    PathType: {
      type: 'string',
      aliases: ['Type'],
      validate: [{set: ['Any', 'Container', 'Leaf']}],
      help: 'Any, Container or Leaf.',
    },
    IsValid: {type: 'switch', help: 'Tests the form of the path only.'},
    OlderThan: {type: 'datetime', help: 'Changed before this time.'},
    NewerThan: {type: 'datetime', help: 'Changed after this time.'},
    LiteralPath: {
      type: 'string[]',
      sets: {LiteralPath: {mandatory: true, pipeline: 'name'}},
      aliases: ['PSPath', 'LP'],
      allowNull: true,
      allowEmptyString: true,
      allowEmptyCollection: true,
      help: 'Paths taken as they are, without wildcards.',
    },
    Credential: CREDENTIAL,
  },
  examples: [{title: 'Is it a folder?', code: 'Test-Path ./vm -PathType Container'}],

  process(run, p) {
    const texts = (p.LiteralPath ?? p.Path ?? []) as (string | null)[];
    if (texts.length === 0) return noPath();
    for (const text of texts) {
      if (text === null || text === undefined) noPath();
      else if (refusesCredential(run, p, text)) continue;
      else run.writeObject(text.trim() !== '' && test(text));
    }

    function noPath() {
      run.writeError(
        run.error(
          'NullPathNotPermitted',
          'InvalidArgument',
          new NetException(
            'System.ArgumentNullException',
            "Value cannot be null. (Parameter 'The provided Path argument was null or an empty collection.')",
          ),
          null,
        ),
      );
    }

    function test(text: string): boolean {
      try {
        const place = resolvePath(run.session, text);
        if (p.IsValid) return !text.includes('\0');
        const found =
          p.LiteralPath === undefined && (hasWildcard(text) || text.includes('`'))
            ? expandPath(run.session, text, true)
            : [place];
        return found.some(each => itemExists(run.session, each) && fits(each));
      } catch (error) {
        if (error instanceof NetException) return false; // no such drive
        throw error;
      }
    }

    function fits(place: ProviderPath): boolean {
      if (!nameTest(p)(itemName(place))) return false;
      if (
        p.PathType &&
        p.PathType.toLowerCase() !== 'any' &&
        (p.PathType.toLowerCase() === 'container') !== isContainer(place)
      )
        return false;
      if (!isFile(place) || (p.OlderThan === undefined && p.NewerThan === undefined)) return true;
      const time = getProperty(itemObject(run.session, place), 'LastWriteTime');
      return (
        (p.OlderThan === undefined || compare(time, p.OlderThan) < 0) &&
        (p.NewerThan === undefined || compare(time, p.NewerThan) > 0)
      );
    }
  },
});
