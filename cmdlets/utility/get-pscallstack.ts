/** Get-PSCallStack: what called what, from the caller of this command down to the prompt. */
import {basename} from 'node:path';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {frameName} from '../../shell/errors/stack-trace.ts';
import {automaticReader} from '../../shell/eval/automatic.ts';
import type {Frame} from '../../shell/eval/frame.ts';
import {valueOf} from '../../shell/session/scope.ts';
import {defineType, Hashtable, ordered, toText} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';

/** One call that is under way. */
class CallStackFrame {
  readonly frame: Frame;
  readonly line: number;

  constructor(frame: Frame) {
    this.frame = frame;
    this.line = frame.source.position(frame.at.start).line;
  }

  get scriptName(): string | null {
    return this.frame.source.file || null;
  }
  get location(): string {
    return this.scriptName === null
      ? '<No file>'
      : `${basename(this.scriptName)}: line ${this.line}`;
  }
  get command(): string {
    const {command} = this.frame;
    if (command?.commandType === 'ExternalScript') return basename(command.name);
    return command === null || command.name === '' ? '<ScriptBlock>' : command.name;
  }
  /** `{name=value, ...}` of the parameters, or what no parameter took. */
  get arguments(): string {
    const {bound, given, args} = this.frame;
    const pairs: readonly (readonly [string, Value])[] =
      bound instanceof Hashtable
        ? bound.keys().map(key => [toText(key), bound.get(key)])
        : (given ?? []);
    const texts = pairs.map(([name, value]) => `${name}=${toText(value)}`);
    return `{${[...texts, ...args.map(each => toText(each))].join(', ')}}`;
  }
  variables(): Value {
    const {scope} = this.frame;
    return ordered(
      Object.fromEntries([...scope.variableNames()].map(name => [name, valueOf(scope.own(name))])),
    );
  }
}

defineType<CallStackFrame>({
  fullName: 'System.Management.Automation.CallStackFrame',
  instance: CallStackFrame,
  toText: self =>
    `at ${frameName(self.frame)}, ${self.scriptName ?? '<No file>'}: line ${self.line}`,
  properties: {
    Command: {type: 'string', get: self => self.command},
    Location: {type: 'string', get: self => self.location},
    Arguments: {type: 'string', get: self => self.arguments},
    ScriptName: {type: 'string', get: self => self.scriptName},
    ScriptLineNumber: {type: 'int', get: self => self.line},
    FunctionName: {type: 'string', get: self => frameName(self.frame)},
    InvocationInfo: {get: self => automaticReader('myinvocation')?.(self.frame) ?? null},
  },
  methods: {
    GetScriptLocation: {call: self => self.location},
    GetFrameVariables: {call: self => self.variables()},
  },
});

export const getPSCallStack = cmdlet({
  name: 'Get-PSCallStack',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['gcs'],
  className: 'GetPSCallStackCommand',
  synopsis: 'Displays the current call stack.',
  parameters: {},
  outputTypes: ['System.Management.Automation.CallStackFrame'],
  examples: [
    {
      title: 'Who called',
      code: 'function outer { inner }; function inner { (Get-PSCallStack).FunctionName[0..1] }; outer',
      output: ['inner', 'outer'],
    },
  ],
  end(run) {
    for (let frame: Frame | null = run.context.frame; frame !== null; frame = frame.caller)
      if (frame.source.text !== '') run.writeObject(new CallStackFrame(frame));
  },
});
