import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';

declare const HVSH_PRODUCT: string;

/** Lines of a script and what each writes, in one session over a fresh host. */
const script: readonly [string, string][] = [
  [
    "$ns = 'root/virtualization/v2'; (Get-CimInstance Win32_OperatingSystem).CSName -eq (Get-CimInstance Win32_ComputerSystem).Name",
    'True',
  ],
  [
    "$s = New-CimInstance Msvm_VirtualSystemSettingData -Namespace $ns -ClientOnly -Property @{ElementName='web01'}; $s.ElementName",
    'web01',
  ],
  [
    '$v = Get-CimInstance Msvm_VirtualSystemManagementService -Namespace $ns; ($v | Invoke-CimMethod -MethodName DefineSystem -Arguments @{SystemSettings=$s}).ReturnValue',
    '0',
  ],
  [
    '$vm = Get-CimInstance Msvm_ComputerSystem -Namespace $ns -Filter "ElementName=\'web01\'"; $vm.EnabledState.GetType().Name',
    'UInt16',
  ],
  [
    '$vm.PSTypeNames[0]',
    'Microsoft.Management.Infrastructure.CimInstance#root/virtualization/v2/Msvm_ComputerSystem',
  ],
  [
    '"$vm" -match \'^Msvm_ComputerSystem \\(CreationClassName = "Msvm_ComputerSystem", Name = "[0-9A-F-]{36}"\\)$\'',
    'True',
  ],
  ['$vm.CimSystemProperties.ClassName', 'Msvm_ComputerSystem'],
  ['$vm.InstallDate -is [datetime]', 'True'],
  [
    '($vm | Get-CimAssociatedInstance -Association Msvm_SettingsDefineState).VirtualSystemIdentifier -eq $vm.Name',
    'True',
  ],
  ['(Get-CimInstance Msvm_ComputerSystem -Namespace $ns -KeyOnly | Get-CimInstance).Count', '2'],
  ['(Get-CimClass Msvm_ComputerSystem -Namespace $ns).CimClassMethods.Name', 'RequestStateChange'],
  [
    'Get-CimClass Msvm_*Job -Namespace $ns -MethodName GetErrorEx | ForEach-Object CimClassName',
    'Msvm_ConcreteJob|Msvm_CopyFileToGuestJob',
  ],
  [
    'Get-CimInstance Nope 2>$null; $Error[0].FullyQualifiedErrorId',
    'HRESULT 0x80041010,Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand',
  ],
  ['$Error[0].CategoryInfo.Category', 'MetadataError'],
  [
    '$vm | Remove-CimInstance 2>$null; $Error[0].FullyQualifiedErrorId',
    'HRESULT 0x80041024,Microsoft.Management.Infrastructure.CimCmdlets.RemoveCimInstanceCommand',
  ],
  [
    '$c = New-CimSession -Name here; (Get-CimSession -Name here).ComputerName; Remove-CimSession $c; @(Get-CimSession).Count',
    'localhost|0',
  ],
];

test('CIM cmdlets over the door', t => {
  const home = mkdtempSync(path.join(tmpdir(), 'hvsh-cim-'));
  const env = {...process.env, HVSH_HOME: home};
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [HVSH_PRODUCT, ...args], {env, encoding: 'utf8'});
  t.teardown(() => {
    run('host', 'stop');
    rmSync(home, {recursive: true, force: true});
  });
  const marked = script.map(([line], index) => `'#${index}'\n${line}`).join('\n');
  const {stdout, stderr} = run('-NoProfile', '-c', marked);
  const answers = stdout.split(/^#\d+\n/m).slice(1);
  script.forEach(([line, expected], index) =>
    t.is(answers[index]?.trim().replaceAll('\n', '|'), expected, `${line}\n${stderr}`),
  );
});
