/**
 * Adding, changing and removing device settings in a configuration: pure functions from one
 * configuration to the next (wmi.md 5.5, 9.4). Whether the machine's state allows it, and what a
 * running one does about it, is machine-settings.ts.
 */
import {randomUUID} from 'node:crypto';
import {type AskedSettings, replaced} from './asked-settings.ts';
import {type DeviceKind, deviceKind, kindOfType, settingOf} from './device-kinds.ts';
import type {
  MachineConfig,
  ResourceConfig,
  StoredProperties,
  StoredValue,
} from './machine-config.ts';
import {changed, machineShares} from './resources/allocation.ts';
import {
  checkNetworkPlace,
  checkNetworkValues,
  idBelowAdapter,
  isBelowAdapter,
  NETWORK_SETTABLE,
} from './networks/network-settings.ts';
import {modifyProcessor} from './processor-settings.ts';
import {RETURN, VmmsError} from './vmms-error.ts';

const MEMORY_STEP_MB = 2;
const MEMORY_MIN_MB = 32;
const MEMORY_MAX_MB = 12 * 1024 * 1024;
const SCSI_PLACES = 64;
const SCSI_CONTROLLERS = 4;
const IDE_PLACES = 2;

export function addResource(
  config: MachineConfig,
  asked: AskedSettings,
  processorMHz: number,
): {config: MachineConfig; resource: ResourceConfig} {
  const kind = kindOfType(asked.ResourceType ?? undefined, asked.ResourceSubType);
  if (!kind)
    throw new VmmsError(
      RETURN.InvalidParameter,
      `There is no device of the type ${String(asked.ResourceType)}, ${String(asked.ResourceSubType)}.`,
    );
  const fixed = config.resources.find(resource => resource.kind === kind.name);
  if (kind.fixedId !== undefined && fixed) {
    const next = modifyResource(config, fixed, asked, processorMHz);
    return {
      config: next,
      resource: next.resources.find(resource => resource.id === fixed.id) ?? fixed,
    };
  }
  const placed = isDrive(kind.name) ? withPlace(config, asked) : asked;
  const resource: ResourceConfig = {
    id: newId(config, kind, placed),
    kind: kind.name,
    properties: kept(kind, placed),
  };
  checkPlace(config, kind, resource);
  return {config: {...config, resources: [...config.resources, resource]}, resource};
}

export function modifyResource(
  config: MachineConfig,
  old: ResourceConfig,
  asked: AskedSettings,
  processorMHz: number,
): MachineConfig {
  if (old.kind === 'processor') return modifyProcessor(config, old, asked, processorMHz);
  if (old.kind === 'memory') return modifyMemory(config, old, asked);
  const resource = {...old, properties: {...old.properties, ...kept(deviceKind(old.kind), asked)}};
  checkPlace(
    {...config, resources: config.resources.filter(other => other !== old)},
    deviceKind(old.kind),
    resource,
  );
  return replaced(config, old, resource);
}

/** Removes a resource and everything that hangs on it. */
export function removeResource(config: MachineConfig, resource: ResourceConfig): MachineConfig {
  if (deviceKind(resource.kind).always)
    throw new VmmsError(
      RETURN.InvalidParameter,
      `${deviceKind(resource.kind).elementName} is part of every machine and can not be removed.`,
    );
  const gone = new Set([resource.id]);
  for (let size = 0; size !== gone.size; ) {
    size = gone.size;
    for (const other of config.resources)
      if (gone.has(String(other.properties.Parent ?? ''))) gone.add(other.id);
  }
  return {...config, resources: config.resources.filter(other => !gone.has(other.id))};
}

/** Which properties of each kind are kept; the rest of a text is not settable. */
const SETTABLE: Readonly<Record<string, readonly string[]>> = {
  'boot-source': ['Image', 'Kernel', 'Initrd', 'CommandLine'],
  'scsi-controller': ['ElementName'],
  'ide-controller': ['ElementName', 'Address'],
  'disk-drive': ['ElementName', 'Parent', 'AddressOnParent'],
  'dvd-drive': ['ElementName', 'Parent', 'AddressOnParent'],
  'dvd-disk': ['ElementName', 'Parent', 'HostResource'],
  'hard-disk': ['ElementName', 'Parent', 'HostResource', 'Access'],
  ...NETWORK_SETTABLE,
  heartbeat: ['EnabledState'],
  shutdown: ['EnabledState'],
  'time-sync': ['EnabledState'],
  kvp: ['EnabledState'],
  vss: ['EnabledState'],
  'guest-service': ['EnabledState'],
};

