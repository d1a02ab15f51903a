/** Methods of FileInfo that open streams, and of DirectoryInfo that list it by pattern. */
import {convertTo, toText} from '../values/index.ts';
import type {EnumValue} from '../values/index.ts';
import type {MethodSpec} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';

interface Named {
  readonly fullName: string;
}

/** The files of streams are evaluated when a stream is first opened. */
interface FileTypes {
  openText(name: string): Value;
  appendText(name: string): Value;
  openFile(name: string, mode: number, access?: number): Value;
  createText(name: string): Value;
}
function files(): FileTypes {
  return require('../types/file.ts') as FileTypes;
}

/** FileMode: 2 Create, 3 Open, 4 OpenOrCreate; FileAccess: 1 Read, 2 Write. */
export const streamMethods: Record<string, MethodSpec<Named>> = {
  OpenText: {call: self => files().openText(self.fullName)},
  AppendText: {call: self => files().appendText(self.fullName)},
  CreateText: {call: self => files().createText(self.fullName)},
  OpenRead: {call: self => files().openFile(self.fullName, 3, 1)},
  OpenWrite: {call: self => files().openFile(self.fullName, 4, 2)},
  Open: {
    call: (self, [mode, access]) =>
      files().openFile(
        self.fullName,
        (convertTo(mode, 'System.IO.FileMode') as EnumValue).value,
        access === undefined
          ? undefined
          : (convertTo(access, 'System.IO.FileAccess') as EnumValue).value,
      ),
  },
};

interface Listing {
  entries(
    folder: string,
    want: 'files' | 'directories' | 'all',
    pattern?: string,
    option?: EnumValue,
  ): string[];
}

/** Get... and Enumerate... of files, folders and both, with a pattern and a SearchOption. */
export function listingMethods(make: (file: string) => Value): Record<string, MethodSpec<Named>> {
  const methods: Record<string, MethodSpec<Named>> = {};
  for (const [kind, want] of [
    ['Files', 'files'],
    ['Directories', 'directories'],
    ['FileSystemInfos', 'all'],
  ] as const) {
    const call = (self: Named, [pattern, option]: readonly Value[]): Value[] => {
      const {entries} = require('../types/directory.ts') as Listing;
      const deep =
        option === undefined
          ? undefined
          : (convertTo(option, 'System.IO.SearchOption') as EnumValue);
      const wanted = pattern === undefined ? '*' : toText(pattern);
      return entries(self.fullName, want, wanted, deep).sort(byOrdinal).map(make);
    };
    methods[`Get${kind}`] = {call};
    methods[`Enumerate${kind}`] = {call};
  }
  return methods;
}

function byOrdinal(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
