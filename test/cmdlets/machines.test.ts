/** Machines, pools and statistics, as scripts use them, on the true host service. */
import {spawnSync} from 'node:child_process';
import {openSync, readSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {testWith} from '../fixtures/needs.ts';
import {Home} from '../fixtures/product.ts';

const home = new Home({HVSH_STAT_INTERVAL: '1'});

test.after.always(() => home.remove());

/** Runs a script that must succeed silently on the error stream; its output lines. */
function lines(script: string): string[] {
  const {out, err} = home.script(script);
  if (err !== '') throw new Error(err);
  return out.trimEnd().split('\n');
}

test.serial('a machine lives: made, started, paused, resumed, stopped, removed', t => {
  t.deepEqual(
    lines(`
      $vm = New-VM -Name life -MemoryStartupBytes 64MB
      "$($vm.State) $($vm.MemoryStartup / 1MB) $($vm.ProcessorCount) $($vm.Generation)"
      Start-VM life; "$($vm.State)"
      Suspend-VM life; "$((Get-VM life).State)"
      Resume-VM life; "$((Get-VM life).State)"
      Stop-VM life; "$((Get-VM life).State)"
      Remove-VM life -Force; @(Get-VM life*).Count`),
    ['Off 64 1 1', 'Running', 'Paused', 'Running', 'Off', '0'],
  );
});

test.serial('a machine started by one process is running in the next', t => {
  lines('New-VM across 32MB | Start-VM');
  t.deepEqual(lines('"$((Get-VM across).State)"; (Get-VM across).Uptime -gt 0'), [
    'Running',
    'True',
  ]);
  lines('Stop-VM across -TurnOff; Remove-VM across -Force');
});

test.serial('processors are set and read; what they have not is refused', t => {
  t.deepEqual(
    lines(`
      New-VM cpu 32MB | Set-VMProcessor -Maximum 25 -Reserve 10 -RelativeWeight 200 -Count 1
      $p = Get-VM cpu | Get-VMProcessor
      "$($p.VMName) $($p.Maximum) $($p.Reserve) $($p.RelativeWeight) $($p.ExposeVirtualizationExtensions)"
      ($p | Set-VMProcessor -Maximum 100 -CompatibilityForMigrationEnabled $true -Passthru).CompatibilityForMigrationEnabled
      "$((Get-VMResourceConfiguration cpu).CpuLimitMhz)"
      foreach ($wrong in @{Count = 2}, @{ExposeVirtualizationExtensions = $true}, @{HwThreadCountPerCore = 2}, @{Reserve = 20; Maximum = 10}) {
        Set-VMProcessor cpu @wrong -ErrorVariable e -ErrorAction SilentlyContinue
        $e[0].FullyQualifiedErrorId.Split(',')[1].Split('.')[-1]
      }
      (Rename-VM cpu cpu2 -Passthru).Name; @(Get-VM cpu*).Name
      Remove-VM cpu2 -Force`),
    ['cpu 25 10 200 False', 'True', '-1', ...Array(4).fill('SetVMProcessor'), 'cpu2', 'cpu2'],
  );
});

test.serial('metering counts from when it is switched on, over restarts of the machine', t => {
  t.deepEqual(
    lines(`
      New-VM meter 64MB | Out-Null
      Measure-VM meter -ErrorVariable none -ErrorAction SilentlyContinue; $none.Count
      Enable-VMResourceMetering meter; (Get-VM meter).ResourceMeteringEnabled
      (Measure-VM meter).MaximumMemoryUsage
      Start-VM meter; Start-Sleep -Milliseconds 1500; Stop-VM meter -TurnOff
      $m = Get-VM meter | Measure-VM
      "$($m.VMName) $($m.MaximumMemoryUsage) $($m.MinimumMemoryUsage) $($m.AverageMemoryUsage) $($m.AverageProcessorUsage -ge 0)"
      $m.NetworkMeteredTrafficReport.Direction -join ' '
      Get-CimInstance Msvm_ComputerSystem -Namespace root/virtualization/v2 -Filter "ElementName='meter'" |
        Get-CimAssociatedInstance -Association Msvm_MetricForME | Measure-Object | ForEach-Object Count
      Reset-VMResourceMetering meter; (Measure-VM meter).MaximumMemoryUsage
      Disable-VMResourceMetering meter; (Get-VM meter).ResourceMeteringEnabled
      Remove-VM meter -Force`),
    ['1', 'True', '0', 'meter 64 64 64 True', 'Inbound Outbound', '9', '0', 'False'],
  );
});

test.serial('saved machines keep what runs in them', t => {
  t.deepEqual(
    lines(`
      New-VM kept 32MB | Start-VM
      Send-VMConsoleText kept 'hostname before' -Expect '# ' | Out-Null
      Save-VM kept; "$((Get-VM kept).State)"
      Start-VM kept; "$((Get-VM kept).State)"
      @(@(Send-VMConsoleText kept hostname -Expect 'before\\n') -match '^before').Count
      Stop-VM kept -TurnOff; Remove-VM kept -Force`),
    ['Saved', 'Running', '1'],
  );
});

interface Refusal {
  readonly name: string;
  readonly script: string;
  readonly message: RegExp;
  readonly id: string;
  readonly category: string;
}

const HYPERV = 'Microsoft.HyperV.PowerShell.Commands';
const VIM = 'VMware.VimAutomation.ViCore.Cmdlets.Commands';
const TASK_FAILED = 'Client20_TaskServiceImpl_CheckServerSideTaskUpdates_OperationFailed';

const refusals: readonly Refusal[] = [
  {
    name: 'a machine that is not there',
    script: 'Get-VM nosuch',
    message: /Hyper-V was unable to find a virtual machine with name "nosuch"\./,
    id: `InvalidParameter,${HYPERV}.GetVM`,
    category: 'InvalidArgument',
  },
  {
    name: 'the same in PowerCLI',
    script: 'VMware.VimAutomation.Core\\Get-VM nosuch',
    message: /VM with name 'nosuch' was not found using the specified filter\(s\)\./,
    id: `Core_OutputHelper_WriteNotFoundError,${VIM}.GetVM`,
    category: 'ObjectNotFound',
  },
  {
    name: 'removing a running machine',
    script: 'Hyper-V\\Remove-VM busy -Force',
    message: /cannot be performed while the object is in its current state/,
    id: `InvalidState,${HYPERV}.RemoveVM`,
    category: 'InvalidOperation',
  },
  {
    name: 'starting twice in PowerCLI',
    script: 'VMware.VimAutomation.Core\\Start-VM busy',
    message: /cannot be performed in the current state \(Powered on\)/,
    id: `${TASK_FAILED},${VIM}.StartVM`,
    category: 'NotSpecified',
  },
  {
    name: 'a name that is taken',
    script: 'VMware.VimAutomation.Core\\New-VM -Name busy -MemoryMB 32 -DiskMB 1',
    message: /The name 'busy' already exists\./,
    id: `${TASK_FAILED},${VIM}.NewVM`,
    category: 'ResourceExists',
  },
  {
    name: 'a negative size',
    script: 'New-VM bad -MemoryStartupBytes -1',
    message: /[Mm]emory/,
    id: `InvalidParameter,${HYPERV}.NewVM`,
    category: 'InvalidArgument',
  },
  {
    name: 'more memory than can be',
    script: 'New-VM bad -MemoryStartupBytes 1PB',
    message: /[Mm]emory/,
    id: `InvalidParameter,${HYPERV}.NewVM`,
    category: 'InvalidArgument',
  },
  {
    name: 'an image that is not saved',
    script: 'New-VM bad 64MB -Image nosuch',
    message: /not saved on this host\. Save-VMImage nosuch makes it\./,
    id: `ObjectNotFound,${HYPERV}.NewVM`,
    category: 'ObjectNotFound',
  },
  {
    name: 'a kernel that is not there',
    script: 'New-VM bad 64MB -Kernel ./nosuch',
    message: /The kernel file '.*\/nosuch' was not found\./,
    id: `ObjectNotFound,${HYPERV}.NewVM`,
    category: 'ObjectNotFound',
  },
  {
    name: 'more memory than an x86 machine has',
    script: 'New-VM bad 4GB -Kernel ./package.json',
    message: /at most 2032 MB of memory, but is given 4096 MB/,
    id: `InvalidParameter,${HYPERV}.NewVM`,
    category: 'InvalidArgument',
  },
  {
    name: 'a switch that is not there',
    script: 'New-VM bad 64MB -SwitchName lan',
    message: /unable to find a virtual switch with name "lan"/,
    id: `InvalidParameter,${HYPERV}.NewVM`,
    category: 'InvalidArgument',
  },
  {
    name: 'a machine of PowerCLI without a name',
    script: 'New-VM -MemoryMB 32',
    message: /missing mandatory parameters: Name\./,
    id: `MissingMandatoryParameter,${VIM}.NewVM`,
    category: 'InvalidArgument',
  },
  {
    name: 'one whose name is null',
    script: 'New-VM -Name $null -MemoryMB 32',
    message: /Cannot bind argument to parameter 'Name' because it is null\./,
    id: `ParameterArgumentValidationErrorNullNotAllowed,${VIM}.NewVM`,
    category: 'InvalidData',
  },
  {
    name: 'a pool that can not admit',
    script: 'New-ResourcePool -Name toobig -CpuReservationMhz 99999999',
    message: /MHz/,
    id: `PoolCpuShortage,${VIM}.NewResourcePool`,
    category: 'ResourceUnavailable',
  },
  {
    name: 'a pool name that is taken',
    script: 'New-ResourcePool -Name twice',
    message: /The name 'twice' already exists\./,
    id: `${TASK_FAILED},${VIM}.NewResourcePool`,
    category: 'ResourceExists',
  },
  {
    name: 'a counter that is not there',
    script: 'Get-VM busy | Get-Stat -Stat no.such.counter',
    message: /metric counter "no\.such\.counter" doesn't exist/,
    id: `ViCore_BaseGetStatCmdlet_InvalidStat,${VIM}.GetViStats`,
    category: 'ObjectNotFound',
  },
  {
    name: 'a server that is not this machine',
    script: 'Connect-VIServer vcenter.example',
    message: /localhost/,
    id: `Client20_ConnectivityServiceImpl_Reconnect_NameResolutionFailure,${VIM}.ConnectVIServer`,
    category: 'ObjectNotFound',
  },
  {
    name: 'a parameter that no side has',
    script: 'Get-VM -Nope 1',
    message: /A parameter cannot be found that matches parameter name 'Nope'\./,
    id: `NamedParameterNotFound,${HYPERV}.GetVM`,
    category: 'InvalidArgument',
  },
  {
    name: 'an argument of the wrong type',
    script: 'New-VM bad -MemoryStartupBytes plenty',
    message: /Cannot bind parameter 'MemoryStartupBytes'/,
    id: `CannotConvertArgumentNoMessage,${HYPERV}.NewVM`,
    category: 'InvalidArgument',
  },
];

test.serial(
  'refusals: message, id and category of the original; exit code 1; nothing changed',
  t => {
    lines('New-VM busy 32MB | Start-VM; New-ResourcePool -Name twice | Out-Null');
    const state =
      'Get-VM | ForEach-Object { "$($_.Name) $($_.State)" }; Get-ResourcePool | ForEach-Object Name';
    const before = lines(state);
    for (const {name, script, message, id, category} of refusals) {
      const {err, code} = home.script(script);
      t.regex(err, message, name);
      t.is(code, 1, name);
      const shown = lines(
        `try { & { ${script} } 2>$null | Out-Null } catch {}; $Error[0].FullyQualifiedErrorId; "$($Error[0].CategoryInfo.Category)"`,
      );
      t.deepEqual(shown, [id, category], name);
    }
    t.deepEqual(lines(state), before);
    lines('Stop-VM busy -TurnOff; Remove-VM busy -Force');
  },
);

test.serial('typed catches run for the exceptions of both modules', t => {
  const sdk = 'VMware.VimAutomation.Sdk.Types.V1.ErrorHandling.VimException';
  t.deepEqual(
    lines(`
      try { Get-VM nosuch -ErrorAction Stop } catch [Microsoft.HyperV.PowerShell.VirtualizationException] { $_.CategoryInfo.Reason }
      try { VMware.VimAutomation.Core\\Get-VM nosuch -ErrorAction Stop } catch [${sdk}.VimException] { "$($_.Exception.ErrorCategory)" }
      try { Connect-VIServer far.example -ErrorAction Stop } catch [VMware.VimAutomation.ViCore.Types.V1.ErrorHandling.InvalidLogin] { 'login' } catch [${sdk}.ViServerConnectionException] { 'connection' }`),
    ['VirtualizationException', 'ObjectNotFound', 'connection'],
  );
});

test.serial('Hyper-V warns where PowerCLI refuses', t => {
  lines('New-VM warned 32MB | Start-VM');
  t.deepEqual(lines('Hyper-V\\Start-VM warned 3>&1 | ForEach-Object { "$_" }'), [
    'The virtual machine is already in the specified state.',
  ]);
  lines('Stop-VM warned -TurnOff; Remove-VM warned -Force');
});

test.serial('the bare name speaks the vocabulary of the call', t => {
  const hyperV = 'Microsoft.HyperV.PowerShell.VirtualMachine';
  const powerCli = 'VMware.VimAutomation.ViCore.Impl.V1.VM.UniversalVirtualMachineImpl';
  t.deepEqual(
    lines(`
      New-VM plain 32MB | ForEach-Object { $_.PSObject.TypeNames[0] }
      Connect-VIServer localhost | Out-Null
      (Get-VM plain).PSObject.TypeNames[0]
      Import-Module Hyper-V
      (Get-VM plain).PSObject.TypeNames[0]
      Import-Module VMware.VimAutomation.Core
      (Get-VM plain).PSObject.TypeNames[0]
      (Get-VM plain -ComputerName localhost).PSObject.TypeNames[0]
      Remove-VM plain -Confirm:$false`),
    [hyperV, powerCli, hyperV, powerCli, hyperV],
  );
});

test.serial('-WhatIf tells and does nothing', t => {
  const {out} = home.script('New-VM ghost 32MB -WhatIf; @(Get-VM ghost*).Count');
  t.is(out, 'What if: Performing the operation "New-VM" on target "ghost".\n0\n');
});

test.serial('pools nest; shares, reservation and limit come back as set', t => {
  t.deepEqual(
    lines(`
      New-ResourcePool -Name top -CpuSharesLevel High -CpuReservationMhz 300 | Out-Null
      $sub = New-ResourcePool -Location top -Name sub -NumCpuShares 1234 -CpuLimitMhz 500
      "$($sub.Parent) $($sub.CpuSharesLevel) $($sub.NumCpuShares) $($sub.CpuLimitMHz)"
      Set-ResourcePool sub -CpuLimitMhz -1 | ForEach-Object { $_.CpuLimitMHz }
      New-VM -Name inside -ResourcePool sub -MemoryMB 32 -DiskMB 1 | Out-Null
      (Get-VM -Location top).Name
      (Get-ResourcePool -VM inside).Name
      Move-VM inside -Destination top | ForEach-Object { "$($_.ResourcePool)" }
      Remove-ResourcePool top -Confirm:$false
      "$((Get-VM inside | Get-ResourcePool).Name)"
      Remove-VM inside -DeletePermanently -Confirm:$false
      Remove-ResourcePool sub -Confirm:$false`),
    ['top Custom 1234 500', '-1', 'inside', 'sub', 'top', 'Resources'],
  );
});

test.serial('ExtensionData and Get-View show a machine as vSphere does', t => {
  t.deepEqual(
    lines(`
      Connect-VIServer localhost | Out-Null
      New-VM -Name seen -MemoryMB 32 -DiskMB 4 -DiskStorageFormat Thin -Notes first | Out-Null
      $vm = Get-VM seen
      $data = $vm.ExtensionData
      "$($data.MoRef)" -eq $vm.Id
      "$($data.Config.Hardware.MemoryMB) $($data.Config.Annotation) $($data.Runtime.PowerState) $($data.Guest.ToolsStatus)"
      $disk = $data.Config.Hardware.Device | Where-Object { $_ -is [VMware.Vim.VirtualDisk] }
      "$($disk.Key) $($disk.ControllerKey) $($disk.CapacityInKB) $($disk.Backing.ThinProvisioned) $($disk.Backing.FileName)"
      $disk.Backing.FileName -eq (Get-HardDisk $vm).Filename
      $spec = New-Object VMware.Vim.VirtualMachineConfigSpec -Property @{MemoryMB = 48; Annotation = 'second'}
      $task = $vm.ExtensionData.ReconfigVM_Task($spec)
      (Get-Task -Id $task | Wait-Task) -eq $null
      "$((Get-VM seen).MemoryMB) $((Get-View -ViewType VirtualMachine -Filter @{Name = '^seen$'}).Config.Annotation)"
      (Get-View (Get-View $data.Runtime.Host).Parent).MoRef.Type
      $vm -is [VMware.VimAutomation.ViCore.Impl.V1.Inventory.InventoryItemImpl]
      (Get-VM -Location (Get-Datacenter)).Name -contains 'seen'
      foreach ($bad in { $data.LayoutEx }, { $spec.ChangeTrackingEnabled = $true; $data.ReconfigVM($spec) }) {
        try { & $bad } catch { $_.Exception.InnerException.GetType().Name }
      }
      Remove-VM seen -DeletePermanently -Confirm:$false`),
    [
      'True',
      '32 first poweredOff toolsNotRunning',
      '2000 1000 4096 True [datastore1] disks/seen.vhdx',
      'True',
      'True',
      '48 second',
      'ComputeResource',
      'True',
      'True',
      'NotImplementedException',
      'NotImplementedException',
    ],
  );
});

test.serial('advanced settings are kept with a machine', t => {
  t.deepEqual(
    lines(`
      Connect-VIServer localhost | Out-Null
      New-VM -Name noted -MemoryMB 32 -DiskMB 1 | Out-Null
      New-AdvancedSetting -Entity noted -Name guestinfo.owner -Value ada -Confirm:$false | ForEach-Object { "$_ $($_.Type)" }
      try { New-AdvancedSetting -Entity noted -Name GuestInfo.Owner -Value eve -Confirm:$false -ErrorAction Stop } catch { $_.CategoryInfo.Category }
      Get-VM noted | Get-AdvancedSetting guestinfo.* | Set-AdvancedSetting -Value bob -Confirm:$false | Out-Null
      $spec = New-Object VMware.Vim.VirtualMachineConfigSpec
      $spec.ExtraConfig += New-Object VMware.Vim.OptionValue -Property @{Key = 'log.keepOld'; Value = '10'}
      (Get-VM noted).ExtensionData.ReconfigVM($spec)
      (Get-VM noted).ExtensionData.Config.ExtraConfig | ForEach-Object { "$($_.Key)=$($_.Value)" }
      Get-AdvancedSetting -Entity noted -Name log.keepOld | Remove-AdvancedSetting -Confirm:$false
      (Get-AdvancedSetting -Entity noted).Name
      @(Get-AdvancedSetting -Entity noted -Name nosuch).Count
      (Get-VMHost | Get-AdvancedSetting Hvsh.ReservationMode).Value
      Remove-VM noted -DeletePermanently -Confirm:$false`),
    [
      'guestinfo.owner:ada VM',
      'ResourceExists',
      'guestinfo.owner=bob',
      'log.keepOld=10',
      'guestinfo.owner',
      '0',
      'floor',
    ],
  );
});

test.serial('what happens to a machine is kept as events', t => {
  t.deepEqual(
    lines(`
      Connect-VIServer localhost | Out-Null
      New-VM -Name seen -MemoryMB 32 -DiskMB 1 | Start-VM | Out-Null
      $vm = Get-VM seen
      Set-VM seen -Notes x -Confirm:$false | Out-Null
      Stop-VM seen -Confirm:$false | Out-Null
      Get-VIEvent seen -Start (Get-Date).AddMinutes(-1) | ForEach-Object { $_.GetType().Name } | Get-Unique
      (Get-VIEvent seen -MaxSamples 1).FullFormattedMessage
      (Get-VIEvent seen)[0].Vm.Vm -eq $vm.Id
      Remove-VM seen -DeletePermanently -Confirm:$false
      (Get-VIEvent -MaxSamples 1).GetType().FullName`),
    [
      'VmPoweredOffEvent',
      'VmStoppingEvent',
      'VmReconfiguredEvent',
      'VmPoweredOnEvent',
      'VmStartingEvent',
      'VmReconfiguredEvent',
      'VmCreatedEvent',
      'seen is powered off',
      'True',
      'VMware.Vim.VmRemovedEvent',
    ],
  );
});

test.serial('a datastore is the file system that machines are kept on', t => {
  const [name = '', room = '', kind = ''] = lines(`
    $store = Get-Datastore
    $store.Name
    $store.FreeSpaceGB -gt 0 -and $store.FreeSpaceGB -lt $store.CapacityGB
    $store.ExtensionData.Summary.Type`);
  t.deepEqual([name, room, kind], ['datastore1', 'True', 'Local']);
});

test.serial('statistics are measured: a busy machine shows, a limit holds', t => {
  const [busy = '', limited = '', memory = ''] = lines(`
    New-VM -Name meter -MemoryMB 64 -DiskMB 1 | Start-VM | Out-Null
    Send-VMConsoleText meter 'load cpu 100'
    Start-Sleep 3
    $now = { (Get-VM meter | Get-Stat -Stat cpu.usagemhz.average -IntervalSecs 1 -MaxSamples 1 -Instance '').Value }
    & $now
    Get-VM meter | Get-VMResourceConfiguration | Set-VMResourceConfiguration -CpuLimitMhz 300 | Out-Null
    Start-Sleep 3
    & $now
    (Get-VM meter | Get-Stat -Stat mem.consumed.average -IntervalSecs 1 -MaxSamples 1).Value
    VMware.VimAutomation.Core\\Stop-VM meter -Confirm:$false | Out-Null
    Remove-VM meter -DeletePermanently -Confirm:$false`);
  t.true(Number(busy) > 330, `busy: ${busy} MHz`);
  t.true(Number(limited) > 150 && Number(limited) < 330, `limited: ${limited} MHz`);
  t.true(Number(memory) > 100 && Number(memory) < 64 * 1024, `memory: ${memory} KB`);
});

testWith('qemu-img')('qemu-img reads what a machine wrote, at its place', t => {
  const file = path.join(home.folder, 'written.vhd');
  const answer = home.script(`
    New-VM writer 32MB -NewVHDPath ${file} -NewVHDSizeBytes 64MB | Start-VM
    Send-VMConsoleText writer 'disk write 1M 16M 7' -Expect 'wrote' | Out-Null
    Stop-VM writer; Remove-VM writer -Force`);
  t.is(answer.err, '');
  const info = spawnSync('qemu-img', ['info', '--output=json', file], {encoding: 'utf8'});
  t.is((JSON.parse(info.stdout) as {format: string}).format, 'vpc');
  const raw = path.join(home.folder, 'written.raw');
  t.is(spawnSync('qemu-img', ['convert', '-O', 'raw', file, raw]).status, 0);
  const words = new Int32Array(1024);
  const handle = openSync(raw, 'r');
  const at = (16 << 20) + 8192;
  readSync(handle, words, 0, 4096, at);
  t.true(words.every((word, index) => word === patternWord(at + 4 * index, 7)));
  readSync(handle, words, 0, 4096, (16 << 20) - 4096);
  t.true(words.every(word => word === 0));
});

/** The guest's pattern: a word follows from its place on the disk and the number given. */
function patternWord(offset: number, pattern: number): number {
  return (Math.imul((offset / 4) | 0, 0x9e3779b1) ^ Math.imul(pattern, 0x85ebca6b)) | 0;
}

test.serial(
  'switches and adapters: made, connected, changed while the machine runs, removed',
  t => {
    t.deepEqual(
      lines(`
      (Get-VMSwitch | Select-Object -First 1).Name
      $s = New-VMSwitch lab -SwitchType Private; "$($s.Name) $($s.SwitchType)"
      New-VM net 32MB -SwitchName lab | Start-VM
      $a = Get-VMNetworkAdapter net; "$($a.Name) $($a.SwitchName) $($a.MacAddress -match '^00155D[0-9A-F]{6}$')"
      Set-VMNetworkAdapterVlan net -Trunk -NativeVlanId 1 -AllowedVlanIdList '5-7,9'
      (Get-VMNetworkAdapterVlan net).VlanList
      Set-VMNetworkAdapter net -MaximumBandwidth 1000001 -MacAddressSpoofing On
      $a = Get-VMNetworkAdapter net; "$($a.BandwidthSetting.MaximumBandwidth) $($a.MacAddressSpoofing) $($a.DhcpGuard)"
      Disconnect-VMNetworkAdapter net; (Get-VMNetworkAdapter net).Connected
      Connect-VMNetworkAdapter net -SwitchName 'Default Switch'
      Set-VMNetworkAdapterVlan net -Untagged
      (Get-NetworkAdapter net).NetworkName
      New-NetworkAdapter -VM net -NetworkName lab -Confirm:$false | ForEach-Object Name
      Remove-VMSwitch lab -Force; @(Get-VMNetworkAdapter net).SwitchName -join ','
      "$(Send-VMConsoleText net 'dhcp' -Expect 'by 192')" -match '192.168.137.10/24'
      $m = Add-NetNatStaticMapping 'Default Switch' -Protocol TCP -ExternalIPAddress 127.0.0.1 -ExternalPort 18199 -InternalIPAddress 192.168.137.10 -InternalPort 80
      "$($m.NatName) $($m.ExternalPort) $($m.InternalIPAddress):$($m.InternalPort)"; $m | Remove-NetNatStaticMapping -Confirm:$false
      Get-VMSwitch nosuch -ErrorVariable e -ErrorAction SilentlyContinue; $e[0].Exception.Message
      Stop-VM net -TurnOff; Remove-VM net -Force`),
      [
        'Default Switch',
        'lab Private',
        'Network Adapter lab True',
        '1,5-7,9',
        '1000000 On Off',
        'False',
        'Default Switch',
        'Network adapter 2',
        'Default Switch,',
        'True',
        'Default Switch 18199 192.168.137.10:80',
        'Hyper-V was unable to find a virtual switch with name "nosuch".',
      ],
    );
  },
);
