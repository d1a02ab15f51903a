/** Tags, custom attributes and folders, as PowerCLI scripts use them, on the true host service. */
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

/** For each command the last part of the id and the message of its one error. */
function refusals(commands: readonly string[]): string[] {
  const tries = commands.map(
    command => `
    try { $null = ${command} -ErrorAction Stop; 'no error' }
    catch { "$(($_.FullyQualifiedErrorId -split ',')[0].Split('_')[-1]): $($_.Exception.Message)" }`,
  );
  return lines(tries.join('\n'));
}

test.before(() => {
  lines(`
    'web1', 'web2', 'db1' | % { New-VM $_ 32MB } | Out-Null
    New-TagCategory Owner -Description 'Who answers' -EntityType VM, vmhost | Out-Null
    New-TagCategory Role -Cardinality Multiple | Out-Null
    'Ada', 'Grace' | % { New-Tag $_ -Category Owner } | Out-Null
    Get-TagCategory Role | New-Tag Front -Description 'seen outside' | Out-Null
    New-Tag Back Role | Out-Null
    Get-VM web* | New-TagAssignment -Tag Ada | Out-Null
    New-TagAssignment Front web1 | Out-Null; New-TagAssignment Back web1 | Out-Null`);
});

test.serial('tags and categories are shown with what they are and on', t => {
  t.deepEqual(
    lines(`
      Get-TagCategory | % { "$($_.Name) $($_.Cardinality) $($_.EntityType -join '+') [$($_.Description)]" }
      Get-Tag | % { "$_ [$($_.Description)]" }
      (Get-Tag -Category Role).Name -join ' '
      (Get-Tag *a* -Category Owner, Role).Name -join ' '
      Get-TagAssignment web1 | % { "$($_.Tag) $($_.Entity)" } | Sort-Object
      (Get-TagAssignment -Category Owner).Entity.Name -join ' '
      (Get-VM -Tag Ada).Name -join ' '
      (Get-VM -Tag Front, Grace).Name -join ' '
      (Get-Tag Ada).Id -match '^urn:vmomi:InventoryServiceTag:[-0-9a-f]+:GLOBAL$'
      (Get-Tag -Id (Get-Tag Ada).Id).Name`),
    [
      'Owner Single VirtualMachine+VMHost [Who answers]',
      'Role Multiple All []',
      'Owner/Ada []',
      'Role/Back []',
      'Role/Front [seen outside]',
      'Owner/Grace []',
      'Back Front',
      'Ada Back Grace',
      'Owner/Ada web1',
      'Role/Back web1',
      'Role/Front web1',
      'web1 web2',
      'web1 web2',
      'web1',
      'True',
      'Ada',
    ],
  );
});

test.serial('what tags may not be is refused', t => {
  const cases: [command: string, said: RegExp][] = [
    [
      'New-TagCategory owner',
      /UnexpectedError: A tag category with the name 'owner' already exists/,
    ],
    ['New-TagCategory x -EntityType Moon', /'Moon' is not a type that can be tagged/],
    ['New-Tag ada Owner', /A tag with the name 'ada' already exists/],
    ['New-TagAssignment Grace web1', /category 'Owner' already, and its cardinality is Single/],
    ['New-TagAssignment Ada datastore1', /can not be on a Datastore/],
    ['New-TagAssignment Nobody web1', /ObjectNotFound: Could not find Tag with name 'Nobody'/],
    ['New-TagAssignment Ada web9', /ObjectNotFound: Could not find VIObjectCore/],
    ['New-TagAssignment *a* web1', /more than one Tag with name/],
    ['Set-TagCategory Role -Cardinality Single', /can not become Single/],
    ['Get-Tag Nobody', /WriteNotFoundError: Tag with name 'Nobody' was not found/],
    ['Get-VM -Tag Nobody', /Could not find Tag with name 'Nobody'/],
  ];
  const found = refusals(cases.map(([command]) => command));
  for (const [at, [command, said]] of cases.entries()) t.regex(found[at] ?? '', said, command);
});

test.serial('tags change, and go with what they are on', t => {
  t.deepEqual(
    lines(`
      New-TagAssignment Ada web1 -WhatIf; New-Tag Hopper Owner -WhatIf
      Set-Tag Ada -Name Lovelace -Description first | % { "$_ $($_.Description)" }
      (Set-TagCategory Owner -AddEntityType Datastore).EntityType -join '+'
      (Set-TagCategory Owner -AddEntityType All).EntityType -join '+'
      (New-TagAssignment Grace datastore1).Entity.Name
      (Get-Datastore -Tag Grace).Name
      (Get-VMHost | New-TagAssignment -Tag Grace).Entity.Name -eq (Get-VMHost).Name
      New-TagAssignment Front db1 | Out-Null; Remove-VM db1 -Force
      (Get-TagAssignment -Tag Front).Entity.Name
      Get-TagAssignment web1 -Category Role | Remove-TagAssignment -Confirm:$false
      (Get-TagAssignment web1).Tag.Name
      Remove-Tag Lovelace -Confirm:$false; @(Get-TagAssignment web1).Count
      Remove-TagCategory Role -Confirm:$false; (Get-Tag).Name`),
    [
      `What if: Performing the operation "Assigning Tag 'Owner/Ada'" on target "web1".`,
      'What if: Performing the operation "Creating Tag" on target "Owner/Hopper".',
      'Owner/Lovelace first',
      'VirtualMachine+VMHost+Datastore',
      'All',
      'datastore1',
      'datastore1',
      'True',
      'web1',
      'Lovelace',
      '0',
      'Grace',
    ],
  );
});