function kept(kind: DeviceKind, asked: AskedSettings): StoredProperties {
  const names = (SETTABLE[kind.name] ?? []).filter(
    name => asked[name] !== undefined && asked[name] !== null,
  );
  const properties = Object.fromEntries(names.map(name => [name, asked[name] ?? null]));
  if ('EnabledState' in properties) checkOneOf('EnabledState', properties.EnabledState, [2, 3]);
  checkNetworkValues(properties);
  if ('Access' in properties) checkOneOf('Access', properties.Access, [1, 3]);
  return properties;
}

function checkOneOf(name: string, value: unknown, allowed: readonly number[]): void {
  if (!allowed.includes(Number(value)))
    throw new VmmsError(
      RETURN.InvalidParameter,
      `${name} must be ${allowed.join(' or ')}, but is ${String(value)}.`,
    );
}

/** `<controller>\<n>\<place>\D` for drives and `\L` for media (wmi.md 2), a GUID of its own otherwise. */
function newId(config: MachineConfig, kind: DeviceKind, asked: AskedSettings): string {
  if (kind.fixedId !== undefined) return kind.fixedId;
  const parent = config.resources.find(resource => resource.id === asked.Parent);
  if (isDrive(kind.name) && parent) return `${parent.id}\\0\\${String(asked.AddressOnParent)}\\D`;
  if (driveOf(kind.name) && parent) return parent.id.replace(/D$/, 'L');
  if (parent && isBelowAdapter(kind.name)) return `${parent.id}\\${idBelowAdapter(kind.name)}`;
  return randomUUID().toUpperCase();
}

/** What each kind of medium is put into. */
const DRIVES: Readonly<Record<string, string>> = {
  'hard-disk': 'disk-drive',
  'dvd-disk': 'dvd-drive',
};

/** The kind of drive that takes a kind of medium; undefined: it is no medium. */
function driveOf(kind: string): string | undefined {
  return DRIVES[kind];
}

function isDrive(kind: string): boolean {
  return Object.values(DRIVES).includes(kind);
}

/** A drive without a place gets the first free one of its controller. */
function withPlace(config: MachineConfig, asked: AskedSettings): AskedSettings {
  const controller = config.resources.find(resource => resource.id === asked.Parent);
  if (!controller || (asked.AddressOnParent !== undefined && asked.AddressOnParent !== null))
    return asked;
  const taken = places(config, controller);
  const free = Array.from({length: placesOf(controller)}, (_, place) => place).find(
    place => !taken.has(place),
  );
  if (free !== undefined) return {...asked, AddressOnParent: String(free)};
  throw new VmmsError(
    RETURN.Failed,
    `The ${deviceKind(controller.kind).elementName} has no free place.`,
  );
}

function placesOf(controller: ResourceConfig): number {
  return controller.kind === 'ide-controller' ? IDE_PLACES : SCSI_PLACES;
}

function places(config: MachineConfig, controller: ResourceConfig): Set<number> {
  const drives = config.resources.filter(resource => resource.properties.Parent === controller.id);
  return new Set(drives.map(drive => Number(drive.properties.AddressOnParent ?? 0)));
}

/** Drives hang on controllers, media on drives, and a place holds one thing (wmi.md 5.5.1). */
function checkPlace(config: MachineConfig, kind: DeviceKind, resource: ResourceConfig): void {
  const parent = config.resources.find(other => other.id === resource.properties.Parent);
  const refuse = (text: string): never => {
    throw new VmmsError(RETURN.Failed, text);
  };
  if (
    kind.name === 'scsi-controller' &&
    config.resources.filter(other => other.kind === kind.name).length >= SCSI_CONTROLLERS
  )
    refuse(`A machine can have ${SCSI_CONTROLLERS} SCSI controllers.`);
  checkNetworkPlace(config, kind, resource);
  if (isDrive(kind.name)) {
    if (!parent?.kind.endsWith('-controller'))
      return refuse('The Parent of a drive must be a controller of the same machine.');
    const place = Number(resource.properties.AddressOnParent);
    if (!(place >= 0 && place < placesOf(parent)))
      refuse(
        `The ${deviceKind(parent.kind).elementName} has places 0 to ${placesOf(parent) - 1}, not ${place}.`,
      );
    if (places(config, parent).has(place))
      refuse(`Place ${place} of the ${deviceKind(parent.kind).elementName} is taken.`);
  }
  const drive = driveOf(kind.name);
  if (drive) {
    if (parent?.kind !== drive) refuse('The Parent of a disk must be a drive of the same machine.');
    if (
      config.resources.some(
        other => other.kind === kind.name && other.properties.Parent === parent?.id,
      )
    )
      refuse('The drive holds a disk already.');
    const [file] = (resource.properties.HostResource ?? []) as string[];
    if (!file) refuse('A disk needs the path of its file in HostResource.');
  }
}

