/** `$PSVersionTable`. Language specification 4.1. */
import {release} from 'node:os';
import {convertTo} from '../conversion/convert.ts';
import {Hashtable} from '../values/hashtable.ts';
import type {Value} from '../values/value.ts';

/** The PowerShell whose behaviour this is. */
export const PS_VERSION = '7.5.0';

export function newVersionTable(): Hashtable {
  const table = new Hashtable();
  const rows: readonly (readonly [string, Value])[] = [
    ['PSVersion', convertTo(PS_VERSION, 'semver')],
    ['PSEdition', 'Core'],
    ['GitCommitId', PS_VERSION],
    ['OS', `${process.platform === 'linux' ? 'Linux' : process.platform} ${release()}`],
    ['Platform', 'Unix'],
    ['PSCompatibleVersions', compatibleVersions()],
    ['PSRemotingProtocolVersion', convertTo('2.3', 'version')],
    ['SerializationVersion', convertTo('1.1.0.1', 'version')],
    ['WSManStackVersion', convertTo('3.0', 'version')],
  ];
  for (const [name, value] of rows) table.set(name, value);
  return table;
}

function compatibleVersions(): Value[] {
  return ['1.0', '2.0', '3.0', '4.0', '5.0', '5.1', '6.0', '7.0'].map(text =>
    convertTo(text, 'version'),
  );
}
