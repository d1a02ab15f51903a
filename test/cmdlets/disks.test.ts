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
      Set-Location (New-Item -ItemType Directory ./vhd)
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
