/** What guests tell, and what hosts tell guests: integration services as scripts see them, on the true host service. */
import test from 'ava';
import {Home} from '../fixtures/product.ts';

const home = new Home();

test.after.always(() => home.remove());

/** Runs a script that must succeed silently on the error stream; its output lines. */
function lines(script: string): string[] {
  const {out, err} = home.script(script);
  if (err !== '') throw new Error(err);
  return out.trimEnd().split('\n');
}

const NAMESPACE = 'root/virtualization/v2';

/** Functions that the scripts below use. */
const TOOLS = `
  function Wait-For([scriptblock]$what) {
    foreach ($try in 1..200) { if (& $what) { return }; Start-Sleep -Milliseconds 50 }
    throw "Never: $what"
  }
  function Get-Live([string]$class) {
    Get-CimInstance $class -Namespace ${NAMESPACE} | Where-Object SystemName -eq "$($vm.Id)"
  }
  function Invoke-Kvp([string]$method, [string]$name, [string]$data) {
    $item = '<INSTANCE CLASSNAME="Msvm_KvpExchangeDataItem"><PROPERTY NAME="Name" TYPE="string"><VALUE>' + $name +
      '</VALUE></PROPERTY><PROPERTY NAME="Data" TYPE="string"><VALUE>' + $data + '</VALUE></PROPERTY></INSTANCE>'
    $system = Get-CimInstance Msvm_ComputerSystem -Namespace ${NAMESPACE} -Filter "ElementName='$($vm.Name)'"
    $service = Get-CimInstance Msvm_VirtualSystemManagementService -Namespace ${NAMESPACE}
    $job = (Invoke-CimMethod $service -MethodName $method -Arguments @{TargetSystem = $system; DataItems = @($item)}).Job
    Wait-For { (Get-CimInstance -InputObject $job).JobState -ge 7 }
    (Get-CimInstance -InputObject $job).ErrorCode
  }`;

test.serial('key-value pairs: facts of the guest, items of the host', t => {
  t.deepEqual(
    lines(`${TOOLS}
      $vm = New-VM -Name pairs -MemoryStartupBytes 32MB
      Invoke-Kvp AddKvpItems Role web
      Invoke-Kvp AddKvpItems Role web
      Start-VM $vm
      Wait-For { (Get-VMGuest pairs).HostName }
      $guest = Get-VMGuest pairs
      "$($guest.OSFullName) $($guest.HostName) $($guest.State) $((Get-VM pairs).IntegrationServicesVersion)"
      $component = Get-Live Msvm_KvpExchangeComponent
      $component.StatusDescriptions[0]
      $xml = [xml]($component.GuestIntrinsicExchangeItems | Where-Object { $_ -match 'OSVersion' })
      $xml.SelectSingleNode("/INSTANCE/PROPERTY[@NAME='Data']/VALUE/child::text()").Value
      @(@(Send-VMConsoleText pairs kvp -Expect 'Role=web') -match '^Role=web').Count
      Invoke-Kvp ModifyKvpItems Role db
      Invoke-Kvp RemoveKvpItems Nothing x
      (([xml](Get-CimInstance Msvm_KvpExchangeComponentSettingData -Namespace ${NAMESPACE} | Where-Object HostExchangeItems).HostExchangeItems[0]).INSTANCE.PROPERTY | Where-Object NAME -eq Data).VALUE
      Stop-VM pairs -TurnOff; Remove-VM pairs -Force`),
    ['0', '32773', 'tiny pairs Running 3.1', 'OK', '1.0', '1', '0', '32773', 'db'],
  );
});

test.serial('integration services: names, states, changes on a running machine', t => {
  t.deepEqual(
    lines(`${TOOLS}
      $vm = New-VM -Name services -MemoryStartupBytes 32MB
      Get-VMIntegrationService services | ForEach-Object { "$($_.Name): $($_.Enabled)" }
      Start-VM services
      Wait-For { (Get-VMIntegrationService services VSS).PrimaryStatusDescription -eq 'OK' }
      Disable-VMIntegrationService VSS services
      Enable-VMIntegrationService 'Guest Service*' -VM $vm
      Wait-For { (Get-VMIntegrationService services Guest*).PrimaryOperationalStatus -eq 'Ok' }
      $vss = $vm | Get-VMIntegrationService -Name VSS
      "$($vss.Enabled) [$($vss.PrimaryStatusDescription)] $vss"
      $vss | Enable-VMIntegrationService -Passthru | ForEach-Object Enabled
      try { Get-VMIntegrationService services Nothing -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
      Stop-VM services -TurnOff; Remove-VM services -Force`),
    [
      'Guest Service Interface: False',
      'Heartbeat: True',
      'Key-Value Pair Exchange: True',
      'Shutdown: True',
      'Time Synchronization: True',
      'VSS: True',
      'False [] VSS',
      'True',
      'InvalidParameter,Microsoft.HyperV.PowerShell.Commands.GetVMIntegrationService',
    ],
  );
});

