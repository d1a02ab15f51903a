/** Names, addresses and connections as the runspace's thread asks for them; everything blocks. */
import {PipelineStopped} from '../eval/flow.ts';
import type {Answer, Channel, Request} from '../runspace/channel.ts';
import {ExchangeFailure} from './http-exchange.ts';

type Question = Extract<Request, {kind: 'lookup' | 'reverse' | 'connect'}>;
type Asked<T> = T extends Question ? Omit<T, 'id'> : never;

/** Throws ExchangeFailure and PipelineStopped. */
function ask(channel: Channel, question: Asked<Question>): Answer {
  const id = channel.newId();
  channel.post({...question, id} as Question);
  const answer = channel.wait(id);
  if (answer === undefined) throw new PipelineStopped();
  if (answer.kind === 'failed') throw new ExchangeFailure(answer.code, answer.message);
  return answer;
}

/** Addresses of a host, in the order of the system. `family` 0: of both. */
export function addressesOf(channel: Channel, host: string, family: 0 | 4 | 6): readonly string[] {
  const answer = ask(channel, {kind: 'lookup', host, family});
  return answer.kind === 'found' ? answer.names : [];
}

/** The name of the host that has an address. */
export function hostNameOf(channel: Channel, address: string): string {
  const answer = ask(channel, {kind: 'reverse', address});
  return (answer.kind === 'found' && answer.names[0]) || address;
}

/** Milliseconds that a connection took. */
export function connectTime(
  channel: Channel,
  host: string,
  port: number,
  timeoutMs: number,
): number {
  const answer = ask(channel, {kind: 'connect', host, port, timeoutMs});
  return answer.kind === 'connected' ? answer.milliseconds : 0;
}
