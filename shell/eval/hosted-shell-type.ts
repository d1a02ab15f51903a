/** PowerShell, Runspace and RunspaceFactory as .NET types, over hosted-shell.ts. */
import {convertTo} from '../conversion/convert.ts';
import {toText} from '../conversion/to-text.ts';
import {defineType, registeredAccelerator} from '../values/define-type.ts';
import {enumerate} from '../values/enumerate.ts';
import {Hashtable} from '../values/hashtable.ts';
import {customObject} from '../values/custom-object.ts';
import {arrayList} from '../values/net-list.ts';
import type * as Collections from '../jobs/data-collection.ts';
import type * as Runs from '../jobs/hosted-run.ts';
import type {HostedRun, RunspacePool} from '../jobs/hosted-run.ts';
import {isNull} from '../values/type-of.ts';
import {NetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {currentSession} from './current-session.ts';
import {HostedRunspace, type SessionSetup} from './hosted-runspace.ts';
import {HostedShell, HostedStreams} from './hosted-shell.ts';

/** Loaded when a run begins on another thread. */
function hosted(): typeof Runs {
  require('../jobs/hosted-run-type.ts');
  return require('../jobs/hosted-run.ts') as typeof Runs;
}

/** `BeginInvoke(input, output)`: both may be absent. */
function begin(self: HostedShell, [input, output]: readonly Value[]): HostedRun {
  const {HostedRun: Run, RunspacePool: Pool} = hosted();
  const {DataCollection: Data} = require('../jobs/data-collection.ts') as typeof Collections;
  self.pool ??= opened(new Pool(1, 1, false));
  const items = isNull(input) ? null : [...enumerate(input)];
  const target = output instanceof Data ? output : new Data();
  self.run = new Run(self, self.pool.tasks, items, target);
  return self.run;
}

function opened(pool: RunspacePool): RunspacePool {
  pool.open();
  return pool;
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

/** The methods that say what runs: of the shell and of its `Commands`. They answer `self`, so that calls can be chained. */
function chainedCalls<T>(shellOf: (self: T) => HostedShell) {
  const chained = (act: (shell: HostedShell, args: Value[]) => void) => ({
    call(self: T, args: Value[]): Value {
      act(shellOf(self), args);
      return self;
    },
  });
  return {
    AddScript: chained((shell, [text]) => shell.add(toText(text), true)),
    AddCommand: chained((shell, [name]) => shell.add(toText(name), false)),
    AddParameter: chained((shell, [name, ...value]) =>
      addParameter(shell, toText(name), value[0] ?? null, value.length > 0),
    ),
    AddParameters: chained((shell, [values]) => addParameters(shell, values)),
    AddArgument: chained((shell, [value]) => shell.addArgument({kind: 'positional', value})),
    AddStatement: chained(shell => shell.addStatement()),
  };
}

function defineShell(): void {
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
      InvocationStateInfo: {
        get(self) {
          void self.run?.isOver;
          return customObject({State: self.state, Reason: self.reason});
        },
      },
      RunspacePool: {
        get: self => self.pool,
        set: (self, value) => {
          if (value instanceof hosted().RunspacePool) self.pool = value;
        },
      },
      Runspace: {
        get: self => self.runspace,
        set: (self, value) => {
          if (value instanceof HostedRunspace) self.runspace = value;
        },
      },
      Commands: {get: self => new HostedCommands(self)},
    },
    methods: {
      ...chainedCalls<HostedShell>(self => self),
      Invoke: {
        call: (self, [input]) => self.invoke(isNull(input) ? null : enumerate(input)),
      },
      BeginInvoke: {call: begin},
      EndInvoke: {call: (_self, [result]) => (result as HostedRun | null)?.finish() ?? null},
      Stop: {
        call(self) {
          self.run?.stop();
          self.run?.wait();
        },
      },
      BeginStop: {
        call(self) {
          self.run?.stop();
          return self.run;
        },
      },
      EndStop: {call: (_self, [result]) => void (result as HostedRun | null)?.wait()},
      Dispose: {call: self => self.dispose()},
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
      ...chainedCalls<HostedCommands>(({shell}) => shell),
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
      'object CreateRunspacePool()': () => new (hosted().RunspacePool)(1, 1),
      'object CreateRunspacePool(int minRunspaces, int maxRunspaces)': newPool,
      'object CreateRunspacePool(int minRunspaces, int maxRunspaces, object host)': newPool,
      'object CreateRunspacePool(int minRunspaces, int maxRunspaces, object initialSessionState, object host)':
        newPool,
    },
  });
}

/** The host of a pool's runspaces is the job's: what they show comes back as information records. */
function newPool(minimum: number, maximum: number): RunspacePool {
  return new (hosted().RunspacePool)(minimum, maximum);
}
