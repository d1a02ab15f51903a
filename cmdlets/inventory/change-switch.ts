/** Changes a switch: its name and notes, and which ends the host has in it. */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {textOf} from './cim-fields.ts';
import type {Speaker} from './flavour.ts';
import {type Outcome, perform, refusal} from './jobs.ts';
import {switchById, type VMSwitch} from './virtual-switch.ts';

const SERVICE = 'Msvm_VirtualEthernetSwitchManagementService';

export interface SwitchChange {
  readonly name?: string | undefined;
  readonly notes?: string | undefined;
  /** Settings of the host's ends; none makes it private, undefined leaves them. */
  readonly ports?: readonly CimInstance[] | undefined;
}

/** The switch as it is then, or undefined after an error was written. */
export function changeSwitch(
  run: Run,
  speaker: Speaker,
  network: VMSwitch,
  {name, notes, ports}: SwitchChange,
): VMSwitch | undefined {
  const activity = `Configuring ${network.name}`;
  const steps: (() => Outcome)[] = [];
  if (ports)
    steps.push(
      () => withoutHost(run, network, activity),
      () => withHost(run, network, ports, activity),
    );
  if (name !== undefined || notes !== undefined) {
    const texts = {
      ...(name === undefined ? {} : {ElementName: name}),
      ...(notes === undefined ? {} : {Notes: [notes]}),
    };
    const {setting} = network;
    const SystemSettings = {...setting, properties: {...setting.properties, ...texts}};
    steps.push(() => perform(run, SERVICE, 'ModifySystemSettings', {SystemSettings}, activity));
  }
  for (const step of steps) {
    const outcome = step();
    if (outcome.code === 0) continue;
    run.writeError(refusal(speaker, `'${network.name}'`, outcome, network));
    return undefined;
  }
  return switchById(run.door(), network.id);
}

const NOTHING: Outcome = {code: 0, message: '', result: {ReturnValue: 0}};

function withoutHost(run: Run, network: VMSwitch, activity: string): Outcome {
  const [end] = run
    .door()
    .query(`SELECT * FROM Msvm_EthernetSwitchPort WHERE SystemName='${network.id}'`)
    .filter(port => ['internal', 'external'].includes(textOf(port, 'Name')));
  if (!end) return NOTHING;
  const params = {ResourceSettings: [{ref: end.path}]};
  return perform(run, SERVICE, 'RemoveResourceSettings', params, activity);
}

function withHost(
  run: Run,
  network: VMSwitch,
  ports: readonly CimInstance[],
  activity: string,
): Outcome {
  if (ports.length === 0) return NOTHING;
  const AffectedConfiguration = {ref: network.setting.path};
  const params = {AffectedConfiguration, ResourceSettings: [...ports]};
  return perform(run, SERVICE, 'AddResourceSettings', params, activity);
}
