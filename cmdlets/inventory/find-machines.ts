/** From names, ids, objects and wildcards to machines, with the errors of either vocabulary. */
import type {Run} from '../../shell/cmdlet/run.ts';
import {hasWildcard, wildcard} from '../../shell/values/wildcard.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import type {ErrorRecord} from '../../shell/errors/error-record.ts';
import type {Value} from '../../shell/values/value.ts';
import {textOf} from './cim-fields.ts';
import {
  type Flavour,
  objectByNameNotFound,
  type Speaker,
  vmIdNotFound,
  vmNotFound,
} from './flavour.ts';
import {machineOf, VirtualMachine} from './virtual-machine.ts';
import {powerCliId} from './machine-id.ts';

/** All machines, by name; names that differ in case only keep their order of creation. */
export function allMachines(run: Run, flavour: Flavour): VirtualMachine[] {
  const door = run.door();
  const summaries = door.query('SELECT * FROM Msvm_SummaryInformation');
  const key = new Map(
    summaries.map(summary => [summary, textOf(summary, 'ElementName').toLowerCase()]),
  );
  summaries.sort((a, b) =>
    (key.get(a) ?? '') < (key.get(b) ?? '') ? -1 : (key.get(a) ?? '') > (key.get(b) ?? '') ? 1 : 0,
  );
  return summaries.map(summary => machineOf(door, flavour, summary));
}

/** WQL text literal. */
const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function named(run: Run, flavour: Flavour, name: string): VirtualMachine[] {
  if (hasWildcard(name)) {
    const matches = wildcard(name);
    return allMachines(run, flavour).filter(machine => matches(machine.name));
  }
  const door = run.door();
  return door
    .query(`SELECT * FROM Msvm_SummaryInformation WHERE ElementName=${quoted(name)}`)
    .map(summary => machineOf(door, flavour, summary));
}

/** Machines with these names; a literal name that nobody has is reported, a wildcard is silent. */
export function machinesByName(
  run: Run,
  speaker: Speaker,
  names: readonly string[],
): VirtualMachine[] {
  return names.flatMap(name => {
    const found = named(run, speaker.flavour, name);
    if (found.length === 0 && !hasWildcard(name)) run.writeError(vmNotFound(speaker, name));
    return found;
  });
}

/** Machines by GUID or PowerCLI id. */
export function machinesById(run: Run, speaker: Speaker, ids: readonly string[]): VirtualMachine[] {
  const all = allMachines(run, speaker.flavour);
  return ids.flatMap(id => {
    const found = all.filter(
      machine => machine.id.toLowerCase() === id.toLowerCase() || powerCliId(machine.id) === id,
    );
    if (found.length === 0) run.writeError(vmIdNotFound(speaker, id));
    return found;
  });
}

const machineNotFound = (speaker: Speaker, name: string): ErrorRecord =>
  speaker.flavour === 'HyperV'
    ? vmNotFound(speaker, name)
    : objectByNameNotFound(speaker, 'VirtualMachine', name);

/**
 * What a `-VM` parameter was given: machines, or names in their place (PowerCLI's object-by-name). A name
 * that matches nothing is an error also with wildcards, since an object was asked for; when nothing at all
 * was found, it ends the command.
 */
export function machinesGiven(
  run: Run,
  speaker: Speaker,
  given: readonly Value[],
): VirtualMachine[] {
  const missing: string[] = [];
  const machines = given.flatMap(value => {
    if (value instanceof VirtualMachine) return [value];
    const found = named(run, speaker.flavour, toText(value));
    if (found.length === 0) missing.push(toText(value));
    return found;
  });
  const [first] = missing;
  if (first !== undefined && machines.length === 0)
    run.throwTerminatingError(machineNotFound(speaker, first));
  for (const name of missing) run.writeError(machineNotFound(speaker, name));
  return machines;
}

/** Machines of a cmdlet that takes `-Name` or `-VMName`, or `-VM`. */
export function selected(
  run: Run,
  speaker: Speaker,
  p: {readonly Name?: unknown; readonly VMName?: unknown; readonly VM?: unknown},
): VirtualMachine[] {
  if (Array.isArray(p.VM)) return machinesGiven(run, speaker, p.VM);
  const names = p.VMName ?? p.Name;
  return machinesByName(run, speaker, Array.isArray(names) ? names.map(toText) : []);
}

/** Names for tab completion. */
export function completeMachineNames(run: Run, word: string): string[] {
  const wanted = word.toLowerCase();
  return allMachines(run, 'HyperV')
    .map(machine => machine.name)
    .filter(name => name.toLowerCase().startsWith(wanted));
}
