/**
 * CIM sessions. This host is the only one that can be reached, so a session is a name for the door
 * that is open anyway; sessions live as long as the shell.
 */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {defineType, PSCustomObject} from '../../shell/values/index.ts';
import {hostName} from '../../hypervisor/wmi/object-path.ts';
import {Guid} from '../../shell/types/guid.ts';

const TYPE_NAME = 'Microsoft.Management.Infrastructure.CimSession';

export class CimSessionObject extends PSCustomObject {
  readonly id: number;
  readonly name: string;
  readonly computerName: string;

  constructor(id: number, name: string, computerName: string) {
    super();
    this.id = id;
    this.name = name;
    this.computerName = computerName;
    this.typeNames = [TYPE_NAME, 'System.Object'];
    this.note('Id', id);
    this.note('Name', name);
    this.note('InstanceId', Guid.newGuid());
    this.note('ComputerName', computerName);
    this.note('Protocol', 'LOCAL');
  }
}

export const cimSessionType = defineType<CimSessionObject>({
  fullName: TYPE_NAME,
  accelerator: 'cimsession',
  instance: CimSessionObject,
  toText: self => self.name,
});

const sessions = new Map<number, CimSessionObject>();
let lastId = 0;

export function openSession(name: string | undefined, computerName: string): CimSessionObject {
  const id = ++lastId;
  const session = new CimSessionObject(id, name ?? `CimSession${id}`, computerName);
  sessions.set(id, session);
  return session;
}

export function allSessions(): CimSessionObject[] {
  return [...sessions.values()];
}

export function closeSession(session: CimSessionObject): void {
  sessions.delete(session.id);
}

/** Writes an error for each computer that is not this one; true when there was none. */
export function isThisHost(run: Run, computers: readonly string[] | undefined): boolean {
  const others = (computers ?? []).filter(name => !isLocal(name));
  for (const name of others)
    run.writeError(
      run.error(
        'HRESULT 0x80338012',
        'ConnectionError',
        `The client cannot connect to "${name}": only this host can be reached.`,
        name,
      ),
    );
  return others.length === 0;
}

function isLocal(name: string): boolean {
  return ['.', 'localhost', '127.0.0.1', '::1', hostName.toLowerCase()].includes(
    name.toLowerCase(),
  );
}
