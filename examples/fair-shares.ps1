# Three greedy machines with shares 1000, 1000, 2000 on one logical processor get 25, 25 and 50 %.
#   npm start -- examples/fair-shares.ps1

param([int] $Seconds = 10)

$ErrorActionPreference = 'Stop'
Connect-VIServer localhost | Out-Null

# One logical processor for the machines, so that they have to share it.
$before = (Get-CimInstance -Namespace root/virtualization/v2 Hvsh_Host).LogicalProcessors
$hostService = Get-CimInstance -Namespace root/virtualization/v2 Hvsh_HostService
Invoke-CimMethod $hostService -MethodName ModifySettings -Arguments @{ LogicalProcessors = [uint32] 1 } | Out-Null

try {
    $shares = [ordered]@{ fair1 = 1000; fair2 = 1000; fair3 = 2000 }
    foreach ($name in $shares.Keys) {
        $vm = New-VM -Name $name -MemoryMB 32 -DiskMB 64
        $vm | Get-VMResourceConfiguration |
            Set-VMResourceConfiguration -CpuSharesLevel Custom -NumCpuShares $shares[$name] | Out-Null
        Start-VM $vm | Out-Null
        Send-VMConsoleText $vm 'load cpu 100'
    }
    Start-Sleep -Seconds 2          # let all three be under way

    $start = Get-Date
    Start-Sleep -Seconds $Seconds

    $used = Get-VM fair* | Get-Stat -Stat cpu.usagemhz.average -IntervalSecs 1 -Start $start -Instance '' |
        Group-Object { $_.Entity.Name } |
        ForEach-Object {
            [pscustomobject]@{ Name = $_.Name; MHz = ($_.Group | Measure-Object Value -Average).Average }
        }
    $total = ($used | Measure-Object MHz -Sum).Sum
    $used | Sort-Object Name | Format-Table Name,
        @{ Label = 'Shares'; Expression = { $shares[$_.Name] } },
        @{ Label = 'MHz'; Expression = { $_.MHz }; FormatString = 'N0' },
        @{ Label = 'Percent'; Expression = { 100 * $_.MHz / $total }; FormatString = 'N1' }
}
finally {
    Get-VM fair* | Stop-VM -TurnOff
    Get-VM fair* | Remove-VM -DeletePermanently -Confirm:$false
    Invoke-CimMethod $hostService -MethodName ModifySettings -Arguments @{ LogicalProcessors = $before } | Out-Null
}
