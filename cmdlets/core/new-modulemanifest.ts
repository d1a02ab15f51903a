/** New-ModuleManifest: writes a module manifest. Language specification 14. */
import {randomUUID} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import {userInfo} from 'node:os';
import path from 'node:path';
import type {ParameterDeclaration, Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {manifestText} from '../../shell/modules/manifest-text.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {convertTo, getProperty, NetException, toText} from '../../shell/values/index.ts';

const text = (help: string) => ({type: 'string', help}) as const;
const texts = (help: string) => ({type: 'string[]', help, allowEmptyCollection: true}) as const;
const version = (help: string) => ({type: 'version', help}) as const;
const modules = (help: string) => ({type: 'object[]', help}) as const;
const uri = (help: string) => ({type: 'uri', help}) as const;

const MEMBERS = {
  RootModule: {...text('The script module.'), aliases: ['ModuleToProcess']},
  ModuleVersion: version('Version of the module; 0.0.1 by default.'),
  CompatiblePSEditions: texts('Editions it runs on: Desktop, Core.'),
  Guid: {type: 'guid', help: 'Its identity; a new one by default.'},
  Author: text('Its author; the user by default.'),
  CompanyName: text('Its vendor.'),
  Copyright: text('Its copyright statement.'),
  Description: text('What it does.'),
  PowerShellVersion: version('Least version of PowerShell.'),
  PowerShellHostName: text('Name of the host it needs.'),
  PowerShellHostVersion: version('Least version of that host.'),
  DotNetFrameworkVersion: version('Least version of the .NET Framework.'),
  ClrVersion: version('Least version of the CLR.'),
  ProcessorArchitecture: {
    type: 'System.Reflection.ProcessorArchitecture',
    validate: [{set: ['None', 'X86', 'Amd64', 'Arm']}],
    help: 'Processor it needs.',
  },
  RequiredModules: modules('Modules to import before: names or specifications.'),
  RequiredAssemblies: texts('Assemblies to load before.'),
  ScriptsToProcess: texts("Scripts to run in the caller's scope."),
  TypesToProcess: texts('Type files.'),
  FormatsToProcess: texts('Format files.'),
  NestedModules: modules('Modules to import into it: names or specifications.'),
  FunctionsToExport: texts('Functions it exports.'),
  CmdletsToExport: texts('Cmdlets it exports.'),
  VariablesToExport: texts('Variables it exports.'),
  AliasesToExport: texts('Aliases it exports.'),
  DscResourcesToExport: texts('DSC resources it exports.'),
  ModuleList: modules('Modules packaged with it.'),
  FileList: texts('Files packaged with it.'),
  PrivateData: {type: 'object', help: 'Data for the root module.'},
  HelpInfoUri: text('Where its help is found.'),
  DefaultCommandPrefix: text('Prefix of its nouns.'),
} as const satisfies Record<string, ParameterDeclaration>;

const DATA = {
  Tags: texts('Words for galleries.'),
  LicenseUri: uri('Where its licence is found.'),
  ProjectUri: uri('Its main site.'),
  IconUri: uri('Its icon.'),
  ReleaseNotes: text('What is new.'),
  Prerelease: text('The pre-release part of its version.'),
  RequireLicenseAcceptance: {type: 'switch', help: 'Its licence must be accepted.'},
  ExternalModuleDependencies: texts('Modules that are not in the gallery.'),
} as const satisfies Record<string, ParameterDeclaration>;

export const newModuleManifest = cmdlet({
  name: 'New-ModuleManifest',
  module: 'Microsoft.PowerShell.Core',
  className: 'NewModuleManifestCommand',
  synopsis: 'Creates a new module manifest.',
  supportsShouldProcess: true,
  confirmImpact: 'Low',
  parameters: {
    Path: {
      type: 'string',
      mandatory: true,
      position: 0,
      pipeline: 'value',
      help: 'The file, which ends in .psd1.',
    },
    ...MEMBERS,
    ...DATA,
    PassThru: {type: 'switch', help: 'Writes the text of the manifest.'},
  },
  outputTypes: ['System.String'],
  examples: [{title: 'A manifest', code: 'New-ModuleManifest ./My.psd1 -RootModule My.psm1'}],

  end(run, p) {
    const file = filePath(run.session, p.Path);
    if (!/\.psd1$/i.test(file)) {
      run.throwTerminatingError(
        run.error(
          'Modules_InvalidModuleManifestPath',
          'InvalidArgument',
          `The specified path '${p.Path}' is not valid; it must be a file with the extension .psd1.`,
          p.Path,
        ),
      );
    }
    if (!run.shouldProcess(file, 'New-ModuleManifest')) return;
    const name = path.basename(file).replace(/\.psd1$/i, '');
    const values = {members: defaults(given(run, MEMBERS)), data: given(run, DATA)};
    const made = manifestText(name, values, new Date().toLocaleDateString('en-US'));
    writeFileSync(file, made);
    if (p.PassThru) run.writeObject(made);
  },
});

/** The bound ones of these parameters, by lower-case name. */
function given(run: Run, declared: Readonly<Record<string, ParameterDeclaration>>) {
  const found = new Map<string, unknown>();
  for (const [name, {type}] of Object.entries(declared)) {
    if (!run.bound.has(name)) continue;
    const value = run.bound.get(name);
    found.set(
      name.toLowerCase(),
      type === 'uri' || name === 'HelpInfoUri' ? absolute(value) : plain(type, value),
    );
  }
  return found;
}

function plain(type: string, value: unknown): unknown {
  if (type === 'switch') return toText(value) === 'True';
  return type === 'version' || type === 'guid' ? toText(value) : value;
}

function absolute(value: unknown): string {
  const address = convertTo(value, 'uri');
  if (getProperty(address, 'IsAbsoluteUri') === true)
    return toText(getProperty(address, 'AbsoluteUri'));
  throw new NetException(
    'System.InvalidOperationException',
    'This operation is not supported for a relative URI.',
    {errorId: 'System.InvalidOperationException'},
  );
}

function defaults(members: Map<string, unknown>): Map<string, unknown> {
  const author = toText(members.get('author') ?? userInfo().username);
  // A manifest that leads to code exports all of it; one still to be edited starts with empty lists.
  const leads = ['rootmodule', 'nestedmodules', 'requiredmodules'].some(name => members.has(name));
  const exported = leads ? '*' : [];
  const usual: readonly (readonly [string, unknown])[] = [
    ['moduleversion', '0.0.1'],
    ['guid', randomUUID()],
    ['author', author],
    ['companyname', 'Unknown'],
    ['copyright', `(c) ${author}. All rights reserved.`],
    ['functionstoexport', exported],
    ['cmdletstoexport', exported],
    ['variablestoexport', '*'],
    ['aliasestoexport', exported],
  ];
  for (const [name, value] of usual) if (!members.has(name)) members.set(name, value);
  return members;
}
