/**
 * What the host asks the software of the guest to do: scripts and files, through the agent on the second serial
 * port. Guests without that port (`tiny`) have no agent.
 */
import {
  type AgentOptions,
  type AgentResult,
  GuestAgent,
  GuestAgentError,
} from '../../guest-agent/guest-agent.ts';
import {
  checkAccess,
  checkFolder,
  checkUser,
  giveTo,
  setConsoleSize,
  USER,
  wrapScript,
} from '../../guest-agent/scripts.ts';
import {RETURN, VmmsError} from '../vmms-error.ts';
import type {DevicePlace, MachineDevice} from './device.ts';

const SERIAL_PORT = 1;
const FILE_MODE = 0o644;
const CONSOLE_MS = 2000;

export interface GuestUser {
  readonly name: string;
  readonly password: string;
}

export interface GuestScript {
  readonly text: string;
  /** Absent: root, without a password. */
  readonly user?: GuestUser | undefined;
  /** How long it may take; absent: as long as it likes. */
  readonly seconds?: number | undefined;
}

export type GuestOptions = AgentOptions;

export function offerGuestOperations({vid, boot}: DevicePlace): GuestOperations {
  if (boot.engine !== 'x86') return new GuestOperations(undefined);
  const {partition} = vid;
  const agent = new GuestAgent(bytes => partition.writeSerial(SERIAL_PORT, bytes));
  partition.onSerial(SERIAL_PORT, bytes => agent.receive(bytes));
  return new GuestOperations(agent);
}

export class GuestOperations implements MachineDevice {
  private readonly agent: GuestAgent | undefined;

  constructor(agent: GuestAgent | undefined) {
    this.agent = agent;
  }

  /** Whether the guest's agent has said that it is there. */
  get isReady(): boolean {
    return this.agent?.isReady ?? false;
  }

  /** Runs a script with bash or sh; its streams are one. Rejects with VmmsError. */
  async runScript({text, user, seconds}: GuestScript, options: GuestOptions): Promise<AgentResult> {
    if (user) await this.authenticate(user.name, user.password, options);
    return this.ask(agent => agent.run(wrapScript(text, user?.name), {...options, seconds}));
  }

  /** Makes or replaces a file of the guest, which belongs to the user. Rejects with VmmsError. */
  async writeFile(
    path: string,
    content: Uint8Array,
    {user, makeFolders}: {user?: GuestUser | undefined; makeFolders: boolean},
    options: GuestOptions,
  ): Promise<void> {
    await this.checkFileAccess(path, 'write', user, options);
    const must = async (request: (agent: GuestAgent) => Promise<AgentResult>): Promise<void> => {
      const result = await this.ask(request);
      if (result.exitCode !== 0) throw new VmmsError(RETURN.Failed, textOf(path, result));
    };
    if (!makeFolders) await must(agent => agent.run(checkFolder(path), options));
    await must(agent => agent.write(path, FILE_MODE, content, options));
    if (user) await must(agent => agent.run(giveTo(user.name, path), options));
  }

  async readFile(
    path: string,
    user: GuestUser | undefined,
    options: GuestOptions,
  ): Promise<Buffer> {
    await this.checkFileAccess(path, 'read', user, options);
    const result = await this.ask(agent => agent.read(path, options));
    if (result.exitCode !== 0) throw new VmmsError(RETURN.FileNotFound, textOf(path, result));
    return result.output;
  }

  /** Tells the programs on the console how large it is, in its own time. Guests without an agent are not told. */
  setConsoleSize(columns: number, rows: number): void {
    if (!this.agent?.isReady) return;
    this.agent.run(setConsoleSize(columns, rows), {contactMs: CONSOLE_MS}).catch(() => {});
  }

  save(): {isReady: boolean} {
    return {isReady: this.isReady};
  }

  restore(state: unknown): void {
    this.agent?.goOn((state as {isReady: boolean} | undefined)?.isReady ?? false);
  }

  /** The guest begins anew. */
  restart(): void {
    this.agent?.restart();
  }

  close(): void {
    this.agent?.close();
  }

  private async checkFileAccess(
    path: string,
    mode: 'read' | 'write',
    user: GuestUser | undefined,
    options: GuestOptions,
  ): Promise<void> {
    if (!user) return;
    await this.authenticate(user.name, user.password, options);
    const result = await this.ask(agent => agent.run(checkAccess(user.name, path, mode), options));
    if (result.exitCode !== 0) throw new VmmsError(RETURN.AccessDenied, textOf(path, result));
  }

  private async authenticate(name: string, password: string, options: GuestOptions): Promise<void> {
    const {exitCode} = await this.ask(agent => agent.run(checkUser(name, password), options));
    if (exitCode === USER.ok) return;
    if (exitCode === USER.refused)
      throw new VmmsError(
        RETURN.AccessDenied,
        'Failed to authenticate with the guest operating system using the supplied credentials.',
        {fault: 'InvalidGuestLogin'},
      );
    throw new VmmsError(RETURN.NotSupported, 'The guest can not check the password of the user.');
  }

  private async ask(request: (agent: GuestAgent) => Promise<AgentResult>): Promise<AgentResult> {
    if (!this.agent)
      throw new VmmsError(RETURN.NotSupported, 'The guest has no agent that runs scripts.');
    try {
      return await request(this.agent);
    } catch (error) {
      if (error instanceof GuestAgentError)
        throw new VmmsError(
          error.kind === 'noContact' ? RETURN.NotReady : RETURN.Failed,
          error.message,
          {cause: error},
        );
      throw error;
    }
  }
}

function textOf(path: string, {errors, exitCode}: AgentResult): string {
  const text = errors.toString().trim();
  return text === '' ? `${path}: exit code ${exitCode}.` : text;
}
