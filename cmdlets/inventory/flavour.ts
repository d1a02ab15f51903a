/**
 * The two vocabularies over one inventory: how each words what it says.
 *
 * Ids, categories and texts are those of the Hyper-V module and of VMware.VimAutomation.Core, since scripts
 * test for them.
 */
import {type ErrorCategory, ErrorRecord} from '../../shell/errors/error-record.ts';
import {convertTo} from '../../shell/conversion/convert.ts';
import {NetException} from '../../shell/values/net-exception.ts';
import type {Value} from '../../shell/values/value.ts';

export type Flavour = 'HyperV' | 'PowerCLI';

const CLASS_PREFIX: Readonly<Record<Flavour, string>> = {
  HyperV: 'Microsoft.HyperV.PowerShell.Commands.',
  PowerCLI: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.',
};

const ERROR_CATEGORY = 'System.Management.Automation.ErrorCategory';

const EXCEPTION: Readonly<Record<Flavour, string>> = {
  HyperV: 'Microsoft.HyperV.PowerShell.VirtualizationException',
  PowerCLI: 'VMware.VimAutomation.Sdk.Types.V1.ErrorHandling.VimException.VimException',
};

/** Kinds of failure that PowerCLI has exceptions of their own for (exceptions.ts). */
export const POWERCLI_EXCEPTION = {
  connection:
    'VMware.VimAutomation.Sdk.Types.V1.ErrorHandling.VimException.ViServerConnectionException',
  name: 'VMware.VimAutomation.ViCore.Types.V1.ErrorHandling.DuplicateName',
  powerState: 'VMware.VimAutomation.ViCore.Types.V1.ErrorHandling.InvalidPowerState',
} as const;

/** Who speaks: the cmdlet's name (`Start-VM`) and its vocabulary. */
export interface Speaker {
  readonly flavour: Flavour;
  readonly cmdlet: string;
  /** Last part of the class, where it does not follow from the name. */
  readonly className?: string;
}

/** Class of the cmdlet as error ids carry it: `Microsoft.HyperV.PowerShell.Commands.StartVM`. */
export function commandClass({flavour, cmdlet, className}: Speaker): string {
  return CLASS_PREFIX[flavour] + (className ?? cmdlet.replace('-', ''));
}

export function vmError(
  speaker: Speaker,
  id: string,
  category: ErrorCategory,
  message: string,
  target: Value = null,
  exception: string = EXCEPTION[speaker.flavour],
): ErrorRecord {
  return new ErrorRecord(
    new NetException(exception, message, {
      fields: {ErrorId: id, ErrorCategory: convertTo(category, ERROR_CATEGORY)},
    }),
    `${id},${commandClass(speaker)}`,
    category,
    target,
  );
}

/** No machine has this name. */
export function vmNotFound(speaker: Speaker, name: string): ErrorRecord {
  return speaker.flavour === 'HyperV'
    ? vmError(
        speaker,
        'InvalidParameter',
        'InvalidArgument',
        `Hyper-V was unable to find a virtual machine with name "${name}".`,
        name,
      )
    : notFound(speaker, 'VM', name);
}

export function vmIdNotFound(speaker: Speaker, id: string): ErrorRecord {
  return speaker.flavour === 'HyperV'
    ? vmError(
        speaker,
        'InvalidParameter',
        'InvalidArgument',
        `Hyper-V was unable to find a virtual machine with id "${id}".`,
        id,
      )
    : vmError(
        speaker,
        'Core_OutputHelper_WriteNotFoundError',
        'ObjectNotFound',
        `VM with id '${id}' was not found using the specified filter(s).`,
      );
}

/** PowerCLI's text for a name given to a Get cmdlet. */
export function notFound(speaker: Speaker, kind: string, name: string): ErrorRecord {
  const message = `${kind} with name '${name}' was not found using the specified filter(s).`;
  return vmError(speaker, 'Core_OutputHelper_WriteNotFoundError', 'ObjectNotFound', message, name);
}

/** PowerCLI's text for a name given where an object is taken. */
export function objectByNameNotFound(speaker: Speaker, type: string, name: string): ErrorRecord {
  const message = `Could not find ${type} with name '${name}'.`;
  return vmError(
    speaker,
    'Core_ObnSelector_SelectObjectByNameCore_ObjectNotFound',
    'ObjectNotFound',
    message,
    name,
  );
}

/** The machine is in a state that does not allow the action. */
export function invalidState(
  speaker: Speaker,
  name: string,
  stateText: string,
  target: Value,
): ErrorRecord {
  if (speaker.flavour === 'HyperV') {
    return vmError(
      speaker,
      'InvalidState',
      'InvalidOperation',
      'The operation cannot be performed while the object is in its current state.',
      target,
    );
  }
  const message = `The operation for the entity "${name}" failed with the following message: "The attempted operation cannot be performed in the current state (${stateText})."`;
  return vmError(
    speaker,
    'Client20_TaskServiceImpl_CheckServerSideTaskUpdates_OperationFailed',
    'NotSpecified',
    message,
    target,
    POWERCLI_EXCEPTION.powerState,
  );
}

/** A name that is taken. */
export function nameTaken(speaker: Speaker, name: string): ErrorRecord {
  const message = `The name '${name}' already exists.`;
  return speaker.flavour === 'HyperV'
    ? vmError(speaker, 'ResourceExists', 'ResourceExists', message, name)
    : vmError(
        speaker,
        'Client20_TaskServiceImpl_CheckServerSideTaskUpdates_OperationFailed',
        'ResourceExists',
        message,
        name,
        POWERCLI_EXCEPTION.name,
      );
}
