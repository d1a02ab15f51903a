/** RunspacePool and what BeginInvoke answers, as .NET types. */
import {asNumber} from '../conversion/plain-number.ts';
import {customObject} from '../values/custom-object.ts';
import {defineType} from '../values/define-type.ts';
import type {Value} from '../values/value.ts';
import {HostedRun, RunspacePool} from './hosted-run.ts';

/** A wait handle: signalled when the run is over. */
class RunHandle {
  readonly run: HostedRun;
  constructor(run: HostedRun) {
    this.run = run;
  }
}

function waitOne({run}: RunHandle, [timeout]: readonly Value[]): boolean {
  const milliseconds = timeout === undefined ? -1 : asNumber(timeout);
  return run.wait(milliseconds < 0 ? Number.POSITIVE_INFINITY : milliseconds);
}

defineType<RunHandle>({
  fullName: 'System.Threading.ManualResetEvent',
  instance: RunHandle,
  methods: {WaitOne: {call: waitOne}, Dispose: {call: () => undefined}},
});

defineType<HostedRun>({
  fullName: 'System.Management.Automation.PowerShellAsyncResult',
  instance: HostedRun,
  properties: {
    IsCompleted: {type: 'bool', get: self => self.isOver},
    CompletedSynchronously: {type: 'bool', get: () => false},
    AsyncState: {get: () => null},
    AsyncWaitHandle: {get: self => new RunHandle(self)},
  },
});

defineType<RunspacePool>({
  fullName: 'System.Management.Automation.Runspaces.RunspacePool',
  instance: RunspacePool,
  properties: {
    RunspacePoolStateInfo: {get: self => customObject({State: self.state, Reason: null})},
    IsDisposed: {type: 'bool', get: self => self.state === 'Closed'},
  },
  methods: {
    Open: {call: self => self.open()},
    Close: {call: self => self.close()},
    Dispose: {call: self => self.close()},
    GetAvailableRunspaces: {call: self => self.available},
    GetMinRunspaces: {call: self => self.minimum},
    GetMaxRunspaces: {call: self => self.maximum},
    SetMaxRunspaces: {
      call(self, [count]) {
        const number = asNumber(count);
        if (number < self.minimum) return false;
        self.maximum = number;
        return true;
      },
    },
  },
});
