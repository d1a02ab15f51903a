/**
 * The exception types of the Hyper-V module and of PowerCLI, for typed catches. Source: the names that scripts
 * catch and that CategoryInfo.Reason shows; VMware.VimAutomation.Sdk.Types and ViCore.Types.
 */
import {requireType} from '../../shell/values/find-type.ts';
import type {NetException} from '../../shell/values/net-exception.ts';
import type {MemberTables} from '../../shell/values/type-spec.ts';
import {exceptionType} from '../../shell/types/exception.ts';

interface Row {
  readonly fullName: string;
  readonly base: string;
}

const ROOT = 'System.Exception';
const SDK = 'VMware.VimAutomation.Sdk.Types.V1.ErrorHandling.VimException.';

/** Bases stand before what derives from them. */
const rows: readonly Row[] = [
  {fullName: 'Microsoft.HyperV.PowerShell.VirtualizationException', base: ROOT},
  {fullName: 'VMware.Vim.VimException', base: ROOT},
  {
    fullName: 'VMware.VimAutomation.Sdk.Types.V1.ErrorHandling.VimException.VimException',
    base: ROOT,
  },
  {
    fullName:
      'VMware.VimAutomation.Sdk.Types.V1.ErrorHandling.VimException.ViServerConnectionException',
    base: `${SDK}VimException`,
  },
  {
    fullName: 'VMware.VimAutomation.Sdk.Types.V1.ErrorHandling.VimException.ViError',
    base: `${SDK}VimException`,
  },
  {
    fullName: 'VMware.VimAutomation.Sdk.Types.V1.ErrorHandling.VimException.MethodFault',
    base: `${SDK}ViError`,
  },
  {
    fullName: 'VMware.VimAutomation.ViCore.Types.V1.ErrorHandling.InvalidLogin',
    base: `${SDK}MethodFault`,
  },
  {
    fullName: 'VMware.VimAutomation.ViCore.Types.V1.ErrorHandling.DuplicateName',
    base: `${SDK}MethodFault`,
  },
  {
    fullName: 'VMware.VimAutomation.ViCore.Types.V1.ErrorHandling.InvalidState',
    base: `${SDK}MethodFault`,
  },
  {
    fullName: 'VMware.VimAutomation.ViCore.Types.V1.ErrorHandling.InvalidPowerState',
    base: 'VMware.VimAutomation.ViCore.Types.V1.ErrorHandling.InvalidState',
  },
];

/** What the record says, at the exception too: scripts read `$_.Exception.ErrorCategory`. */
const members: MemberTables<NetException>['members'] = {
  'string ErrorId': self => self.fields.ErrorId ?? null,
  'object ErrorCategory': self => self.fields.ErrorCategory ?? null,
};

requireType(ROOT);
for (const {fullName, base} of rows)
  exceptionType(
    fullName,
    base,
    base === ROOT && fullName !== 'VMware.Vim.VimException' ? members : {},
  );
