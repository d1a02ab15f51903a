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
    Get-CimInstance $class -Namespace ${NAMESPACE}
  }
  function Invoke-Kvp([string]$method, [string]$name, [string]$data) {
    $item = '<INSTANCE CLASSNAME="Msvm_KvpExchangeDataItem"><PROPERTY NAME="Name" TYPE="string"><VALUE>' + $name +
      '</VALUE></PROPERTY><PROPERTY NAME="Data" TYPE="string"><VALUE>' + $data + '</VALUE></PROPERTY></INSTANCE>'
    $system = Get-CimInstance Msvm_ComputerSystem -Namespace ${NAMESPACE} -Filter "ElementName='$($vm.Name)'"
    $service = Get-Live Msvm_VirtualSystemManagementService
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
      (([xml](Get-Live Msvm_KvpExchangeComponentSettingData | Where-Object HostExchangeItems).HostExchangeItems[0]).INSTANCE.PROPERTY | Where-Object NAME -eq Data).VALUE
      Stop-VM pairs -TurnOff; Remove-VM pairs -Force`),
    ['0', '32773', 'tiny pairs Running 3.1', 'OK', '1.0', '1', '0', '32773', 'db'],
  );
});
