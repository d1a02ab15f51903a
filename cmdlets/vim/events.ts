/** The events of machines as VMware.Vim.Event: one class for each kind. */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import type {Value} from '../../shell/values/value.ts';
import {numberOf, textOf, timeOf} from '../inventory/cim-fields.ts';
import {DATACENTER_ID, HOST_ID} from '../inventory/ids.ts';
import {powerCliId} from '../inventory/machine-id.ts';
import {referenceOf} from './managed-reference.ts';
import {dataType, type VimData} from './vim-data.ts';

const vmArgument = dataType({
  fullName: 'VMware.Vim.VmEventArgument',
  fields: {Name: 'string', Vm: 'object'},
  toText: self => String(self.values.get('Name') ?? ''),
});
const hostArgument = dataType({
  fullName: 'VMware.Vim.HostEventArgument',
  fields: {Name: 'string', Host: 'object'},
  toText: self => String(self.values.get('Name') ?? ''),
});
const datacenterArgument = dataType({
  fullName: 'VMware.Vim.DatacenterEventArgument',
  fields: {Name: 'string', Datacenter: 'object'},
  toText: self => String(self.values.get('Name') ?? ''),
});

const event = dataType({
  fullName: 'VMware.Vim.Event',
  fields: {
    Key: 'int',
    ChainId: 'int',
    CreatedTime: 'datetime',
    UserName: 'string',
    Datacenter: 'object',
    Host: 'object',
    Vm: 'object',
    FullFormattedMessage: 'string',
  },
});
const vmEvent = dataType({
  fullName: 'VMware.Vim.VmEvent',
  base: event,
  fields: {Template: 'bool'},
});

/** Named here, as the build finds types by their names. */
const KINDS = [
  {fullName: 'VMware.Vim.VmCreatedEvent'},
  {fullName: 'VMware.Vim.VmRemovedEvent'},
  {fullName: 'VMware.Vim.VmRenamedEvent'},
  {fullName: 'VMware.Vim.VmReconfiguredEvent'},
  {fullName: 'VMware.Vim.VmResourcePoolMovedEvent'},
  {fullName: 'VMware.Vim.VmStartingEvent'},
  {fullName: 'VMware.Vim.VmPoweredOnEvent'},
  {fullName: 'VMware.Vim.VmStoppingEvent'},
  {fullName: 'VMware.Vim.VmPoweredOffEvent'},
  {fullName: 'VMware.Vim.VmSuspendingEvent'},
  {fullName: 'VMware.Vim.VmSuspendedEvent'},
  {fullName: 'VMware.Vim.VmResumingEvent'},
] as const;

const classes = new Map(
  KINDS.map(({fullName}) => [fullName, dataType({fullName, base: vmEvent, fields: {}})]),
);

/** From Hvsh_Event; `host` is the name of this host. */
export function eventOf(instance: CimInstance, host: string): VimData {
  const made = classes.get(
    `VMware.Vim.${textOf(instance, 'EventType')}` as 'VMware.Vim.VmCreatedEvent',
  );
  const key = numberOf(instance, 'Key');
  const values: Record<string, Value> = {
    Key: key,
    ChainId: key,
    CreatedTime: timeOf(instance.properties.Time),
    UserName: textOf(instance, 'UserName'),
    FullFormattedMessage: textOf(instance, 'Message'),
    Template: false,
    Vm: vmArgument.make({
      Name: textOf(instance, 'SystemElementName'),
      Vm: referenceOf(powerCliId(textOf(instance, 'SystemName'))),
    }),
    Host: hostArgument.make({Name: host, Host: referenceOf(HOST_ID)}),
    Datacenter: datacenterArgument.make({
      Name: 'ha-datacenter',
      Datacenter: referenceOf(DATACENTER_ID),
    }),
  };
  return (made ?? vmEvent).make(values);
}
