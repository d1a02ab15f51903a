/** Get-View: objects as the vSphere API shows them. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {
  convertTo,
  getProperty,
  Hashtable,
  isNull,
  NetType,
  toArray,
  toText,
} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {type Speaker, vmError} from '../inventory/flavour.ts';
import {powerCliId} from '../inventory/machine-id.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {ManagedObject} from '../vim/managed-object.ts';
import {ManagedReference} from '../vim/managed-reference.ts';
import {findView, viewsOfType} from '../vim/views.ts';

const speaker: Speaker = {
  flavour: 'PowerCLI',
  cmdlet: 'Get-View',
  className: 'DotNetInterop.GetVIView',
};

/** What a PowerCLI object, a name of a machine, a reference or an identifier leads to. */
function references(run: Run, given: Value): ManagedReference[] {
  if (given instanceof ManagedReference) return [given];
  if (given instanceof ManagedObject) return [given.reference];
  const id = typeof given === 'string' ? null : getProperty(given, 'Id');
  if (typeof id === 'string') return [convertTo(id, REFERENCE) as ManagedReference];
  return machinesGiven(run, speaker, [given]).map(
    machine => convertTo(powerCliId(machine.id), REFERENCE) as ManagedReference,
  );
}

const REFERENCE = 'VMware.Vim.ManagedObjectReference';

function viewOf(run: Run, moRef: ManagedReference): ManagedObject[] {
  const found = findView(run.door(), moRef);
  if (found !== undefined) return [found];
  const message = `View with Id '${moRef.id}' was not found on the server(s).`;
  run.writeError(vmError(speaker, 'Core_BaseCmdlet_UnknownError', 'NotSpecified', message, moRef));
  return [];
}

function ofType(run: Run, type: Value): ManagedObject[] {
  const name = type instanceof NetType ? type.fullName : toText(type);
  const short = name.split('.').at(-1) ?? name;
  const found = viewsOfType(run.door(), short);
  if (found !== undefined) return found;
  const message = `Views of type '${short}' are not implemented: this host has no such objects.`;
  return run.throwTerminatingError(
    vmError(speaker, 'Core_BaseCmdlet_UnknownError', 'NotImplemented', message, type),
  );
}

/** Every path of the filter must match its expression, as text. */
function passes(view: ManagedObject, filter: Hashtable): boolean {
  return filter.keys().every(key => {
    let value: Value = view;
    for (const name of toText(key).split('.'))
      value = isNull(value) ? null : getProperty(value, name);
    const expression = new RegExp(toText(filter.get(key)), 'i');
    return toArray(value).some(each => expression.test(toText(each)));
  });
}

/** Only these properties, by the first part of their paths. */
function limited(view: ManagedObject, properties: readonly string[] | undefined): ManagedObject {
  if (properties === undefined) return view;
  view.only = new Set(properties.map(path => (path.split('.')[0] ?? '').toLowerCase()));
  return view;
}

export const getView = cmdlet({
  name: 'Get-View',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.DotNetInterop.GetVIView',
  synopsis: 'Retrieves objects as the vSphere API shows them.',
  description: 'A property that nothing on this host could answer is an error when it is read.',
  defaultParameterSet: 'GetViewByVIObject',
  parameters: {
    VIObject: {
      type: 'object[]',
      help: 'PowerCLI objects, or names of machines.',
      sets: {GetViewByVIObject: {mandatory: true, position: 0, pipeline: 'value'}},
    },
    Id: {
      type: 'VMware.Vim.ManagedObjectReference[]',
      help: 'References, or identifiers such as ServiceInstance.',
      aliases: ['MoRef'],
      sets: {GetView: {mandatory: true}},
    },
    ViewType: {
      type: 'object',
      help: 'The class of views, such as VirtualMachine.',
      sets: {GetEntity: {mandatory: true}},
    },
    Filter: {
      type: 'hashtable',
      help: 'Property paths and the regular expressions they must match.',
      sets: {GetEntity: {}},
    },
    Property: {type: 'string[]', help: 'Only these properties are there; the others are null.'},
    Server: serverParameter,
  },
  outputTypes: ['VMware.Vim.ViewBase'],
  examples: [
    {
      title: 'How long machines run',
      code: '(Get-View -ViewType VirtualMachine).Summary.QuickStats.UptimeSeconds',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const {Filter: filter} = p;
    const found =
      p.ViewType === undefined
        ? (p.VIObject ?? p.Id ?? []).flatMap(given => byReference(run, given))
        : ofType(run, p.ViewType);
    for (const view of found)
      if (!(filter instanceof Hashtable) || passes(view, filter))
        run.writeObject(limited(view, p.Property));
  },
});

/** A text that names a managed type is the object of that name: `Get-View ServiceInstance`. */
function byReference(run: Run, given: Value): ManagedObject[] {
  if (typeof given === 'string') {
    const direct = findView(run.door(), convertTo(given, REFERENCE) as ManagedReference);
    if (direct !== undefined) return [direct];
  }
  return references(run, given).flatMap(moRef => viewOf(run, moRef));
}
