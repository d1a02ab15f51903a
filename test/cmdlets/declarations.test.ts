/**
 * Parameters, aliases, sets and positions of the core cmdlets against a table of the original ones.
 *
 * test/fixtures/declarations.tsv, from the reference pages of PowerShell 7.5, without what there is on Windows
 * only; cmdlets that differ from it on purpose are not in it. A parameter: `Name/Aliases`, then either its flags or `[Sets]flags`: `!` mandatory, a digit its
 * position, `v` from the pipe by value, `n` by property name.
 */
import {readFileSync} from 'node:fs';
import test from 'ava';
import {cmdletTable} from 'virtual:cmdlets';
import {cmdletMetadata} from '../../shell/cmdlet/cmdlet-metadata.ts';
import type {Cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {ALL_SETS_NAME, type ParameterMetadata, type SetFlags} from '../../shell/cmdlet/metadata.ts';

const rows = readFileSync('test/fixtures/declarations.tsv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(line => line.split('\t') as [name: string, asks: string, set: string, parameters: string]);

const cmdlets = new Map<string, Cmdlet>(
  cmdletTable
    .filter(({module}) => module.startsWith('Microsoft.PowerShell.'))
    .map(row => [row.name, row.load()]),
);

function flagsText({mandatory, position, byValue, byPropertyName}: SetFlags): string {
  return `${mandatory ? '!' : ''}${position ?? ''}${byValue ? 'v' : ''}${byPropertyName ? 'n' : ''}`;
}

function parameterText({name, aliases, spec}: ParameterMetadata, setNames: readonly string[]) {
  const same = new Map<string, string[]>();
  for (const [set, flags] of spec.sets)
    same.set(flagsText(flags), [...(same.get(flagsText(flags)) ?? []), set]);
  const [only] = same;
  const everywhere = spec.sets.has(ALL_SETS_NAME) || spec.sets.size === setNames.length;
  const membership =
    only && same.size === 1 && everywhere
      ? only[0] && ` ${only[0]}`
      : [...same].map(([flags, sets]) => ` [${sets.sort().join(' ')}]${flags}`).join('');
  return [name, sortText(aliases).join(',')].filter(Boolean).join('/') + membership;
}

function sortText(texts: readonly string[]): string[] {
  return [...texts].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}

function declared(cmdlet: Cmdlet): string[] {
  const {parameters, setNames} = cmdletMetadata(cmdlet);
  const own = parameters.filter(({name}) => name in cmdlet.parameters);
  return [
    cmdlet.supportsShouldProcess ? 'WhatIf' : '-',
    setNames.length > 1 ? (cmdlet.defaultParameterSet ?? '-') : '-',
    ...sortText(own.map(parameter => parameterText(parameter, setNames))),
  ];
}

for (const [name, asks, set, parameters] of rows)
  test(name, t => {
    const cmdlet = cmdlets.get(name);
    if (!cmdlet) return t.fail('There is no such cmdlet.');
    t.deepEqual(declared(cmdlet), [asks, set, ...(parameters ? parameters.split(' | ') : [])]);
  });
