/** What a manifest demands of this shell, checked before anything of its module runs. */
import path from 'node:path';
import type {Session} from '../session/session.ts';
import {PS_VERSION} from '../session/version-table.ts';
import {hasWildcard} from '../values/wildcard.ts';
import {invalidManifest, type Manifest} from './manifest.ts';
import {compareVersions} from './version-order.ts';

/** Names of processor architectures in manifests, by Node's. */
const ARCHITECTURES: Readonly<Record<string, string>> = {x64: 'Amd64', arm64: 'Arm', ia32: 'X86'};

/** Throws the first demand that is not met. */
export function checkManifest(manifest: Manifest, name: string, session: Session): void {
  checkMembers(manifest);
  checkVersions(manifest, name);
  checkHost(manifest, name, session);
  const wanted = manifest.text('ProcessorArchitecture') || 'None';
  const own = ARCHITECTURES[process.arch] ?? process.arch;
  if (!/^(none|msil)$/i.test(wanted) && wanted.toLowerCase() !== own.toLowerCase())
    throw invalidManifest(
      manifest.file,
      `The current processor architecture is: ${own}. The module '${name}' requires the following architecture: ${wanted}.`,
      {...UNMET, errorId: 'Modules_InvalidProcessorArchitecture'},
    );
}

const UNMET = {type: 'System.InvalidOperationException'} as const;

function checkMembers(manifest: Manifest): void {
  const {file} = manifest;
  if (!manifest.has('ModuleVersion'))
    throw invalidManifest(
      file,
      `The member 'ModuleVersion' is not present in the module manifest. This member must exist and be assigned a version number of the form 'n.n.n.n'. Add the missing member to the file '${file}'.`,
      {type: 'System.MissingMemberException'},
    );
  if (manifest.has('RootModule') && manifest.has('ModuleToProcess'))
    throw invalidManifest(
      file,
      `The module manifest '${file}' cannot contain both the 'ModuleToProcess' and 'RootModule' members. Change the module manifest to remove one of these members, and then try again.`,
      {
        ...UNMET,
        errorId: 'Modules_ModuleManifestCannotContainBothModuleToProcessAndRootModule',
        category: 'InvalidOperation',
      },
    );
  const named = [manifest.rootModule, ...manifest.nestedModules.map(nested => nested.name)];
  if (named.some(hasWildcard))
    throw invalidManifest(
      file,
      `Wildcard characters are not allowed in members 'ModuleToProcess', 'RootModule', or 'NestedModules' in the module manifest '${file}'.`,
      {
        ...UNMET,
        errorId: 'Modules_WildCardNotAllowedInModuleToProcessAndInNestedModules',
        category: 'InvalidOperation',
      },
    );
}

function checkVersions(manifest: Manifest, name: string): void {
  const {file, version} = manifest;
  const folder = path.basename(path.dirname(file));
  if (/^\d+(\.\d+){1,3}$/.test(folder) && compareVersions(folder, version) !== 0)
    throw invalidManifest(
      file,
      `The ModuleVersion key in module manifest '${file}' specifies module version '${version}' which does not match its version folder name at '${path.dirname(file)}'. Change the value of the ModuleVersion key to match the version folder name.`,
      {...UNMET, errorId: 'Modules_InvalidModuleManifestVersion', category: 'InvalidArgument'},
    );
  const least = manifest.text('PowerShellVersion');
  if (least !== '' && compareVersions(least, PS_VERSION) > 0)
    throw invalidManifest(
      file,
      `The version of PowerShell on this computer is '${PS_VERSION}'. The module '${name}' requires a minimum PowerShell version of '${least}' to run. Verify that you have the minimum required version of PowerShell installed, and then try again.`,
      {...UNMET, errorId: 'Modules_InsufficientPowerShellVersion'},
    );
}

function checkHost(manifest: Manifest, name: string, session: Session): void {
  const wanted = manifest.text('PowerShellHostName');
  const {name: own} = session.host;
  if (wanted !== '' && wanted.toLowerCase() !== own.toLowerCase())
    throw invalidManifest(
      manifest.file,
      `The name of the current PowerShell host is: '${own}'. The module '${name}' requires the following PowerShell host: '${wanted}'.`,
      {...UNMET, errorId: 'Modules_InvalidPowerShellHostName'},
    );
  const least = manifest.text('PowerShellHostVersion');
  if (least !== '' && compareVersions(least, PS_VERSION) > 0)
    throw invalidManifest(
      manifest.file,
      `The current PowerShell host is: '${own}' (version ${PS_VERSION}). The module '${name}' requires a minimum PowerShell host version of '${least}' to run.`,
      {...UNMET, errorId: 'Modules_InsufficientPowerShellHostVersion'},
    );
}
