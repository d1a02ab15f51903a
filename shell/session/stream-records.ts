/**
 * The records of streams 3 to 6. (Stream 2 carries ErrorRecord, stream 1 plain objects.)
 *
 * Source: language specification 10; System.Management.Automation.InformationalRecord and its kin.
 */
import {hostname, userInfo} from 'node:os';
import {toText} from '../conversion/to-text.ts';
import type * as DateTimes from '../types/date-time.ts';
import {defineType} from '../values/define-type.ts';
import type {Value} from '../values/value.ts';

/** What warning, verbose and debug records have in common. */
export class InformationalRecord {
  readonly message: string;
  invocationInfo: Value = null;
  constructor(message: string) {
    this.message = message;
  }
}

export class WarningRecord extends InformationalRecord {}
export class VerboseRecord extends InformationalRecord {}
export class DebugRecord extends InformationalRecord {}

/** What Write-Information and Write-Host write. Tag `PSHOST`: shown whatever the preference says. */
export class InformationRecord {
  readonly messageData: Value;
  readonly source: string;
  readonly tags: readonly string[];
  readonly timeGenerated = new Date();
  constructor(messageData: Value, source: string, tags: readonly string[]) {
    this.messageData = messageData;
    this.source = source;
    this.tags = tags;
  }
}

/** The MessageData of Write-Host. Colours are names of System.ConsoleColor; null: the terminal's. */
export class HostInformationMessage {
  readonly message: string;
  readonly noNewLine: boolean;
  readonly foregroundColor: string | null;
  readonly backgroundColor: string | null;
  constructor(
    message: string,
    noNewLine = false,
    foregroundColor: string | null = null,
    backgroundColor: string | null = null,
  ) {
    this.message = message;
    this.noNewLine = noNewLine;
    this.foregroundColor = foregroundColor;
    this.backgroundColor = backgroundColor;
  }
}

const informational = defineType<InformationalRecord>({
  fullName: 'System.Management.Automation.InformationalRecord',
  abstract: true,
  toText: self => self.message,
  properties: {
    Message: {type: 'string', get: self => self.message},
    InvocationInfo: {get: self => self.invocationInfo},
  },
});

for (const [name, instance] of [
  ['WarningRecord', WarningRecord],
  ['VerboseRecord', VerboseRecord],
  ['DebugRecord', DebugRecord],
] as const) {
  defineType<InformationalRecord>({
    fullName: `System.Management.Automation.${name}`,
    base: informational,
    instance,
  });
}

defineType<InformationRecord>({
  fullName: 'System.Management.Automation.InformationRecord',
  instance: InformationRecord,
  toText: self => toText(self.messageData),
  body: () => {
    const {DateTime} = require('../types/date-time.ts') as typeof DateTimes;
    return {
      properties: {
        MessageData: {get: (self: InformationRecord) => self.messageData},
        Source: {type: 'string', get: (self: InformationRecord) => self.source},
        TimeGenerated: {
          get: (self: InformationRecord) => DateTime.fromDate(self.timeGenerated).toLocalTime(),
        },
        Tags: {get: (self: InformationRecord) => [...self.tags]},
        User: {type: 'string', get: () => userInfo().username},
        Computer: {type: 'string', get: () => hostname()},
        ProcessId: {type: 'uint', get: () => process.pid},
        NativeThreadId: {type: 'uint', get: () => process.pid},
        ManagedThreadId: {type: 'uint', get: () => 1},
      },
    };
  },
});

defineType<HostInformationMessage>({
  fullName: 'System.Management.Automation.HostInformationMessage',
  instance: HostInformationMessage,
  toText: self => self.message,
  properties: {
    Message: {type: 'string', get: self => self.message},
    NoNewLine: {type: 'bool', get: self => self.noNewLine},
    ForegroundColor: {get: self => self.foregroundColor},
    BackgroundColor: {get: self => self.backgroundColor},
  },
});
