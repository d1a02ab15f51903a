/**
 * Which frames a port may send and get, by VLAN (hyperv-wire.md 5.5).
 *
 * Inside the switch a frame belongs to one VLAN; 0 is that of untagged ports.
 */
import {UNTAGGED, VLAN_ID} from './frame.ts';
import type {VlanMode} from './port-settings.ts';

/** VLAN of a frame that comes in with this tag, or undefined: the port may not send it. */
export function ingressVlan(vlan: VlanMode, tag: number): number | undefined {
  // A tag with id 0 carries a priority only.
  const id = tag === UNTAGGED ? 0 : tag & VLAN_ID;
  if (vlan.mode !== 'trunk') return id === 0 ? ownVlan(vlan) : undefined;
  if (id === 0) return vlan.native;
  return vlan.allowed.includes(id) ? id : undefined;
}

/** Id in the tag with which a frame of the VLAN leaves; 0: without; undefined: not a member. */
export function egressId(vlan: VlanMode, id: number): number | undefined {
  if (vlan.mode !== 'trunk') return ownVlan(vlan) === id ? 0 : undefined;
  if (id === vlan.native) return 0;
  return vlan.allowed.includes(id) ? id : undefined;
}

function ownVlan(vlan: Exclude<VlanMode, {mode: 'trunk'}>): number {
  if (vlan.mode === 'untagged') return 0;
  return vlan.mode === 'access' ? vlan.id : vlan.primary;
}

/** Whether two members of a VLAN may talk: private VLANs part some. */
export function mayReach(from: VlanMode, to: VlanMode): boolean {
  if (!isPrivate(from) || !isPrivate(to)) return isPrivate(from) === isPrivate(to);
  if (from.mode === 'promiscuous') return to.mode === 'promiscuous' || isServed(from, to);
  if (to.mode === 'promiscuous') return isServed(to, from);
  return from.mode === 'community' && to.mode === 'community' && from.secondary === to.secondary;
}

type PrivateVlan = Extract<VlanMode, {primary: number}>;
type Promiscuous = Extract<VlanMode, {secondaries: readonly number[]}>;

function isPrivate(vlan: VlanMode): vlan is PrivateVlan {
  return 'primary' in vlan;
}

function isServed(port: Promiscuous, other: Exclude<PrivateVlan, Promiscuous>): boolean {
  return port.secondaries.includes(other.secondary);
}
