/** `$Host`: the host as scripts see it. Language specification 21. */
import {randomUUID} from 'node:crypto';
import {convertTo} from '../conversion/convert.ts';
import {toText} from '../conversion/to-text.ts';
import {enumerate} from '../values/enumerate.ts';
import {customObject} from '../values/custom-object.ts';
import {defineType} from '../values/define-type.ts';
import {readMember} from '../values/member-access.ts';
import type {Value} from '../values/value.ts';
import type {ChoiceDescription, Host} from './host.ts';
import {PS_VERSION} from './version-table.ts';

const SPACE = 'System.Management.Automation.Internal.Host';

/** The three objects a script reaches: `$Host`, `$Host.UI`, `$Host.UI.RawUI`. */
export class InternalHost {
  readonly host: Host;
  readonly instanceId = randomUUID();
  windowTitle = '';
  constructor(host: Host) {
    this.host = host;
  }
}
class HostUi {
  readonly owner: InternalHost;
  constructor(owner: InternalHost) {
    this.owner = owner;
  }
}
class RawUi extends HostUi {}

defineType<InternalHost>({
  fullName: `${SPACE}.InternalHost`,
  instance: InternalHost,
  properties: {
    Name: {type: 'string', get: self => self.host.name},
    Version: {get: () => convertTo(PS_VERSION, 'version')},
    InstanceId: {get: self => convertTo(self.instanceId, 'guid')},
    UI: {get: self => new HostUi(self)},
    CurrentCulture: {get: () => convertTo('en-US', 'cultureinfo')},
    CurrentUICulture: {get: () => convertTo('en-US', 'cultureinfo')},
    PrivateData: {get: () => null},
    DebuggerEnabled: {type: 'bool', get: () => false},
    IsRunspacePushed: {type: 'bool', get: () => false},
    Runspace: {get: () => null},
  },
  methods: {
    SetShouldExit: {call: (_self, [code]) => void (process.exitCode = Number(code))},
    EnterNestedPrompt: {call: () => undefined},
    ExitNestedPrompt: {call: () => undefined},
  },
});

defineType<HostUi>({
  fullName: `${SPACE}.InternalHostUserInterface`,
  instance: HostUi,
  properties: {
    RawUI: {get: self => new RawUi(self.owner)},
    // As on any Unix, whether or not the output is a terminal; `dumb` says no.
    SupportsVirtualTerminal: {type: 'bool', get: () => process.env.TERM !== 'dumb'},
  },
  methods: {
    Write: {call: (self, args) => self.owner.host.write(toText(args.at(-1)))},
    WriteLine: {
      call: (self, args) => self.owner.host.writeLine(args.length === 0 ? '' : toText(args.at(-1))),
    },
    WriteErrorLine: {call: (self, [text]) => self.owner.host.writeErrorLine(toText(text))},
    WriteWarningLine: {
      call: (self, [text]) => self.owner.host.writeLine(`WARNING: ${toText(text)}`),
    },
    WriteVerboseLine: {
      call: (self, [text]) => self.owner.host.writeLine(`VERBOSE: ${toText(text)}`),
    },
    WriteDebugLine: {call: (self, [text]) => self.owner.host.writeLine(`DEBUG: ${toText(text)}`)},
    ReadLine: {call: self => self.owner.host.readLine()},
    PromptForChoice: {
      call: (self, [caption, message, choices, standard]) =>
        self.owner.host.promptForChoice(
          toText(caption),
          toText(message),
          [...enumerate(choices)].map(choiceOf),
          Number(standard),
        ),
    },
  },
});

function choiceOf(choice: Value): ChoiceDescription {
  if (typeof choice === 'string') return {label: choice, helpMessage: ''};
  return {
    label: toText(readMember(choice, 'Label')),
    helpMessage: toText(readMember(choice, 'HelpMessage')),
  };
}

function size({host}: InternalHost): Value {
  return customObject(
    {Width: host.width, Height: host.height},
    'System.Management.Automation.Host.Size',
  );
}

defineType<RawUi>({
  fullName: `${SPACE}.InternalHostRawUserInterface`,
  instance: RawUi,
  properties: {
    WindowSize: {get: self => size(self.owner)},
    BufferSize: {get: self => size(self.owner)},
    MaxWindowSize: {get: self => size(self.owner)},
    WindowTitle: {
      type: 'string',
      get: self => self.owner.windowTitle,
      set: (self, value) => {
        self.owner.windowTitle = toText(value);
        if (self.owner.host.supportsAnsi)
          self.owner.host.write(`\u001b]0;${self.owner.windowTitle}\u0007`);
      },
    },
  },
});
