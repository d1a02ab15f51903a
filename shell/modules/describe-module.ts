/** What a manifest says of its module: on the module object, and for modules that were not run. */
import {isNull, toArray, toText} from '../values/index.ts';
import type {Manifest} from './manifest.ts';
import {ModuleInfo, type ModuleType} from './module-info.ts';
import type {FoundModule} from './module-path.ts';

/** By the root module; `Manifest` when there is none. */
export function moduleTypeOf(manifest: Manifest | null): ModuleType {
  return manifest !== null && manifest.rootModule === '' ? 'Manifest' : 'Script';
}

export function describe(module: ModuleInfo, manifest: Manifest): void {
  const {psData} = manifest;
  const data = (key: string): string => {
    const value = psData.get(key);
    return isNull(value) ? '' : toText(value);
  };
  module.version = manifest.version;
  module.guid = manifest.text('GUID') || module.guid;
  module.description = manifest.text('Description');
  module.author = manifest.text('Author');
  module.companyName = manifest.text('CompanyName');
  module.copyright = manifest.text('Copyright');
  module.rootModule = manifest.rootModule;
  module.helpInfoUri = manifest.text('HelpInfoURI');
  module.powerShellVersion = manifest.text('PowerShellVersion') || null;
  module.powerShellHostVersion = manifest.text('PowerShellHostVersion') || null;
  module.powerShellHostName = manifest.text('PowerShellHostName') || null;
  module.clrVersion = manifest.text('CLRVersion') || null;
  module.dotNetFrameworkVersion = manifest.text('DotNetFrameworkVersion') || null;
  module.processorArchitecture = manifest.text('ProcessorArchitecture') || 'None';
  module.compatibleEditions = manifest.list('CompatiblePSEditions');
  module.fileList = manifest.list('FileList');
  module.privateData = manifest.value('PrivateData');
  module.prefix = manifest.text('DefaultCommandPrefix');
  module.prerelease = data('Prerelease');
  module.projectUri = data('ProjectUri');
  module.licenseUri = data('LicenseUri');
  module.iconUri = data('IconUri');
  module.releaseNotes = data('ReleaseNotes');
  const tags = psData.get('Tags');
  module.tags = isNull(tags) ? [] : toArray(tags).map(toText);
}

/** The module a manifest describes without running it: Get-Module -ListAvailable, Test-ModuleManifest. */
export function describeModule(found: FoundModule): ModuleInfo {
  const {manifest} = found;
  const module = new ModuleInfo(found.name, moduleTypeOf(manifest), null);
  module.path = found.path;
  module.source = found.path;
  module.moduleBase = found.base;
  if (manifest) {
    describe(module, manifest);
    const names = (list: string[]) => list.filter(name => !/[*?]/.test(name));
    module.declared = {
      functions: names(manifest.functions),
      cmdlets: names(manifest.cmdlets),
      aliases: names(manifest.aliases),
    };
    module.required = manifest.requiredModules.map(
      ({name}) => new ModuleInfo(name, 'Manifest', null),
    );
  } else module.declared = {functions: found.declaredNames(), cmdlets: [], aliases: []};
  return module;
}
