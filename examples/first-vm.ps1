# The first script: two resource pools, three small machines, from nothing to nothing.
#   npm start -- examples/first-vm.ps1

$ErrorActionPreference = 'Stop'
Connect-VIServer localhost | Out-Null

# What the machine tables show: each machine, the counter, the newest value.
$measured = @{ Label = 'Machine'; Expression = { $_.Entity.Name } }, 'MetricId', 'Value', 'Unit'

try {
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
    Get-VM $machines | Format-Table Name, PowerState, NumCpu, MemoryGB, ResourcePool

    '3. The kernel of web1 says what it found; db1 writes to its disk.'
    (Send-VMConsoleText web1 'dmesg' -Expect 'sda.*\n') -match 'Hypervisor|version|sda'
    (Send-VMConsoleText db1 'disk write 16M' -Expect 'wrote .*\n') -match 'wrote'
    ''
    '4. Load on all three; what each really got is measured.'
    $machines | Send-VMConsoleText -Text 'load cpu 100 &'
    Start-Sleep -Seconds 5
    $machines | Get-Stat -Stat cpu.usagemhz.average, mem.consumed.average -IntervalSecs 1 -MaxSamples 1 -Instance '' |
        Sort-Object MetricId, { $_.Entity.Name } | Format-Table $measured

    '5. A tighter limit on the running pool takes hold at once.'
    Set-ResourcePool bronze -CpuLimitMhz 200 | Format-Table Name, CpuLimitMHz
    Start-Sleep -Seconds 3
    Get-Stat db1 -Stat cpu.usagemhz.average -IntervalSecs 1 -MaxSamples 1 -Instance '' | Format-Table $measured

    '6. Shut down through the integration component.'
    $machines | Send-VMConsoleText -Text 'load stop'
    $machines | Stop-VMGuest -Confirm:$false
    Get-VM $machines | Format-Table Name, PowerState
}
finally {
    $left = Get-VM web1, web2, db1 -ErrorAction SilentlyContinue
    $left | Where-Object PowerState -ne 'PoweredOff' | Stop-VM -Confirm:$false | Out-Null
    $left | Remove-VM -DeletePermanently -Confirm:$false
    Get-ResourcePool gold, bronze -ErrorAction SilentlyContinue | Remove-ResourcePool -Confirm:$false
    Disconnect-VIServer -Confirm:$false
}
'Everything is removed again.'