test.serial('custom attributes say something of entities', t => {
  t.deepEqual(
    lines(`
      New-CustomAttribute Owner -TargetType virtualmachine, VMHost | % { "$_ $($_.TargetType)" }
      $g = New-CustomAttribute Site; "$($null -eq $g.TargetType) $((Get-CustomAttribute -Global).Name)"
      Get-VM web* | Set-Annotation -CustomAttribute Owner -Value Ada | % { "$($_.AnnotatedEntity) $_" }
      Set-Annotation (Get-VMHost) Owner Grace | % Value
      Get-Datacenter | Set-Annotation -CustomAttribute Site -Value Cellar -WhatIf
      Get-Datacenter | Set-Annotation -CustomAttribute Site -Value Cellar | % Value
      $vm = Get-VM web1; "$($vm.CustomFields.Keys) $($vm.CustomFields['Owner']) [$($vm.CustomFields['Site'])]"
      $vm.ExtensionData.CustomValue | % { "$($_.GetType().Name) $($_.Value)" }
      Get-VM web1 | Get-Annotation | % { "$($_.Name)=$($_.Value)" }
      (Get-Annotation web1 -CustomAttribute Owner).Value
      (Get-Annotation web1 -Name S*).Name
      Get-CustomAttribute Owner -TargetType VirtualMachine | Set-CustomAttribute -Name Responsible | % Name
      (Get-VM web1).CustomFields['Responsible']
      Set-Annotation web1 Responsible '' | Out-Null; "[$((Get-Annotation web1 -Name R*).Value)]"
      Remove-CustomAttribute Site -Confirm:$false; (Get-VM web1).CustomFields.Count`),
    [
      'Owner VirtualMachine',
      'Owner VMHost',
      'True Site',
      'web1 Owner: Ada',
      'web2 Owner: Ada',
      'Grace',
      `What if: Performing the operation "Setting annotation 'Site'" on target "ha-datacenter".`,
      'Cellar',
      'Owner Site Ada []',
      'CustomFieldStringValue Ada',
      'Owner=Ada',
      'Site=',
      'Ada',
      'Site',
      'Responsible',
      'Ada',
      '[]',
      '1',
    ],
  );
  const found = refusals([
    'New-CustomAttribute owner -TargetType VMHost',
    'New-CustomAttribute Owner',
    'Set-Annotation datastore1 Owner x',
    'Set-Annotation web1 Owner x',
  ]);
  t.regex(found[0] ?? '', /A custom attribute with the name 'owner' already exists/);
  t.regex(found[1] ?? '', /already exists/);
  t.regex(found[2] ?? '', /Could not find CustomAttribute with name 'Owner'/);
  t.regex(found[3] ?? '', /Could not find CustomAttribute with name 'Owner'/);
});

test.serial('folders nest and hold machines', t => {
  t.deepEqual(
    lines(
      `
      (Get-Folder vm | New-Folder front | New-Folder old).Parent.Name
      New-Folder back -Location vm -WhatIf; New-Folder back vm | % { "$($_.Name) $($_.Type) $($_.ParentId)" }
      $vm = New-VM -Name in1 -MemoryMB 32 -DiskGB 0.0625 -Location old; "$($vm.Folder) $($vm.FolderId -like 'Folder-group-v*')"
      Move-VM web1 -Destination front | % { "$($_.Folder)" }
      Get-VM web2 | Move-VM -InventoryLocation back -Destination Resources | % { "$($_.Folder) $($_.ResourcePool)" }
      (Get-VM -Location front).Name -join ' '
      (Get-Folder front | Get-VM -NoRecursion).Name -join ' '
      @(Get-VM -Location (Get-Datacenter)).Count
      @(Get-VM -Location (Get-Folder vm) -NoRecursion).Count
      (Get-Folder -Location front).Name
      (Get-Folder -Location (Get-Folder vm) -NoRecursion).Name -join ' '
      (Get-Folder old | Get-View).Parent.Value -eq (Get-Folder front).ExtensionData.MoRef.Value
      @((Get-Folder old).ExtensionData.ChildEntity).Type
      (Get-View -ViewType VirtualMachine -Filter @{Name = 'in1'}).Parent.ToString() -eq (Get-Folder old).Id
      (Set-Folder -Folder front face).Name
      (Move-Folder old back).Parent.Name
      (Get-VM -Location back).Name -join ' '
      (New-TagAssignment (New-Tag Far Owner) old).Entity.Name
      Remove-Folder back -Confirm:$false -DeletePermanently; (Get-Folder -Type VM).Name -join ' '
      (Get-VM).Name; @(Get-TagAssignment -Tag Far).Count`,
    ),
    [
      'front',
      'What if: Performing the operation "Creating Folder \'back\'" on target "vm".',
      'back VM Folder-ha-folder-vm',
      'old True',
      'front',
      'back Resources',
      'in1 web1',
      'web1',
      '3',
      '0',
      'old',
      'front back',
      'True',
      'VirtualMachine',
      'True',
      'face',
      'back',
      'in1 web2',
      'old',
      'vm face',
      'web1',
      '0',
    ],
  );
});

