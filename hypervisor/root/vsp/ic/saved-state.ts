/** What an integration component's channel remembers over save and restore. */
import type {IcVersion} from './protocol.ts';

export interface IcState {
  /** Transaction id used last, 0 to 255. */
  transaction: number;
  /** Transaction whose reply is awaited. */
  waiting: number | undefined;
  framework: IcVersion | undefined;
  version: IcVersion | undefined;
}

/** State out of a file, or undefined if it is none. */
export function parseIcState(value: unknown): IcState | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const {transaction, waiting, framework, version} = value as Record<string, unknown>;
  if (!isByte(transaction) || !(waiting === undefined || isByte(waiting))) return undefined;
  if (!isVersion(framework) || !isVersion(version)) return undefined;
  return {transaction, waiting, framework, version};
}

function isByte(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;
}

function isVersion(value: unknown): value is IcVersion | undefined {
  if (value === undefined) return true;
  const numbers = Array.isArray(value) && value.every(part => typeof part === 'number');
  return numbers && value.length === 2;
}
