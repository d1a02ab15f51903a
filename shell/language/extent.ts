/** Where something stands in a script: IScriptExtent and IScriptPosition. Lines and columns from 1, offsets from 0. */
import type {SourceText} from '../eval/source-text.ts';
import {defineType} from '../values/define-type.ts';

const LANGUAGE = 'System.Management.Automation.Language';

export class ScriptPosition {
  readonly source: SourceText;
  readonly offset: number;

  constructor(source: SourceText, offset: number) {
    this.source = source;
    this.offset = offset;
  }
}

export class ScriptExtent {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;

  constructor(source: SourceText, start: number, end: number) {
    this.source = source;
    this.start = start;
    this.end = end;
  }

  get text(): string {
    return this.source.text.slice(this.start, this.end);
  }
}

defineType<ScriptPosition>({
  fullName: `${LANGUAGE}.ScriptPosition`,
  instance: ScriptPosition,
  properties: {
    File: {type: 'string', get: ({source}) => source.file || null},
    LineNumber: {type: 'int', get: ({source, offset}) => source.position(offset).line},
    ColumnNumber: {type: 'int', get: ({source, offset}) => source.position(offset).column},
    Offset: {type: 'int', get: ({offset}) => offset},
    Line: {type: 'string', get: ({source, offset}) => source.lineAt(offset)},
  },
  methods: {GetFullScript: {call: ({source}) => source.text}},
});

defineType<ScriptExtent>({
  fullName: `${LANGUAGE}.ScriptExtent`,
  instance: ScriptExtent,
  toText: self => self.text,
  properties: {
    File: {type: 'string', get: ({source}) => source.file || null},
    StartScriptPosition: {get: ({source, start}) => new ScriptPosition(source, start)},
    EndScriptPosition: {get: ({source, end}) => new ScriptPosition(source, end)},
    StartLineNumber: {type: 'int', get: ({source, start}) => source.position(start).line},
    StartColumnNumber: {type: 'int', get: ({source, start}) => source.position(start).column},
    EndLineNumber: {type: 'int', get: ({source, end}) => source.position(end).line},
    EndColumnNumber: {type: 'int', get: ({source, end}) => source.position(end).column},
    Text: {type: 'string', get: self => self.text},
    StartOffset: {type: 'int', get: ({start}) => start},
    EndOffset: {type: 'int', get: ({end}) => end},
  },
});