/**
 * Start-up memory in MB, the bounds of dynamic memory, and the weight; shares = weight x MB / 500, so
 * that 5000 is Normal.
 */
function modifyMemory(
  config: MachineConfig,
  old: ResourceConfig,
  asked: AskedSettings,
): MachineConfig {
  const own = (name: string): StoredValue => asked[name] ?? old.properties[name] ?? null;
  const value = (name: string): StoredValue => asked[name] ?? settingOf(old, name);
  const size = Number(value('VirtualQuantity'));
  if (!(size >= MEMORY_MIN_MB && size <= MEMORY_MAX_MB && size % MEMORY_STEP_MB === 0))
    throw new VmmsError(
      RETURN.InvalidParameter,
      `Memory must be ${MEMORY_MIN_MB} MB to 12 TB and a multiple of ${MEMORY_STEP_MB} MB, but is ${size} MB.`,
    );
  if (config.memory.reservation > size * 1024)
    throw new VmmsError(
      RETURN.InvalidParameter,
      `Memory (${size} MB) must not be below the memory reservation (${config.memory.reservation / 1024} MB).`,
      {fault: 'BadSetting'},
    );
  const weight =
    asked.Weight === undefined || asked.Weight === null
      ? memoryWeightOf(config, size)
      : Number(asked.Weight);
  const memory =
    weight === memoryWeightOf(config, size)
      ? config.memory
      : changed(
          config.memory,
          weight === 5000 ? {level: 'Normal'} : {shares: Math.round((weight * size) / 500)},
          'memory',
        );
  return replaced({...config, memory}, old, {
    ...old,
    properties: {...old.properties, VirtualQuantity: size, ...dynamicMemory(size, value, own)},
  });
}

const BUFFER_MIN = 5;
const BUFFER_MAX = 2000;

/** Without dynamic memory the bounds are the size, and nothing of them is kept. */
function dynamicMemory(
  size: number,
  value: (name: string) => StoredValue,
  own: (name: string) => StoredValue,
): StoredProperties {
  const [minimum, maximum] = [Number(own('Reservation') ?? size), Number(own('Limit') ?? size)];
  const buffer = Number(value('TargetMemoryBuffer'));
  if (!(buffer >= BUFFER_MIN && buffer <= BUFFER_MAX))
    invalidMemory(`The buffer must be ${BUFFER_MIN} to ${BUFFER_MAX} percent, but is ${buffer}.`);
  if (value('DynamicMemoryEnabled') !== true)
    return {DynamicMemoryEnabled: false, TargetMemoryBuffer: buffer};
  if (!(minimum >= MEMORY_MIN_MB && minimum <= size))
    invalidMemory(
      `The minimum memory must be ${MEMORY_MIN_MB} MB to the startup memory (${size} MB), but is ${minimum} MB.`,
    );
  if (!(maximum >= size && maximum <= MEMORY_MAX_MB))
    invalidMemory(
      `The maximum memory must be the startup memory (${size} MB) to 12 TB, but is ${maximum} MB.`,
    );
  return {
    DynamicMemoryEnabled: true,
    Reservation: minimum,
    Limit: maximum,
    TargetMemoryBuffer: buffer,
  };
}

function invalidMemory(text: string): never {
  throw new VmmsError(RETURN.InvalidParameter, text);
}

/** Whether a running machine can take the change: the least may sink, buffer and weight may change. */
export function isHotMemoryChange(before: ResourceConfig, after: ResourceConfig): boolean {
  const same = (name: string): boolean => settingOf(before, name) === settingOf(after, name);
  return (
    same('VirtualQuantity') &&
    same('DynamicMemoryEnabled') &&
    same('Limit') &&
    Number(settingOf(after, 'Reservation')) <= Number(settingOf(before, 'Reservation'))
  );
}

export function memoryWeightOf(config: MachineConfig, sizeMB: number): number {
  return Math.round((machineShares('memory', config.memory, sizeMB) * 500) / sizeMB);
}
