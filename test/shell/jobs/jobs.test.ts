/** Jobs, -Parallel, what crosses to other runspaces, events: all cases run in one session of the product. */
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';

interface Case {
  readonly title: string;
  readonly code: string;
  readonly gives: readonly string[];
}

const CASES: readonly Case[] = [
  {
    title: 'a process job: results, state, removal',
    code: `$j = Start-Job -Name adder { param($a) $a + $using:n; $PID } -ArgumentList 1
      $sum, $id = $j | Wait-Job | Receive-Job
      $sum; $id -ne $PID; $j.State; $j.HasMoreData; $j.PSJobTypeName; $j.Location; $j.ChildJobs.Count
      Remove-Job adder; @(Get-Job).Count`,
    gives: ['42', 'True', 'Completed', 'False', 'BackgroundJob', 'localhost', '1', '0'],
  },
  {
    title: 'a process deserializes, a thread keeps types',
    code: `$make = { Get-Item /; [timespan]1; [version]'1.2'; @{a = 1}; [ordered]@{b = 2}; [pscustomobject]@{c = 3}; 1.5d; [datetime]0 }
      (Start-Job $make | Receive-Job -Wait -AutoRemoveJob | ForEach-Object { $_.pstypenames[0] }) -join ' '
      (Start-ThreadJob $make | Receive-Job -Wait -AutoRemoveJob | ForEach-Object { $_.pstypenames[0] }) -join ' '`,
    gives: [
      'Deserialized.System.IO.DirectoryInfo System.TimeSpan System.Version System.Collections.Hashtable System.Collections.Specialized.OrderedDictionary System.Management.Automation.PSCustomObject System.Decimal System.DateTime',
      'System.IO.DirectoryInfo System.TimeSpan System.Version System.Collections.Hashtable System.Collections.Specialized.OrderedDictionary System.Management.Automation.PSCustomObject System.Decimal System.DateTime',
    ],
  },
  {
    title: 'an enumeration from a process keeps its text and its number',
    code: `$d = Start-Job { [dayofweek]::Monday } | Receive-Job -Wait -AutoRemoveJob
      $d; $d.Value; 1 + $d; $d.pstypenames[0]`,
    gives: ['Monday', 'Monday', '2', 'Deserialized.System.DayOfWeek'],
  },
  {
    title: 'identity inside one value, lists, enums, regexes, blocks and errors cross to a thread',
    code: `$shared = [pscustomobject]@{n = 1}
      $list = [System.Collections.Generic.List[object]]@($shared, $shared, [DayOfWeek]::Friday, [regex]'^a', { 7 }, [byte[]](1, 2), [string[]]('x'))
      Start-ThreadJob { $l = $using:list; $l[0].n = 5; $l[1].n; $l.GetType().Name; $l[2].GetType().Name; $l[3].IsMatch('ab'); & $l[4]; $l[5].GetType().Name; $l[6].GetType().Name } | Receive-Job -Wait -AutoRemoveJob
      $shared.n
      $e = Start-ThreadJob { Write-Error no -ErrorId Mine -Category InvalidData -TargetObject 3 } | Receive-Job -Wait -AutoRemoveJob 2>&1
      $e.FullyQualifiedErrorId; $e.CategoryInfo.Category; $e.TargetObject; $e.Exception.GetType().Name`,
    gives: [
      '5',
      'List`1',
      'DayOfWeek',
      'True',
      '7',
      'Byte[]',
      'String[]',
      '1',
      'Mine',
      'InvalidData',
      '3',
      'WriteErrorException',
    ],
  },
  {
    title: 'streams stay apart and in order',
    code: `$j = Start-ThreadJob { 1; Write-Warning w; Write-Verbose v -Verbose; Write-Information i -InformationAction Continue; Write-Host h; Write-Progress p; 2 } | Wait-Job
      $j.Warning.Count; $j.Verbose[0].Message; $j.Information.Count; $j.Progress[0].Activity; $j.Output.Count
      $all = Receive-Job $j *>&1; ($all | ForEach-Object { "$_" }) -join ','
      $j.HasMoreData`,
    gives: ['1', 'v', '2', 'p', '2', '1,w,v,i,h,2', 'False'],
  },
  {
    title: 'a failure is the job, and received once',
    code: `$j = Start-Job { 'before'; throw 'gone' } | Wait-Job
      $j.State; $j.ChildJobs[0].JobStateInfo.Reason.Message
      (Receive-Job $j 2>&1 | ForEach-Object { "$_" }) -join ','; @(Receive-Job $j 2>&1).Count`,
    gives: ['Failed', 'gone', 'before,gone', '0'],
  },
  {
    title: '-Keep, -WriteJobInResults, -AutoRemoveJob',
    code: `$j = Start-ThreadJob { 'r' } | Wait-Job
      Receive-Job $j -Keep; Receive-Job $j; @(Receive-Job $j).Count
      $both = Start-ThreadJob { 8 } | Receive-Job -Wait -WriteJobInResults; $both[0].State; $both[1]
      try { Receive-Job $j -AutoRemoveJob } catch { "$_" }`,
    gives: [
      'r',
      'r',
      '0',
      'Completed',
      '8',
      'The -AutoRemoveJob parameter cannot be used without the -Wait parameter',
    ],
  },
  {
    title: 'Stop-Job runs finally; a stuck expression is given up',
    code: `$j = Start-ThreadJob { 'in'; try { while ($true) { Start-Sleep 1 } } finally { 'cleaned' } }
      while (-not $j.Output.Count) { Start-Sleep -Milliseconds 20 }
      Stop-Job $j; $j.State; (Receive-Job $j) -join ','
      $p = Start-Job { while ($true) { } }; Stop-Job $p; $p.State`,
    gives: ['Stopped', 'in,cleaned', 'Stopped'],
  },
  {
    title: 'Wait-Job: any, a timeout; jobs that do not fit wait their turn',
    code: `$slow = Start-ThreadJob { Start-Sleep 60 } -ThrottleLimit 2; $quick = Start-ThreadJob { 'q' }
      (Wait-Job $slow, $quick -Any).Id -eq $quick.Id
      $null -eq (Wait-Job $slow -Timeout 0)
      $second = Start-ThreadJob { Start-Sleep 60 }; $third = Start-ThreadJob { 'third' }
      $third.State; Stop-Job $second; Receive-Job $third -Wait; Stop-Job $slow`,
    gives: ['True', 'True', 'NotStarted', 'third'],
  },
  {
    title: 'errors of names, numbers and running jobs',
    code: `$j = Start-ThreadJob { Start-Sleep 60 } -Name running
      foreach ($do in { Get-Job none }, { Get-Job 999 }, { Get-Job -InstanceId ([guid]::Empty) }, { Remove-Job running }) {
        try { & { $ErrorActionPreference = 'Stop'; & $do } } catch { $_.FullyQualifiedErrorId } }
      Remove-Job running -Force; try { Start-ThreadJob { $using:missing } } catch { $_.FullyQualifiedErrorId }`,
    gives: [
      'JobWithSpecifiedNameNotFound,Microsoft.PowerShell.Commands.GetJobCommand',
      'JobWithSpecifiedSessionNotFound,Microsoft.PowerShell.Commands.GetJobCommand',
      'JobWithSpecifiedInstanceIdNotFound,Microsoft.PowerShell.Commands.GetJobCommand',
      'JobObjectNotFinishedCannotBeRemoved,Microsoft.PowerShell.Commands.RemoveJobCommand',
      'UsingVariableIsUndefined,ThreadJob.StartThreadJobCommand',
    ],
  },
  {
    title: '-Parallel: every item once, own state, errors go on',
    code: `$seen = 1..40 | ForEach-Object -Parallel { $_ + $using:n; $left = 1 } -ThrottleLimit 3
      ($seen | Measure-Object -Sum).Sum; $null -eq $left
      (1..3 | ForEach-Object -Parallel { if ($_ -eq 2) { throw 'two' }; $_ } 2>&1 | ForEach-Object { "$_" } | Sort-Object) -join ','
      1..2 | ForEach-Object -Parallel { $mine++; $mine } -ThrottleLimit 1
      (1..3 | ForEach-Object -Parallel { $_ } | Select-Object -First 1) -in 1..3`,
    gives: ['2460', 'True', '1,3,two', '1', '1', 'True'],
  },
  {
    title: '-Parallel: a timeout, a job, refusals',
    code: `@(1..2 | ForEach-Object -Parallel { Start-Sleep 60 } -TimeoutSeconds 1).Count
      $j = 1..3 | ForEach-Object -Parallel { $_ * 10 } -AsJob; $j.ChildJobs.Count
      ($j | Receive-Job -Wait | Sort-Object) -join ','; $j.State; $j.PSJobTypeName
      $b = { 1 }; try { 1 | ForEach-Object -Parallel { & $using:b } } catch { $_.FullyQualifiedErrorId }`,
    gives: [
      '0',
      '3',
      '10,20,30',
      'Completed',
      'PSTaskJob',
      'ParallelUsingVariableCannotBeScriptBlock,Microsoft.PowerShell.Commands.ForEachObjectCommand',
    ],
  },
  {
    title: 'a pipeline in the background takes its variables along',
    code: `$name = 'Ada'; $j = Write-Output "Hi $name" "$pid" &
      $hi, $id = Receive-Job $j -Wait; $hi; $id -ne $PID
      $k = 1..4 | ForEach-Object { $_ * $n } | Measure-Object -Sum | ForEach-Object Sum &
      Receive-Job $k -Wait`,
    gives: ['Hi Ada', 'True', '410'],
  },
  {
    title: 'a native program in a job',
    code: `Start-ThreadJob { /bin/echo out; $LASTEXITCODE } | Receive-Job -Wait -AutoRemoveJob`,
    gives: ['out', '0'],
  },
  {
    title: 'an engine event: its action at once, with its variables and a state of its own',
    code: `$job = Register-EngineEvent made -MessageData own -Action { $script:n++; "$($Event.SourceIdentifier) $($Event.MessageData) $($Sender) $($args[0]) $($EventSubscriber.SourceIdentifier) $n"; Write-Error bad }
      $null = New-Event made -Sender me -EventArguments 7 -MessageData given; $null = New-Event made
      $job.State; $job.Output.ReadAll(); $job.Error.Count; (Get-EventSubscriber made).EventName.Length
      Unregister-Event made; $job.State; @(Get-EventSubscriber).Count`,
    gives: ['Running', 'made given me 7 made 1', 'made own   made 2', '2', '0', 'Stopped', '0'],
  },
  {
    title: 'events that nobody acts on wait in the queue',
    code: `$null = New-Event a; $null = New-Event b -MessageData 5
      (Get-Event | ForEach-Object SourceIdentifier) -join ','; (Wait-Event b -Timeout 0).MessageData
      Remove-Event a; @(Get-Event).Count; Remove-Event -EventIdentifier (Get-Event b).EventIdentifier; @(Get-Event).Count
      foreach ($do in { Get-Event a }, { Remove-Event -EventIdentifier 99 }, { Unregister-Event a }, { Register-ObjectEvent 5 Nothing }) {
        try { & { $ErrorActionPreference = 'Stop'; & $do } } catch { ($_.FullyQualifiedErrorId -split ',')[0] } }`,
    gives: [
      'a,b',
      '5',
      '1',
      '0',
      'INVALID_SOURCE_IDENTIFIER',
      'INVALID_EVENT_IDENTIFIER',
      'INVALID_SOURCE_IDENTIFIER',
      'INVALID_REGISTRATION',
    ],
  },
  {
    title: 'events of objects: timers, collections, jobs; an end after so many',
    code: `$timer = [System.Timers.Timer]::new(20)
      $job = Register-ObjectEvent $timer Elapsed -SourceIdentifier tick -MaxTriggerCount 2 -Action { $Sender.Interval }
      $timer.Start(); while ($job.State -ne 'Stopped') { Start-Sleep -Milliseconds 5 }; $timer.Stop(); ($job.Output.ReadAll()) -join ','
      $list = [System.Collections.ObjectModel.ObservableCollection[int]]::new()
      $job = Register-ObjectEvent $list CollectionChanged -Action { $EventArgs.Action }
      $list.Add(1); $list.Add(2); $null = $list.Remove(1); $list.Clear(); foreach ($i in 1..3) { }; ($job.Output.ReadAll()) -join ','
      $thread = Start-ThreadJob { 1 }; $job = Register-ObjectEvent $thread StateChanged -Action { $EventArgs.JobStateInfo.State }
      $null = Wait-Job $thread; $job.Output[-1]; Get-EventSubscriber | Unregister-Event`,
    gives: ['20,20', 'Add,Add,Remove,Reset', 'Completed'],
  },
  {
    title: 'a timer tells every interval of a sleep, as often as it may',
    code: `$timer = [System.Timers.Timer]::new(10); $global:ticks = 0
      $null = Register-ObjectEvent $timer Elapsed -SourceIdentifier all -Action { $global:ticks++ }
      $last = Register-ObjectEvent $timer Elapsed -SourceIdentifier some -MaxTriggerCount 3 -Action { 1 }
      $timer.Start(); Start-Sleep -Milliseconds 100; $ticks -ge 10; $timer.Stop()
      $last.State; @(Receive-Job $last).Count; Get-EventSubscriber | Unregister-Event`,
    gives: ['True', 'Stopped', '3'],
  },
  {
    title: 'hosted shells on threads: pools, arguments, failures, Stop',
    code: `$pool = [runspacefactory]::CreateRunspacePool(1, 2); $pool.Open()
      $runs = 1..4 | ForEach-Object { $s = [powershell]::Create(); $s.RunspacePool = $pool; $null = $s.AddScript('param($n, $m) $n * $m; Write-Warning w').AddArgument($_).AddParameter('m', 10); @{S = $s; H = $s.BeginInvoke()} }
      ($runs | ForEach-Object { $_.S.EndInvoke($_.H) }) -join ','; $runs[0].S.Streams.Warning.Count; $runs[0].H.IsCompleted; $pool.Close()
      $bad = [powershell]::Create().AddScript('throw "oh"'); $h = $bad.BeginInvoke(); try { $bad.EndInvoke($h) } catch { $_.Exception.InnerException.Message }; $bad.InvocationStateInfo.State
      $long = [powershell]::Create().AddCommand('Start-Sleep').AddArgument(60); $h = $long.BeginInvoke(); $h.AsyncWaitHandle.WaitOne(0); $long.Stop(); $long.InvocationStateInfo.State`,
    gives: ['10,20,30,40', '1', 'True', 'oh', 'Failed', 'False', 'Stopped'],
  },
];

/** Runs all cases, each in a scope of its own, and gives their outputs as lines of JSON. */
function runAll(): string[][] {
  const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-jobs-'));
  try {
    const file = path.join(folder, 'cases.ps1');
    const body = CASES.map(
      ({code}) =>
        `$out = @(& { ${code} } | ForEach-Object { "$_" }); ConvertTo-Json $out -Compress\nGet-Job | Remove-Job -Force`,
    );
    writeFileSync(file, `$n = 41\n${body.join('\n')}`);
    const {stdout, stderr} = spawnSync(
      process.execPath,
      ['--no-warnings', HVSH_PRODUCT, '-NoProfile', file],
      {encoding: 'utf8', input: ''},
    );
    if (stderr !== '') throw new Error(stderr);
    return stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as string[]);
  } finally {
    rmSync(folder, {recursive: true});
  }
}

let outputs: string[][] = [];
test.before(t => {
  t.timeout(120_000);
  outputs = runAll();
});

CASES.forEach(({title, gives}, at) => {
  test(title, t => {
    t.deepEqual(outputs[at], [...gives]);
  });
});
