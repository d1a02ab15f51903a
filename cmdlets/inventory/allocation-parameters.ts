/** Limit, Reservation and Shares as parameters of pools and machines, and as settings of the door. */
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import type {ParameterDeclaration} from '../../shell/cmdlet/cmdlet.ts';
import {asNumber} from '../../shell/conversion/plain-number.ts';
import {UNLIMITED} from './resource-pool.ts';

/** Largest amount that a limit or reservation may name, in MHz, MB or GB. */
const MOST = 1_000_000_000;

const LEVELS = ['Low', 'Normal', 'High', 'Custom'] as const;

/** What pools and machines have in common, under the names the pool cmdlets use. */
export const allocationParameters = {
  CpuSharesLevel: {
    type: 'string',
    help: 'Low, Normal, High, or Custom with -NumCpuShares.',
    validate: [{set: LEVELS}],
  },
  NumCpuShares: {
    type: 'int',
    help: 'Processor shares, with level Custom.',
    validate: [{range: [1, 4_000_000]}],
  },
  CpuReservationMhz: {
    type: 'long',
    help: 'Processor time guaranteed, in MHz.',
    validate: [{range: [0, MOST]}],
  },
  CpuLimitMhz: {
    type: 'long',
    help: 'Processor time never exceeded, in MHz; -1 is unlimited.',
    allowNull: true,
    validate: [{range: [-1, MOST]}],
  },
  MemSharesLevel: {
    type: 'string',
    help: 'Low, Normal, High, or Custom with -NumMemShares.',
    validate: [{set: LEVELS}],
  },
  NumMemShares: {
    type: 'int',
    help: 'Memory shares, with level Custom.',
    validate: [{range: [1, 4_000_000]}],
  },
  MemReservationMB: {
    type: 'long',
    help: 'Memory guaranteed, in MB.',
    validate: [{range: [0, MOST]}],
  },
  MemReservationGB: {
    type: 'decimal',
    help: 'Memory guaranteed, in GB.',
    validate: [{range: [0, MOST]}],
  },
  MemLimitMB: {
    type: 'long',
    help: 'Memory never exceeded, in MB; -1 is unlimited.',
    allowNull: true,
    validate: [{range: [-1, MOST]}],
  },
  MemLimitGB: {
    type: 'decimal',
    help: 'Memory never exceeded, in GB; -1 is unlimited.',
    allowNull: true,
    validate: [{range: [-1, MOST]}],
  },
} as const satisfies Record<string, ParameterDeclaration>;

export const expandableParameters = {
  CpuExpandableReservation: {
    type: 'bool',
    help: 'May borrow unreserved processor time from the parent.',
  },
  MemExpandableReservation: {type: 'bool', help: 'May borrow unreserved memory from the parent.'},
} as const satisfies Record<string, ParameterDeclaration>;

type Given = Readonly<Record<string, unknown>>;

const limitOf = (value: unknown, unit: number): CimValue => {
  const number = value === null ? UNLIMITED : asNumber(value);
  return number === UNLIMITED ? null : Math.round(number * unit);
};

const plain = (value: unknown): CimValue =>
  typeof value === 'string' || typeof value === 'boolean' ? value : asNumber(value);

/** Parameter name to the door's setting, and how the value is written. */
const SETTINGS: Readonly<
  Record<string, readonly [setting: string, form: (value: unknown) => CimValue]>
> = {
  CpuSharesLevel: ['CpuSharesLevel', plain],
  NumCpuShares: ['NumCpuShares', plain],
  CpuReservationMhz: ['CpuReservationMHz', plain],
  CpuLimitMhz: ['CpuLimitMHz', value => limitOf(value, 1)],
  CpuExpandableReservation: ['CpuExpandableReservation', plain],
  MemSharesLevel: ['MemSharesLevel', plain],
  NumMemShares: ['NumMemShares', plain],
  MemReservationMB: ['MemReservationMB', plain],
  MemReservationGB: ['MemReservationMB', value => Math.round(asNumber(value) * 1024)],
  MemLimitMB: ['MemLimitMB', value => limitOf(value, 1)],
  MemLimitGB: ['MemLimitMB', value => limitOf(value, 1024)],
  MemExpandableReservation: ['MemExpandableReservation', plain],
};

/** Settings of the door for what was bound. A number of shares alone means level Custom. */
export function allocationSettings(p: Given): Record<string, CimValue> {
  const settings: Record<string, CimValue> = {};
  for (const [name, [setting, form]] of Object.entries(SETTINGS)) {
    if (p[name] !== undefined) settings[setting] = form(p[name]);
  }
  for (const kind of ['Cpu', 'Mem']) {
    if (settings[`Num${kind}Shares`] !== undefined) settings[`${kind}SharesLevel`] ??= 'Custom';
  }
  return settings;
}
