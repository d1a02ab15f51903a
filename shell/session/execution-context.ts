/** `$ExecutionContext` and what hangs on it: EngineIntrinsics, SessionState and their parts. Specification 4.1. */
import {toText} from '../conversion/to-text.ts';
import {commandNotFound} from '../errors/engine-errors.ts';
import {expandString} from '../eval/expand-string.ts';
import {parseBlock} from '../eval/parse-block.ts';
import {ScriptBlock} from '../eval/script-block.ts';
import {defineType} from '../values/define-type.ts';
import {toArray} from '../values/enumerate.ts';
import {Hashtable} from '../values/hashtable.ts';
import {SwitchParameter} from '../values/switch-parameter.ts';
import {psCollection} from '../values/ps-collection.ts';
import {isNull} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {currentLocation} from './current-location.ts';
import type {SessionState} from './session-state.ts';
import type {Session} from './session.ts';
import {PSVariable} from './variable.ts';

const AUTOMATION = 'System.Management.Automation';

/** One part of the engine as a script sees it. `part` says which. */
class Intrinsics {
  readonly session: Session;
  readonly state: SessionState;
  constructor(session: Session, state: SessionState) {
    this.session = session;
    this.state = state;
  }
}

export class EngineIntrinsics extends Intrinsics {}
class SessionStateView extends Intrinsics {}
class CommandInvocation extends Intrinsics {}
class PathIntrinsics extends Intrinsics {}
class VariableIntrinsics extends Intrinsics {}

defineType<EngineIntrinsics>({
  fullName: `${AUTOMATION}.EngineIntrinsics`,
  instance: EngineIntrinsics,
  properties: {
    Host: {get: ({session}) => session.getVariable('Host') ?? null},
    InvokeCommand: {get: ({session, state}) => new CommandInvocation(session, state)},
    SessionState: {get: ({session, state}) => new SessionStateView(session, state)},
  },
});

defineType<SessionStateView>({
  fullName: `${AUTOMATION}.SessionState`,
  instance: SessionStateView,
  properties: {
    Module: {get: ({state}) => state.module},
    InvokeCommand: {get: ({session, state}) => new CommandInvocation(session, state)},
    Path: {get: ({session, state}) => new PathIntrinsics(session, state)},
    PSVariable: {get: ({session, state}) => new VariableIntrinsics(session, state)},
    LanguageMode: {type: 'string', get: () => 'FullLanguage'},
  },
});

defineType<PathIntrinsics>({
  fullName: `${AUTOMATION}.PathIntrinsics`,
  instance: PathIntrinsics,
  properties: {
    CurrentLocation: {get: ({session}) => currentLocation(session)},
    CurrentFileSystemLocation: {get: ({session}) => currentLocation(session)},
  },
  methods: {
    GetUnresolvedProviderPathFromPSPath: {
      call: ({session}, [path]) => session.resolvePath(toText(path)),
    },
    GetResolvedProviderPathFromPSPath: {
      call: ({session}, [path]) => [session.resolvePath(toText(path))],
    },
  },
});

defineType<VariableIntrinsics>({
  fullName: `${AUTOMATION}.PSVariableIntrinsics`,
  instance: VariableIntrinsics,
  methods: {
    Get: {call: ({session}, [name]) => variableObject(session, toText(name))},
    GetValue: {
      call: ({session}, [name, fallback]) => session.getVariable(toText(name)) ?? fallback ?? null,
    },
    Set: {call: ({session}, [name, value]) => setVariable(session, name, value)},
    Remove: {
      call: ({session}, [name]) =>
        session.frame.scope.remove(
          (name instanceof PSVariable ? name.variable.name : toText(name)).toLowerCase(),
        ),
    },
  },
});

function variableObject(session: Session, name: string): PSVariable | null {
  const lower = name.toLowerCase();
  return session.frame.scope.holder(lower)?.box(lower, name)?.object ?? null;
}

function setVariable(session: Session, name: Value, value: Value): void {
  if (name instanceof PSVariable)
    session.frame.scope.put(name.variable.name.toLowerCase(), name.variable);
  else session.setVariable(toText(name), value);
}

/** Arguments as words of a command line; `$PSBoundParameters` gives names and values. */
function argumentWords(args: Value): Value[] {
  if (!(args instanceof Hashtable)) return toArray(args);
  return [...args.entries()].flatMap(([name, value]) => {
    const word = `-${toText(name)}`;
    if (!(value instanceof SwitchParameter)) return [word, value];
    return value.isPresent ? [word] : [];
  });
}

defineType<CommandInvocation>({
  fullName: `${AUTOMATION}.CommandInvocationIntrinsics`,
  instance: CommandInvocation,
  methods: {
    ExpandString: {call: ({session}, [text]) => expandString(toText(text), session.frame)},
    InvokeScript: {
      call: ({session, state}, args) => {
        const [first, ...rest] = args;
        const block =
          first instanceof ScriptBlock ? first : parseBlock(toText(first), session, state);
        return psCollection(block.invoke({args: rest}));
      },
    },
    NewScriptBlock: {
      call: ({session, state}, [text]) => parseBlock(toText(text), session, state),
    },
    GetCommand: {
      call: ({session}, [name, _types, args]) => {
        if (isNull(name)) throw commandNotFound('');
        if (isNull(args)) return session.resolveCommand(toText(name)) ?? null;
        const block = parseBlock(
          'param($n, $a) Get-Command -Name $n -ArgumentList $a -ErrorAction Ignore',
          session,
          session.globalState,
        );
        return block.invoke({args: [name, argumentWords(args)]})[0] ?? null;
      },
    },
  },
});
