# The first script: two resource pools, three small machines, from nothing to nothing.
#   npm start -- examples/first-vm.ps1

$ErrorActionPreference = 'Stop'
Connect-VIServer localhost | Out-Null

'1. Two resource pools: gold with a guarantee, bronze with a limit.'
New-ResourcePool -Name gold -CpuSharesLevel High -CpuReservationMhz 400 | Out-Null
New-ResourcePool -Name bronze -CpuSharesLevel Low -CpuLimitMhz 600 | Out-Null
Get-ResourcePool gold, bronze |
    Format-Table Name, CpuSharesLevel, NumCpuShares, CpuReservationMHz, CpuLimitMHz

'2. Three machines of 32 MB, each with a thin disk, started on our own hypervisor.'
$machines = foreach ($name in 'web1', 'web2', 'db1') {
    $pool = if ($name -like 'web*') { 'gold' } else { 'bronze' }
    New-VM -Name $name -ResourcePool $pool -MemoryMB 32 -DiskGB 1 -DiskStorageFormat Thin
}
$machines | Start-VM | Out-Null
Get-VM | Format-Table Name, PowerState, NumCpu, MemoryGB, ResourcePool

'3. Each kernel says what it found; db1 then writes to its disk.'
Send-VMConsoleText web1 'dmesg' -Expect 'vmbus: .*version [\d.]+' |
    Select-String 'vmbus' | Select-Object -First 2 | ForEach-Object { "  $($_.Line.Trim())" }
Send-VMConsoleText db1 'disk write 16M' -Expect 'wrote .*' |
    Select-String 'wrote' | ForEach-Object { "  $($_.Line.Trim())" }

'4. Load on all three; what each really got is measured.'
Get-VM | Send-VMConsoleText -Text 'load cpu 100'
Start-Sleep -Seconds 3
Get-VM | Get-Stat -Stat cpu.usagemhz.average, mem.consumed.average -IntervalSecs 1 -MaxSamples 1 |
    Sort-Object MetricId, { $_.Entity.Name } |
    Format-Table @{ Label = 'Machine'; Expression = { $_.Entity.Name } }, MetricId, Value, Unit

'5. A tighter limit on the running pool takes hold at once.'
Set-ResourcePool bronze -CpuLimitMhz 200 | Format-Table Name, CpuLimitMHz
Start-Sleep -Seconds 3
Get-VM db1 | Get-Stat -Stat cpu.usagemhz.average -IntervalSecs 1 -MaxSamples 1 |
    Format-Table @{ Label = 'Machine'; Expression = { $_.Entity.Name } }, MetricId, Value, Unit

'6. Shut down through the integration component, and clean up.'
Get-VM | Send-VMConsoleText -Text 'load stop'
Get-VM | Stop-VMGuest -Confirm:$false
Get-VM | Format-Table Name, PowerState
Get-VM | Remove-VM -DeletePermanently -Confirm:$false
Get-ResourcePool gold, bronze | Remove-ResourcePool -Confirm:$false
'Machines left: {0}' -f @(Get-VM).Count

Disconnect-VIServer -Confirm:$false
