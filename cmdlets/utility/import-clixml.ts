/** Import-Clixml: the objects of a file that Export-Clixml wrote. */
import {readFileSync} from 'node:fs';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {decode} from '../../shell/types/encoding.ts';
import {expandPath} from '../../shell/providers/items.ts';
import {
  addMember,
  asNumber,
  DictionaryEntry,
  Hashtable,
  isEnumerable,
  toArray,
} from '../../shell/values/index.ts';
import {onFile} from '../management/file-errors.ts';
import {readObjects} from './clixml-text.ts';

export const importClixml = cmdlet({
  name: 'Import-Clixml',
  module: 'Microsoft.PowerShell.Utility',
  className: 'ImportClixmlCommand',
  defaultParameterSet: 'ByPath',
  outputTypes: ['System.Management.Automation.PSObject'],
  synopsis: 'Imports a CLIXML file and creates corresponding objects in PowerShell.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {ByPath: {mandatory: true, position: 0, pipeline: 'both'}},
      wildcards: true,
      help: 'Paths; wildcards are allowed.',
    },
    LiteralPath: {
      type: 'string[]',
      sets: {ByLiteralPath: {mandatory: true, pipeline: 'name'}},
      aliases: ['PSPath', 'LP'],
      help: 'Paths taken as they are, without wildcards.',
    },
    IncludeTotalCount: {type: 'switch', help: 'Writes first how many objects there are.'},
    Skip: {type: 'ulong', help: 'How many objects to leave out first.'},
    First: {type: 'ulong', help: 'How many objects to write.'},
  },
  examples: [{title: 'Objects of a file', code: 'Import-Clixml now.xml'}],

  process(run, p) {
    const files = p.LiteralPath
      ? p.LiteralPath.map(text => filePath(run.session, text))
      : (p.Path ?? []).flatMap(text => {
          const found = expandPath(run.session, text, true).map(place => place.path);
          return found.length > 0 ? found : [filePath(run.session, text)];
        });
    for (const file of files) {
      const text = onFile(run, file, {id: 'FileOpenFailure', category: 'OpenError'}, () =>
        decode(readFileSync(file)),
      );
      if (text === undefined) continue;
      // The count is not known before the file is read to its end, and PowerShell says so.
      if (p.IncludeTotalCount) run.writeObject(unknownCount());
      const objects = readObjects(run, text);
      const isPaged = p.First !== undefined || p.Skip !== undefined;
      // A page counts what is in a collection, and not the collection.
      const counted = isPaged ? objects.flatMap(object => items(object)) : objects;
      const from = asNumber(p.Skip ?? 0);
      const to = p.First === undefined ? counted.length : from + asNumber(p.First);
      for (const object of counted.slice(from, to)) run.writeObject(object);
    }
  },
});

function items(object: unknown): unknown[] {
  if (object instanceof Hashtable)
    return [...object.entries()].map(entry => new DictionaryEntry(...entry));
  return isEnumerable(object) ? toArray(object) : [object];
}

function unknownCount(): unknown {
  const member = {
    memberType: 'CodeMethod',
    name: 'ToString',
    call: () => 'Unknown total count',
  } as const;
  return addMember(0, member, true);
}