test.serial('a file of the host is copied to the guest once guest services are on', t => {
  t.deepEqual(
    lines(`${TOOLS}
      $file = Join-Path ([IO.Path]::GetTempPath()) "hvsh-copy-$PID.txt"
      Set-Content $file ('line of text ' * 3000)
      $vm = New-VM -Name files -MemoryStartupBytes 32MB; Start-VM files
      function Copy-Here { try { Copy-VMFile files $file /srv/ -FileSource Host @args -ErrorAction Stop; 'copied' } catch { "$($_.FullyQualifiedErrorId): $($_.CategoryInfo.Category)" } }
      Copy-Here
      Enable-VMIntegrationService 'Guest Service Interface' files
      Wait-For { (Get-VMIntegrationService files Guest*).PrimaryOperationalStatus -eq 'Ok' }
      Copy-Here
      Copy-Here -CreateFullPath
      Copy-Here
      Copy-Here -Force
      $hash = (Get-FileHash $file).Hash.ToLower()
      @(@(Send-VMConsoleText files "sha256sum /srv/hvsh-copy-$PID.txt" -Expect $hash) -match $hash).Count
      Remove-Item $file
      Stop-VM files -TurnOff; Remove-VM files -Force`),
    [
      'OperationFailed,Microsoft.HyperV.PowerShell.Commands.CopyVMFile: InvalidOperation',
      'OperationFailed,Microsoft.HyperV.PowerShell.Commands.CopyVMFile: ObjectNotFound',
      'copied',
      'OperationFailed,Microsoft.HyperV.PowerShell.Commands.CopyVMFile: NotSpecified',
      'copied',
      '1',
    ],
  );
});

test.serial('the keyboard types into the guest', t => {
  t.deepEqual(
    lines(`${TOOLS}
      $vm = New-VM -Name keys -MemoryStartupBytes 32MB; Start-VM keys
      Send-VMConsoleText keys 'echo up' -Expect 'up' | Out-Null
      $keyboard = Get-Live Msvm_Keyboard
      function Invoke-Key([string]$method, [hashtable]$arguments) { (Invoke-CimMethod $keyboard -MethodName $method -Arguments $arguments).ReturnValue }
      Invoke-Key TypeText @{asciiText = 'echo Typed:'}
      Invoke-Key PressKey @{keyCode = [uint32]16}
      (Invoke-CimMethod $keyboard -MethodName IsKeyPressed -Arguments @{keyCode = [uint32]16}).keyState
      Invoke-Key TypeKey @{keyCode = [uint32]65}
      Invoke-Key ReleaseKey @{keyCode = [uint32]16}
      Invoke-Key TypeScancodes @{Scancodes = [byte[]](0x30, 0xb0)}
      Invoke-Key TypeText @{asciiText = "caf\u00e9"}
      Invoke-Key TypeKey @{keyCode = [uint32]255}
      @(@(Send-VMConsoleText keys '' -Expect 'Typed:Ab') -match 'Typed:Ab').Count -gt 0
      Suspend-VM keys
      Invoke-Key TypeCtrlAltDel @{}
      Stop-VM keys -TurnOff; Remove-VM keys -Force`),
    ['0', '0', 'True', '0', '0', '0', '32773', '32773', 'True', '32775'],
  );
});

test.serial('dynamic memory follows the need of the guest', t => {
  t.deepEqual(
    lines(`${TOOLS}
      $vm = New-VM -Name grows -MemoryStartupBytes 64MB
      Set-VMMemory grows -DynamicMemoryEnabled $true -MinimumBytes 32MB -MaximumBytes 256MB -Buffer 50 -Priority 80
      $memory = Get-VMMemory grows
      "$($memory.Startup / 1MB) $($memory.Minimum / 1MB) $($memory.Maximum / 1MB) $($memory.Buffer) $($memory.Priority)"
      try { Set-VMMemory grows -MinimumBytes 128MB -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
      Start-VM grows
      Wait-For { $vm.MemoryDemand -gt 0 -and $vm.MemoryStatus -eq 'OK' }
      Wait-For { $vm.MemoryAssigned -lt 64MB }
      $vm.MemoryAssigned -ge 32MB
      Send-VMConsoleText grows 'load memory 24M &' -Expect '# ' | Out-Null
      Send-VMConsoleText grows 'load memory 48M &' -Expect '# ' | Out-Null
      Wait-For { $vm.MemoryAssigned -gt 80MB -or (Send-VMConsoleText grows 'load memory 16M &' -Expect '# ') -eq $null }
      try { Set-VMMemory grows -StartupBytes 128MB -ErrorAction Stop } catch { $_.CategoryInfo.Category }
      Set-VMMemory grows -Buffer 20; (Get-VMMemory grows).Buffer
      Stop-VM grows -TurnOff; Remove-VM grows -Force`),
    [
      '64 32 256 50 80',
      'InvalidParameter,Microsoft.HyperV.PowerShell.Commands.SetVMMemory',
      'True',
      'InvalidOperation',
      '20',
    ],
  );
});
