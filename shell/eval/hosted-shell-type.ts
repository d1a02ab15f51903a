/** PowerShell, Runspace and RunspaceFactory as .NET types, over hosted-shell.ts. */
import {convertTo} from '../conversion/convert.ts';
import {toText} from '../conversion/to-text.ts';
import {defineType, registeredAccelerator} from '../values/define-type.ts';
import {enumerate} from '../values/enumerate.ts';
import {Hashtable} from '../values/hashtable.ts';
import {customObject} from '../values/custom-object.ts';
import {arrayList} from '../values/net-list.ts';
import {isNull} from '../values/type-of.ts';
import {NetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {currentSession} from './current-session.ts';
import {HostedRunspace, type SessionSetup} from './hosted-runspace.ts';
import {HostedShell, HostedStreams} from './hosted-shell.ts';

/** What BeginInvoke answers: the run is over, its end is kept. */
class HostedResult {
  readonly finish: () => Value;
  constructor(finish: () => Value) {
    this.finish = finish;
  }
}

/** A wait handle of something that is over. */
class DoneHandle {}

function begin(self: HostedShell): HostedResult {
  try {
    const output = self.invoke();
    return new HostedResult(() => output);
  } catch (thrown) {
    return new HostedResult(() => {
      throw thrown;
    });
  }
}

function addParameters(self: HostedShell, values: Value): void {
  if (values instanceof Hashtable) {
    for (const [name, value] of values.entries()) addParameter(self, toText(name), value, true);
  } else for (const value of enumerate(values)) self.addArgument({kind: 'positional', value});
}

function addParameter(self: HostedShell, name: string, value: Value, hasValue: boolean): void {
  const text = `-${name}`;
  self.addArgument({kind: 'named', name, hasValue, text, ...(hasValue ? {value} : {})});
}

/** Makes the types known; called when a session starts. */
export function defineHostedTypes(): void {
  if (registeredAccelerator('powershell') !== undefined) return;
  defineType<HostedResult>({
    fullName: 'System.Management.Automation.PowerShellAsyncResult',
    instance: HostedResult,
    properties: {
      IsCompleted: {type: 'bool', get: () => true},
      CompletedSynchronously: {type: 'bool', get: () => true},
      AsyncWaitHandle: {get: () => new DoneHandle()},
    },
  });
  defineType<DoneHandle>({
    fullName: 'System.Threading.ManualResetEvent',
    instance: DoneHandle,
    methods: {
      WaitOne: {call: () => true},
      Set: {call: () => true},
      Dispose: {call: () => undefined},
    },
  });
  defineType<HostedStreams>({
    fullName: 'System.Management.Automation.PSDataStreams',
    instance: HostedStreams,
    properties: {
      Error: {get: self => arrayList(self.error)},
      Warning: {get: self => arrayList(self.warning)},
      Verbose: {get: self => arrayList(self.verbose)},
      Debug: {get: self => arrayList(self.debug)},
      Information: {get: self => arrayList(self.information)},
      Progress: {get: () => arrayList([])},
    },
    methods: {ClearStreams: {call: self => self.clear()}},
  });
  defineShell();
  defineRunspaces();
}

function defineShell(): void {
  /** Methods that answer the shell itself, so that calls can be chained. */
  const chained = (act: (self: HostedShell, args: Value[]) => void) => ({
    call(self: HostedShell, args: Value[]): Value {
      act(self, args);
      return self;
    },
  });
  defineType<HostedShell>({
    fullName: 'System.Management.Automation.PowerShell',
    accelerator: 'powershell',
    instance: HostedShell,
    properties: {
      Streams: {get: self => self.streams},
      HadErrors: {
        type: 'bool',
        get: self => self.streams.error.length > 0 || self.state === 'Failed',
      },
      InvocationStateInfo: {get: self => customObject({State: self.state, Reason: self.reason})},
      Runspace: {
        get: self => self.runspace,
        set: (self, value) => {
          if (value instanceof HostedRunspace) self.runspace = value;
        },
      },
      Commands: {get: self => new HostedCommands(self)},
    },
    methods: {
      AddScript: chained((self, [text]) => self.add(toText(text), true)),
      AddCommand: chained((self, [name]) => self.add(toText(name), false)),
      AddParameter: chained((self, [name, ...value]) =>
        addParameter(self, toText(name), value[0] ?? null, value.length > 0),
      ),
      AddParameters: chained((self, [values]) => addParameters(self, values)),
      AddArgument: chained((self, [value]) => self.addArgument({kind: 'positional', value})),
      AddStatement: chained(self => self.addStatement()),
      Invoke: {
        call: (self, [input]) => self.invoke(isNull(input) ? null : enumerate(input)),
      },
      BeginInvoke: {call: self => begin(self)},
      EndInvoke: {
        call: (_self, [result]) => (result instanceof HostedResult ? result.finish() : null),
      },
      Stop: {call: () => undefined},
      BeginStop: {call: () => new HostedResult(() => null)},
      EndStop: {call: () => undefined},
      Dispose: {call: () => undefined},
    },
    statics: {
      'object Create()': () => new HostedShell(currentSession()),
      'object Create(object how)': newShell,
    },
  });
  defineType<HostedCommands>({
    fullName: 'System.Management.Automation.PSCommand',
    instance: HostedCommands,
    methods: {
      Clear: {
        call: ({shell}) => {
          shell.statements = [[]];
        },
      },
    },
  });
}

class HostedCommands {
  readonly shell: HostedShell;
  constructor(shell: HostedShell) {
    this.shell = shell;
  }
}

/** Variables of a runspace from outside. */
class SessionStateProxy {
  readonly runspace: HostedRunspace;
  constructor(runspace: HostedRunspace) {
    this.runspace = runspace;
  }
}

function isSetup(value: Value): value is SessionSetup {
  return typeof value === 'object' && value !== null && 'apply' in value;
}

/** `setup`: an InitialSessionState; another argument (a host) changes nothing of ours. */
function newRunspace(setup: Value): HostedRunspace {
  if (isSetup(setup)) return new HostedRunspace(currentSession(), setup);
  throw new NetException(
    'System.Management.Automation.PSNotSupportedException',
    'A runspace is made of an InitialSessionState.',
    {errorId: 'NotSupported'},
  );
}

/** `how`: an InitialSessionState, a runspace, or a RunspaceMode. */
function newShell(how: Value): HostedShell {
  const session = currentSession();
  if (how instanceof HostedRunspace) return new HostedShell(session, how);
  if (isSetup(how)) return new HostedShell(session, new HostedRunspace(session, how));
  const mode = convertTo(how, 'System.Management.Automation.RunspaceMode');
  const isCurrent = toText(mode) === 'CurrentRunspace';
  return new HostedShell(session, new HostedRunspace(session, null, isCurrent));
}

function defineRunspaces(): void {
  defineType<SessionStateProxy>({
    fullName: 'System.Management.Automation.Runspaces.SessionStateProxy',
    instance: SessionStateProxy,
    methods: {
      SetVariable: {
        call: (self, [name, value]) => self.runspace.session.setGlobal(toText(name), value ?? null),
      },
      GetVariable: {
        call: (self, [name]) => {
          const {session} = self.runspace;
          return session.getVariable(toText(name), session.topFrame) ?? null;
        },
      },
    },
  });
  defineType<HostedRunspace>({
    fullName: 'System.Management.Automation.Runspaces.Runspace',
    accelerator: 'runspace',
    instance: HostedRunspace,
    properties: {
      RunspaceStateInfo: {get: () => customObject({State: 'Opened'})},
      RunspaceAvailability: {type: 'string', get: () => 'Available'},
      InitialSessionState: {get: self => self.setup},
      SessionStateProxy: {get: self => new SessionStateProxy(self)},
      Name: {
        type: 'string',
        get: self => self.name,
        set: (self, name) => {
          self.name = toText(name);
        },
      },
    },
    methods: {
      ResetRunspaceState: {call: self => self.reset()},
      Open: {call: () => undefined},
      Close: {call: () => undefined},
      Dispose: {call: () => undefined},
    },
  });
  defineType({
    fullName: 'System.Management.Automation.Runspaces.RunspaceFactory',
    accelerator: 'runspacefactory',
    statics: {
      'object CreateRunspace()': () => new HostedRunspace(currentSession()),
      'object CreateRunspace(object setup)': (setup: Value) => newRunspace(setup),
    },
  });
}
