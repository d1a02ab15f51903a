/**
 * `$PSCmdlet` of an advanced function: the streams and questions of its CommandRuntime as methods.
 *
 * Source: language specification 4.1; System.Management.Automation.PSScriptCmdlet.
 */
import path from 'node:path';
import {ErrorRecord} from '../errors/error-record.ts';
import type {Frame} from '../eval/frame.ts';
import {defineType} from '../values/define-type.ts';
import {isNull, toBool, toText} from '../values/index.ts';
import {throwNet} from '../values/net-exception.ts';
import {isStopped} from '../session/stop-word.ts';
import type {Value} from '../values/value.ts';
import type {CommandRuntime} from './command-runtime.ts';
import {PagingParameters} from './paging-parameters.ts';
import type {ParameterBinder} from './parameter-binder.ts';

export class PSScriptCmdlet {
  readonly runtime: CommandRuntime;
  readonly binder: ParameterBinder;
  /** The function's own frame. */
  readonly frame: Frame;

  constructor(runtime: CommandRuntime, binder: ParameterBinder, frame: Frame) {
    this.runtime = runtime;
    this.binder = binder;
    this.frame = frame;
  }
}

function recordArgument(value: Value): ErrorRecord {
  if (value instanceof ErrorRecord) return value;
  return throwNet(
    'System.Management.Automation.PSArgumentNullException',
    'Cannot process argument because the value of argument "errorRecord" is null. Change the value of argument "errorRecord" to a non-null value.',
  );
}

/** An absolute file system path; relative ones start at the session's location. */
function resolvePath(self: PSScriptCmdlet, text: Value): string {
  return path.resolve(self.frame.session.location, toText(text).replaceAll('\\', '/'));
}

defineType<PSScriptCmdlet>({
  fullName: 'System.Management.Automation.PSScriptCmdlet',
  instance: PSScriptCmdlet,
  properties: {
    ParameterSetName: {type: 'string', get: self => self.binder.parameterSetName},
    MyInvocation: {get: self => self.runtime.invocation},
    CommandRuntime: {get: self => self},
    PagingParameters: {
      get: self =>
        self.binder.metadata.spec.supportsPaging ? new PagingParameters(self.binder) : null,
    },
    Stopping: {type: 'bool', get: self => isStopped(self.frame.session.stop)},
    SessionState: {
      get: self => self.frame.session.getVariable('ExecutionContext', self.frame) ?? null,
    },
    Host: {get: self => self.frame.session.getVariable('Host', self.frame) ?? null},
  },
  methods: {
    WriteObject: {
      call: (self, [value, enumerate]) =>
        self.runtime.writeObject(value, !isNull(enumerate) && toBool(enumerate)),
    },
    WriteError: {call: (self, [record]) => self.runtime.writeError(recordArgument(record))},
    WriteWarning: {call: (self, [text]) => self.runtime.writeWarning(toText(text))},
    WriteVerbose: {call: (self, [text]) => self.runtime.writeVerbose(toText(text))},
    WriteDebug: {call: (self, [text]) => self.runtime.writeDebug(toText(text))},
    WriteInformation: {
      call: (self, [value, tags]) =>
        self.runtime.writeInformation(
          value,
          Array.isArray(tags) ? tags.map(tag => toText(tag)) : [],
        ),
    },
    ThrowTerminatingError: {
      call: (self, [record]) => self.runtime.throwTerminatingError(recordArgument(record)),
    },
    ShouldProcess: {
      call: (self, args) => {
        const [first = '', second, third] = args.map(argument => toText(argument));
        return self.runtime.shouldProcess(first, second, third);
      },
    },
    ShouldContinue: {
      call: (self, [query, caption]) =>
        self.runtime.shouldContinue(toText(query), toText(caption ?? '')),
    },
    GetVariableValue: {
      call: (self, [name, fallback]) =>
        self.frame.session.getVariable(toText(name), self.frame) ?? fallback ?? null,
    },
    GetUnresolvedProviderPathFromPSPath: {call: (self, [text]) => resolvePath(self, text)},
    GetResolvedProviderPathFromPSPath: {call: (self, [text]) => [resolvePath(self, text)]},
  },
});
