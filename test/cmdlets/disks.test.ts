/** Virtual disks and drives as scripts use them, on the true host service. */
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

test.serial('virtual hard disks: made, described, resized, converted, chained, merged', t => {
  t.deepEqual(
    lines(`
      Set-Location (New-Item -ItemType Directory ${home.folder}/vhd)
      $a = New-VHD base.vhdx -SizeBytes 64MB
      "$($a.VhdFormat) $($a.VhdType) $($a.Size/1MB) $($a.BlockSize/1MB) $($a.LogicalSectorSize) $($a.PhysicalSectorSize) $($a.Attached)"
      $b = New-VHD fixed.vhd 16MB -Fixed
      "$($b.VhdFormat) $($b.VhdType) $($b.Size/1MB)"
      $c = New-VHD -Path child.vhdx -ParentPath base.vhdx -Differencing
      "$($c.VhdType) $($c.BlockSize/1MB) $(Split-Path -Leaf $c.ParentPath)"
      $d = Resize-VHD base.vhdx 128MB -Passthru
      "$($d.Size/1MB)"
      Test-VHD child.vhdx -ErrorAction SilentlyContinue
      Set-VHD child.vhdx -ParentPath base.vhdx -IgnoreIdMismatch
      Test-VHD child.vhdx
      (Convert-VHD fixed.vhd new.vhdx -VHDType Dynamic -Passthru).VhdType.ToString()
      (Optimize-VHD child.vhdx -Mode Full -Passthru).VhdType.ToString()
      (Merge-VHD child.vhdx -Force -Passthru).Path -eq (Convert-Path base.vhdx)
      Test-Path child.vhdx
      $old = (Get-VHD base.vhdx).DiskIdentifier
      $new = Set-VHD base.vhdx -ResetDiskIdentifier -Force -Passthru
      "$($old -ne $new.DiskIdentifier)"
      (Set-VHD base.vhdx -PhysicalSectorSizeBytes 512 -Passthru).PhysicalSectorSize
    `),
    [
      'VHDX Dynamic 64 32 512 4096 False',
      'VHD Fixed 16',
      'Differencing 2 base.vhdx',
      '128',
      'False',
      'True',
      'Dynamic',
      'Differencing',
      'True',
      'False',
      'True',
      '512',
    ],
  );
});

test.serial('drives: added to a machine, changed while it runs, removed', t => {
  t.deepEqual(
    lines(`
      Set-Location (New-Item -ItemType Directory ${home.folder}/drives)
      New-VM plug 64MB -Generation 2 -NewVHDPath ./system.vhdx -NewVHDSizeBytes 64MB | Out-Null
      New-VHD data.vhdx -SizeBytes 32MB | Out-Null
      [IO.File]::WriteAllBytes("$PWD/one.iso", [byte[]]::new(4096))
      Add-VMHardDiskDrive plug -Path data.vhdx
      $dvd = Add-VMDvdDrive plug -Path one.iso -Passthru
      "$($dvd.ControllerType) $($dvd.ControllerNumber) $($dvd.ControllerLocation) $($dvd.DvdMediaType)"
      @(Get-VMHardDiskDrive plug | ForEach-Object { "$($_.ControllerLocation) $(Split-Path -Leaf $_.Path)" }) -join ','
      Start-VM plug
      (Get-VHD data.vhdx).Attached
      Set-VMDvdDrive plug -Path $null
      "$((Get-VMDvdDrive plug).DvdMediaType)"
      Set-VMDvdDrive plug -Path one.iso
      "$((Get-VMDvdDrive plug).DvdMediaType)"
      (Resize-VHD data.vhdx 48MB -Passthru).Size/1MB
      Get-VMHardDiskDrive plug -ControllerLocation 1 | Remove-VMHardDiskDrive
      @(Get-VMHardDiskDrive plug).Count
      Get-VMDvdDrive plug | Remove-VMDvdDrive
      Stop-VM plug -TurnOff
      Add-VMScsiController plug
      @(Get-VMScsiController plug).Count
      Remove-VMScsiController plug 1
      @(Get-VMScsiController plug).Count
      Remove-VM plug -Force
    `),
    ['SCSI 0 2 ISO', '0 system.vhdx,1 data.vhdx', 'True', 'None', 'ISO', '48', '1', '2', '1'],
  );
});

test.serial('hard disks in the words of PowerCLI: made, resized, removed', t => {
  t.deepEqual(
    lines(`
      Set-Location ${home.folder}
      VMware.VimAutomation.Core\\New-VM -Name pc -MemoryMB 64 -DiskMB 32 | Out-Null
      $disk = Get-VM pc | New-HardDisk -CapacityKB 65536 -StorageFormat Thick
      "$($disk.Name) $($disk.CapacityKB) $($disk.StorageFormat)"
      $disk = Set-HardDisk $disk -CapacityGB 0.125 -Confirm:$false
      "$($disk.CapacityKB)"
      Remove-HardDisk $disk -DeletePermanently -Confirm:$false
      @(Get-HardDisk -VM pc).Count
      [IO.File]::WriteAllBytes("$PWD/two.iso", [byte[]]::new(4096))
      $cd = New-CDDrive -VM pc -IsoPath two.iso
      "$($cd.Name) $($cd.IsoPath -like '*two.iso')"
      "$((Set-CDDrive $cd -NoMedia -Confirm:$false).IsoPath)"
      Get-CDDrive -VM pc | Remove-CDDrive -Confirm:$false
      @(Get-CDDrive -VM pc).Count
      Remove-VM pc -Confirm:$false
    `),
    ['Hard disk 2 65536 Thick', '131072', '1', 'CD/DVD drive 1 True', '', '0'],
  );
});