test.serial('folders that can not be are refused', t => {
  lines('New-Folder a face | New-Folder b | Out-Null');
  const cases: [command: string, said: RegExp][] = [
    ['New-Folder FACE vm', /A folder with the name 'FACE' already exists/],
    ['New-Folder x', /only folders of virtual machines/],
    ['New-Folder x host', /only folders of virtual machines/],
    ['New-Folder x nowhere', /Could not find VIContainer with name 'nowhere'/],
    ['Move-Folder a b', /can not be moved into itself/],
    ['Set-Folder -Folder vm -Name x', /can not be changed/],
    ['Remove-Folder vm -Confirm:$false', /every host has it/],
    ['Move-VM web1 -Destination datastore', /not one of virtual machines/],
    ['Move-VM web1', /Specify where to/],
    ['New-VM -Name y -MemoryMB 32 -Location nowhere', /Could not find Folder/],
    ['Get-Folder nowhere', /Folder with name 'nowhere' was not found/],
  ];
  const found = refusals(cases.map(([command]) => command));
  for (const [at, [command, said]] of cases.entries()) t.regex(found[at] ?? '', said, command);
});

test.serial('the inventory is kept over a restart of the host service', t => {
  lines(`
    Move-VM web1 -Destination b | Out-Null
    Set-Annotation web1 Responsible Grace | Out-Null
    New-TagAssignment Grace web1 | Out-Null`);
  home.run(['host', 'stop']);
  t.deepEqual(
    lines(`
      $vm = Get-VM web1
      "$($vm.Folder) $($vm.CustomFields["Responsible"]) $((Get-TagAssignment web1).Tag)"`),
    ['b Grace Owner/Grace'],
  );
});

test.serial('the whole inventory, pools that move, and what is never there', t => {
  t.deepEqual(
    lines(`
      Get-Folder face | Get-Inventory | % { "$($_.Name)" }
      (Get-Datacenter | Get-Inventory -NoRecursion).Name -join ' '
      @(Get-Inventory web1).Count; @(Get-Inventory -Id (Get-Inventory web1).Id).Name
      @(Get-VMHost | Get-Inventory).Name -join ' '
      'p', 'q' | % { New-ResourcePool -Name $_ } | Out-Null
      Move-ResourcePool q -Destination p -WhatIf
      (Move-ResourcePool q -Destination p).Parent.Name
      @(Get-Template *).Count; @(Get-VM | Get-VMQuestion).Count
      Remove-ResourcePool q, p -Confirm:$false`),
    [
      'a',
      'b',
      'web1',
      'vm host datastore network',
      '1',
      'web1',
      'Resources web1',
      `What if: Performing the operation "Moving to 'p'" on target "q".`,
      'p',
      '0',
      '0',
    ],
  );
  t.regex(refusals(['Get-Template gold'])[0] ?? '', /Template with name 'gold' was not found/);
  t.deepEqual(
    lines(`
      $job = New-VM -Name t -MemoryMB 32 -DiskGB 0.0625 | Remove-VM -Confirm:$false
      $done = Get-Task -Status Success | Select-Object -Last 1; $done.IsCancelable
      Stop-Task $done -ErrorAction SilentlyContinue -ErrorVariable e; $e[0].Exception.Message`),
    ['False', "The task 'Destroy_Task' can not be stopped: it is not cancelable, or has ended."],
  );
});

test.serial('settings of PowerCLI are kept, and said to have no effect', t => {
  const {out, err} = home.script(`
    Set-PowerCLIConfiguration -InvalidCertificateAction Ignore -Scope Session -Confirm:$false 3>&1 | % { $_ -is [Management.Automation.WarningRecord] ? "$_" : "$($_.Scope) $($_.InvalidCertificateAction)" }
    Set-PowerCLIConfiguration -ParticipateInCeip $false -Confirm:$false -WarningAction Ignore | Out-Null
    Get-PowerCLIConfiguration | % { "$($_.Scope) [$($_.InvalidCertificateAction)] [$($_.ParticipateInCEIP)]" }`);
  t.is(err, '');
  t.deepEqual(out.trimEnd().split('\n'), [
    'Kept without effect on this host: InvalidCertificateAction.',
    'Session Ignore',
    'Session [Ignore] [False]',
    'User [] [False]',
    'AllUsers [] []',
  ]);
  t.deepEqual(lines('(Get-PowerCLIConfiguration -Scope Session).InvalidCertificateAction'), [
    'Unset',
  ]);
});
