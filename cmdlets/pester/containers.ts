/** What Invoke-Pester runs: files found by path, script blocks, and containers made by New-PesterContainer. */
import {parseBlock} from '../../shell/eval/parse-block.ts';
import {readScript} from '../../shell/commands/command-resolver.ts';
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import {fileOrFolder} from '../../shell/providers/file-info.ts';
import type {Session} from '../../shell/session/session.ts';
import {defineType} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import type {ContainerInfo} from './test-tree.ts';

/** A description made by New-PesterContainer. */
export class PesterContainer implements ContainerInfo {
  readonly type: 'File' | 'ScriptBlock';
  readonly item: Value;
  readonly script: ScriptBlock | (() => ScriptBlock);
  readonly name: string;
  readonly data: Value;

  constructor(info: ContainerInfo) {
    this.type = info.type;
    this.item = info.item;
    this.script = info.script;
    this.name = info.name;
    this.data = info.data;
  }

  static ofFile(session: Session, file: string, data: Value = null): PesterContainer {
    return new PesterContainer({
      type: 'File',
      item: fileOrFolder(file),
      script: () => parseBlock(readScript(file), session, null, file),
      name: file,
      data,
    });
  }

  static ofBlock(script: ScriptBlock, data: Value = null): PesterContainer {
    const {line} = script.source.position(script.ast.start);
    const place = script.source.file === '' ? '' : `:${script.source.file}:${line}`;
    return new PesterContainer({
      type: 'ScriptBlock',
      item: script,
      script,
      name: `<ScriptBlock>${place}`,
      data,
    });
  }
}

defineType<PesterContainer>({
  fullName: 'Pester.ContainerInfo',
  instance: PesterContainer,
  toText: self => self.name,
  properties: {
    Type: {type: 'string', get: self => self.type},
    Item: {get: self => self.item},
    Data: {get: self => self.data ?? null},
  },
});
