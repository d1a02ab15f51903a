/** The agent's host side against a guest written here, which answers line by line as told. */
import test from 'ava';
import {
  type AgentResult,
  GuestAgent,
  GuestAgentError,
} from '../../../hypervisor/root/guest-agent/guest-agent.ts';
import {LINE_MAX, PIECE_BYTES} from '../../../hypervisor/root/guest-agent/protocol.ts';

type Words = readonly string[];

/** A guest that reads requests and says what `answer` gives for each. */
class HandGuest {
  readonly agent: GuestAgent;
  /** Requests so far, without prefix and id. */
  readonly asked: string[] = [];
  readonly pieces: Buffer[] = [];
  private input = Buffer.alloc(0);
  private readonly answer: (verb: string, words: Words, id: string) => readonly string[];

  constructor(answer: (verb: string, words: Words, id: string) => readonly string[]) {
    this.answer = answer;
    this.agent = new GuestAgent(bytes => {
      this.input = Buffer.concat([this.input, bytes]);
      queueMicrotask(() => this.read());
    });
  }

  say(...lines: readonly string[]): void {
    this.agent.receive(Buffer.from(lines.map(line => `${line}\n`).join('')));
  }

  private read(): void {
    for (let end = this.input.indexOf(10); end >= 0; end = this.input.indexOf(10)) {
      const [prefix, id = '', verb = '', ...words] = this.input
        .toString('latin1', 0, end)
        .split(' ');
      const bytes = verb === 'put' ? Number(words[0]) : 0;
      if (this.input.length < end + 1 + bytes) return;
      if (bytes > 0) this.pieces.push(this.input.subarray(end + 1, end + 1 + bytes));
      this.input = this.input.subarray(end + 1 + bytes);
      if (prefix !== 'hv1') continue;
      this.asked.push([verb, ...words].join(' '));
      const fixed = {hello: ['ready 1'], put: [`got ${this.pieces.length}`]}[verb];
      this.say(...(fixed ?? this.answer(verb, words, id)).map(text => `hv1 ${id} ${text}`));
    }
  }
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const contactMs = 1000;
const texts = ({exitCode, output, errors}: AgentResult): unknown[] => [
  exitCode,
  output.toString(),
  errors.toString(),
];

test('a script goes in pieces, one after the answer to the other, and its answer is put together', async t => {
  const guest = new HandGuest(() => [
    `out ${base64('one ')}`,
    `err ${base64('oh')}`,
    `out ${base64('two')}`,
    'end 3',
  ]);
  const script = 'x'.repeat(PIECE_BYTES + 10);
  const result = await guest.agent.run(script, {contactMs, seconds: 7});
  t.deepEqual(texts(result), [3, 'one two', 'oh']);
  t.deepEqual(guest.asked, ['hello', `put ${PIECE_BYTES}`, 'put 10', 'run 7']);
  t.is(Buffer.concat(guest.pieces).toString(), script);
});

test('files go and come by path', async t => {
  const guest = new HandGuest(verb =>
    verb === 'read' ? [`out ${base64('in it')}`, 'end 0'] : ['end 0'],
  );
  await guest.agent.write('/a b', 0o644, Buffer.from('content'), {contactMs});
  t.is((await guest.agent.read('/c', {contactMs})).output.toString(), 'in it');
  t.deepEqual(
    guest.asked.filter(line => /^(write|read)/.test(line)),
    [`write 644 ${base64('/a b')}`, `read ${base64('/c')}`],
  );
});

test('what is noise, too long, or for nobody is ignored', async t => {
  const guest = new HandGuest((_verb, _words, id) => [`end 0`, `end ${id}`]);
  guest.say('login: ', 'hv1', 'hv1 nobody end 1', 'hv1 nobody out !!', 'x'.repeat(LINE_MAX * 3));
  guest.agent.receive(Buffer.from('y'.repeat(LINE_MAX + 1)));
  guest.say('');
  t.false(guest.agent.isReady);
  t.is((await guest.agent.run('true', {contactMs})).exitCode, 0);
  t.true(guest.agent.isReady);
});

test('a guest without an agent is said to have none', async t => {
  const silent = new GuestAgent(() => {});
  const error = await t.throwsAsync(silent.run('true', {contactMs: 20}), {
    instanceOf: GuestAgentError,
  });
  t.is(error?.kind, 'noContact');
});

test('an agent that begins anew knows nothing of what was asked before', async t => {
  const guest = new HandGuest(() => []);
  const asked = guest.agent.run('sleep 9', {contactMs});
  while (!guest.asked.includes('run')) await new Promise(resolve => setTimeout(resolve, 1));
  guest.say('hv1 0 ready 1');
  const error = await t.throwsAsync(asked, {instanceOf: GuestAgentError});
  t.is(error?.kind, 'lost');
});

test('what waits for an agent goes on waiting when the guest begins anew', async t => {
  const sent: string[] = [];
  const agent = new GuestAgent(bytes => void sent.push(Buffer.from(bytes).toString()));
  const say = (line: string): void => agent.receive(Buffer.from(`${line}\n`));
  const asked = agent.run('', {contactMs: 10_000});
  while (sent.length === 0) await new Promise(resolve => setTimeout(resolve, 1));
  agent.restart();
  say('hv1 0 ready 1');
  const id = sent[0]?.split(' ')[1] ?? '';
  say(`hv1 ${id} ready 1`);
  while (sent.length === 1) await new Promise(resolve => setTimeout(resolve, 1));
  say(`hv1 ${id} end 0`);
  t.is((await asked).exitCode, 0);
});

test('a script that is cancelled is stopped in the guest, and its end comes', async t => {
  const guest = new HandGuest(verb => (verb === 'stop' ? ['end 143'] : []));
  const cancel = new AbortController();
  const asked = guest.agent.run('sleep 9', {contactMs, signal: cancel.signal});
  while (!guest.asked.includes('run')) await new Promise(resolve => setTimeout(resolve, 1));
  cancel.abort();
  t.is((await asked).exitCode, 143);
  t.true(guest.asked.includes('stop'));
});
