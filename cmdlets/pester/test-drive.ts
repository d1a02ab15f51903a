/**
 * TestDrive: a fresh folder for each container, known as `TestDrive:` and `$TestDrive`. What a block leaves
 * there is removed at its end; what was there before stays. Source: pester.dev/docs/usage/testdrive.
 */
import {mkdtempSync, readdirSync, realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DriveInfo, driveTable} from '../../shell/providers/drive.ts';
import type {Session} from '../../shell/session/session.ts';

const NAME = 'TestDrive';

export class TestDrive {
  readonly folder: string;
  readonly #session: Session;
  readonly #outer: DriveInfo | undefined;

  constructor(session: Session) {
    this.#session = session;
    this.folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'pester-')));
    const table = driveTable(session);
    this.#outer = table.find(NAME);
    table.add(new DriveInfo(NAME, table.provider('FileSystem'), this.folder, 'Pester test drive'));
  }

  /** Everything in it, to know later what is new. */
  content(): ReadonlySet<string> {
    return new Set(readdirSync(this.folder, {recursive: true}).map(String));
  }

  /** Removes what is not in `before`. */
  restore(before: ReadonlySet<string>): void {
    for (const name of this.content())
      if (!before.has(name)) rmSync(path.join(this.folder, name), {recursive: true, force: true});
  }

  remove(): void {
    const table = driveTable(this.#session);
    if (this.#outer === undefined) table.remove(NAME);
    else table.add(this.#outer);
    rmSync(this.folder, {recursive: true, force: true});
  }
}
