# Two Linux machines of Debian's own kernel on our hypervisor, asked what they see, from nothing to nothing.
# The image must be there: Save-VMImage debian-12
#   npm start -- examples/linux.ps1

param([string]$Image = 'debian-12')

$ErrorActionPreference = 'Stop'

try {
    '1. A machine boots the image; the image keeps its state at the prompt.'
    New-VM -Name linux1 -MemoryStartupBytes 256MB -Generation 2 -Image $Image | Start-VM -FromImageState
    Get-VM linux1 | Format-Table Name, State, Image, Heartbeat

    '2. What its kernel found, by its own drivers.'
    $seen = Invoke-VMScript -VM linux1 -ScriptText 'uname -sr; dmesg | grep -E "Hypervisor detected|Vmbus version"; mount | grep " / "'
    $seen.ScriptOutput.Trim()

    '3. Another one goes on from the state, with an identity of its own.'
    New-VM -Name linux2 -MemoryStartupBytes 256MB -Generation 2 -Image $Image | Start-VM -FromImageState
    $ids = foreach ($name in 'linux1', 'linux2') {
        (Invoke-VMScript 'hostname; cat /etc/machine-id' $name).ScriptOutput.Trim() -split '\n'
    }
    "$($ids[0]) and $($ids[2]) have the same machine id: $($ids[1] -eq $ids[3])"

    '4. Files there and back, through the agent.'
    $file = New-TemporaryFile
    Set-Content $file ('line' * 5000)
    Copy-VMGuestFile $file /root/there linux1 -LocalToGuest
    Copy-VMGuestFile /root/there "$file.back" linux1 -GuestToLocal
    "the same: $((Get-FileHash $file).Hash -eq (Get-FileHash "$file.back").Hash)"
    Remove-Item $file, "$file.back"

    '5. Its console waits; saved and restored, what lay in its memory is there.'
    Send-VMConsoleText linux1 -Expect 'login: |# ' -TimeoutSec 60 | Select-Object -Last 1
    Invoke-VMScript 'echo yes >/run/kept' linux1 | Out-Null
    Save-VM linux1
    Start-VM linux1
    "kept: $((Invoke-VMScript 'cat /run/kept' linux1).ScriptOutput.Trim())"

    '6. Restarted by its guest, then shut down through the integration component.'
    # Whether the answer still comes before the restart, nobody knows.
    Invoke-VMScript '(sleep 2; reboot -f) >/dev/null 2>&1 &' linux1 -ErrorAction SilentlyContinue | Out-Null
    while ((Get-VM linux1).Uptime.TotalSeconds -gt 5) { Start-Sleep -Milliseconds 500 }
    "there again: $((Invoke-VMScript 'hostname' linux1 -ToolsWaitSecs 300).ScriptOutput.Trim())"
    Get-VM linux1, linux2 | Stop-VM
    Get-VM linux1, linux2 | Format-Table Name, State
}
finally {
    $left = Get-VM linux1, linux2 -ErrorAction SilentlyContinue
    $left | Where-Object State -ne 'Off' | Stop-VM -TurnOff
    $disks = $left.HardDrives.Path
    $left | Remove-VM -Force
    $disks | Remove-Item
}
'Everything is removed again.'
