/** Remote sessions through the true server: with ssh2's client always, with OpenSSH where it is installed. */
import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir, userInfo} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {spawn as spawnPty} from 'node-pty';
import {Client, type ClientChannel, type ConnectConfig, utils} from 'ssh2';
import {parseAuthorizedKeys} from '../../../shell/remote/authorized-keys.ts';
import {fingerprint, hostKey} from '../../../shell/remote/host-key.ts';
import {spawnInPty} from '../../../shell/remote/pty-child.ts';
import {type RunningServer, startSshServer} from '../../../shell/remote/ssh-server.ts';
import {testWith} from '../../fixtures/needs.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-ssh-'));
const user = userInfo().username;
const good = utils.generateKeyPairSync('ed25519');
const bad = utils.generateKeyPairSync('ed25519');
let server: RunningServer;

test.before(async () => {
  const authorizedKeys = path.join(folder, 'authorized_keys');
  writeFileSync(authorizedKeys, `# who may\n${good.public}\n`);
  writeFileSync(path.join(folder, 'good'), good.private, {mode: 0o600});
  writeFileSync(path.join(folder, 'bad'), bad.private, {mode: 0o600});
  const env = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  server = await startSshServer({
    listen: '127.0.0.1',
    port: 0,
    authorizedKeys,
    stateFolder: folder,
    program: path.join(path.dirname(HVSH_PRODUCT), 'hvsh'),
    env: {...env, HVSH_HOME: path.join(folder, 'home')},
    cwd: folder,
    log: () => {},
  });
});

test.after.always(async () => {
  await server?.close();
  spawnSync(path.join(path.dirname(HVSH_PRODUCT), 'hvsh'), ['host', 'stop'], {
    env: {...process.env, HVSH_HOME: path.join(folder, 'home')},
  });
  rmSync(folder, {recursive: true, force: true});
});

function connect(more: Partial<ConnectConfig> = {}): Promise<Client> {
  const client = new Client();
  return new Promise((resolve, reject) => {
    client.on('ready', () => resolve(client));
    client.on('error', reject);
    client.connect({
      host: '127.0.0.1',
      port: server.port,
      username: user,
      privateKey: good.private,
      ...more,
    });
  });
}

interface Ended {
  readonly out: string;
  readonly err: string;
  readonly code: number | undefined;
}

function ended(channel: ClientChannel): Promise<Ended> {
  let [out, err] = ['', ''];
  let code: number | undefined;
  channel.on('data', (data: Buffer) => {
    out += data.toString();
  });
  channel.stderr.on('data', (data: Buffer) => {
    err += data.toString();
  });
  channel.on('exit', (value: number | null) => {
    code = value ?? undefined;
  });
  return new Promise(resolve => channel.on('close', () => resolve({out, err, code})));
}

function exec(client: Client, command: string, input = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    client.exec(command, (error, channel) => {
      if (error) return reject(error);
      channel.end(input);
      resolve(ended(channel));
    });
  });
}

test('a command runs with its own streams and exit code', async t => {
  const client = await connect();
  t.deepEqual(await exec(client, "'a' + 1"), {out: 'a1\n', err: '', code: 0});
  t.is((await exec(client, 'exit 3')).code, 3);
  const failed = await exec(client, "Write-Error 'no'; 'yes'");
  t.is(failed.out, 'yes\n');
  t.regex(failed.err, /no/);
  client.end();
});

test('the product serves on when a client asks for what it has not', async t => {
  const keys = path.join(folder, 'authorized_keys');
  const launcher = path.join(path.dirname(HVSH_PRODUCT), 'hvsh');
  const served = spawn(launcher, ['serve', '--port', '0', '--authorized-keys', keys], {
    env: {...process.env, HVSH_HOME: path.join(folder, 'served')},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(() => served.kill());
  const listening = await new Promise<string>(resolve =>
    served.stdout.once('data', (data: Buffer) => resolve(data.toString())),
  );
  const port = Number(/port (\d+)/.exec(listening)?.[1]);
  const first = await connect({port});
  const asked = new Promise<void>((resolve, reject) =>
    first.sftp(error => (error ? reject(error) : resolve())),
  );
  await t.throwsAsync(asked);
  first.end();
  const second = await connect({port});
  t.is((await exec(second, 'exit 3')).code, 3);
  second.end();
});

test('standard input reaches the command', async t => {
  const client = await connect();
  const {out} = await exec(client, '$input | ForEach-Object { "got $_" }', 'one\ntwo\n');
  t.is(out, 'got one\ngot two\n');
  client.end();
});

test('a wrong key, a wrong user and a password are refused', async t => {
  await t.throwsAsync(connect({privateKey: bad.private}), {message: /authentication/});
  await t.throwsAsync(connect({username: `${user}x`}), {message: /authentication/});
  const client = new Client();
  const refused = new Promise<void>((resolve, reject) => {
    client.on('ready', resolve);
    client.on('error', reject);
  });
  client.connect({host: '127.0.0.1', port: server.port, username: user, password: 'x'});
  await t.throwsAsync(refused, {message: /authentication/});
});

test('a shell in a pty shows the prompt, sees the size and follows it', async t => {
  const client = await connect();
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    client.shell({term: 'xterm', cols: 91, rows: 33}, (error, opened) =>
      error ? reject(error) : resolve(opened),
    );
  });
  let screen = '';
  channel.on('data', (data: Buffer) => {
    screen += data.toString();
  });
  const until = async (text: string): Promise<void> => {
    for (let turn = 0; turn < 400 && !screen.includes(text); turn++)
      await new Promise(resolve => setTimeout(resolve, 50));
    t.true(screen.includes(text), `${text} in ${JSON.stringify(screen)}`);
  };
  await until('PS ');
  channel.write("'size ' + $Host.UI.RawUI.WindowSize.Width\r");
  await until('size 91');
  channel.setWindow(40, 120, 0, 0);
  await new Promise(resolve => setTimeout(resolve, 300));
  channel.write("'size ' + $Host.UI.RawUI.WindowSize.Width\r");
  await until('size 120');
  const end = ended(channel);
  channel.write('exit 5\r');
  t.is((await end).code, 5);
  client.end();
});

test('twenty connections at once each get their own answer', async t => {
  const codes = await Promise.all(
    Array.from({length: 20}, async (_, index) => {
      const client = await connect();
      const {code, out} = await exec(client, `'${index}'; exit ${index}`);
      client.end();
      return [code, out];
    }),
  );
  t.deepEqual(
    codes,
    codes.map((_, index) => [index, `${index}\n`]),
  );
});

test('a client that goes away takes its program along', async t => {
  const client = await connect();
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    client.exec("$PID; 'on'; Start-Sleep 300", {pty: true}, (error, opened) =>
      error ? reject(error) : resolve(opened),
    );
  });
  let out = '';
  await new Promise<void>(resolve => {
    channel.on('data', (data: Buffer) => {
      out += data.toString();
      if (out.includes('on')) resolve();
    });
  });
  const pid = Number.parseInt(out, 10);
  t.true(isAlive(pid));
  client.destroy();
  for (let turn = 0; turn < 200 && isAlive(pid); turn++)
    await new Promise(resolve => setTimeout(resolve, 50));
  t.false(isAlive(pid));
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a slow reader holds the program up and loses nothing', async t => {
  const client = await connect();
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    client.exec("$l = 'y' * 999; 1..10000 | ForEach-Object { $l }", (error, opened) =>
      error ? reject(error) : resolve(opened),
    );
  });
  await new Promise(resolve => setTimeout(resolve, 1000));
  let length = 0;
  channel.on('data', (data: Buffer) => {
    length += data.length;
  });
  await new Promise(resolve => channel.on('close', resolve));
  t.is(length, 10_000_000);
  client.end();
});

test('a port that is taken is told', async t => {
  const again = startSshServer({
    listen: '127.0.0.1',
    port: server.port,
    authorizedKeys: path.join(folder, 'authorized_keys'),
    stateFolder: folder,
    program: 'hvsh',
    env: {},
    cwd: folder,
    log: () => {},
  });
  await t.throwsAsync(again, {code: 'EADDRINUSE'});
});

test('objects go out as JSON', async t => {
  const client = await connect();
  const {out} = await exec(
    client,
    'Get-VM | ConvertTo-Json -AsArray; [pscustomobject]@{a = 1} | ConvertTo-Json',
  );
  t.regex(out, /\{\n  "a": 1\n\}\n$/);
  client.end();
});

test('output that ends in a burst is not lost in a pty', async t => {
  const lengths = await Promise.all(
    Array.from({length: 10}, () => {
      let length = 0;
      return new Promise<number>(resolve => {
        const options = {
          term: 'xterm',
          columns: 80,
          rows: 24,
          env: {PATH: process.env.PATH ?? ''},
          cwd: folder,
        };
        const pty = spawnInPty('sh', ['-c', 'head -c 200000 /dev/zero | tr "\\0" a'], options, () =>
          resolve(length),
        );
        pty.onData(data => {
          length += data.length;
        });
      });
    }),
  );
  t.deepEqual(new Set(lengths), new Set([200_000]));
});

test('the server key stays the same', t => {
  t.is(fingerprint(hostKey(folder)), fingerprint(hostKey(folder)));
  t.regex(fingerprint(hostKey(folder)), /^SHA256:[A-Za-z0-9+/]{43}$/);
});

test('authorized keys: comments and blank lines pass, options are refused', t => {
  const {keys, refused} = parseAuthorizedKeys(
    `# c\n\n${good.public}\ncommand="x" ${good.public}\nrubbish\n`,
  );
  t.is(keys.length, 1);
  t.deepEqual(
    refused.map(row => row.line),
    [4, 5],
  );
});

const sshArgs = (identity: string): string[] => [
  '-F',
  'none',
  '-i',
  path.join(folder, identity),
  '-p',
  String(server.port),
  '-o',
  'StrictHostKeyChecking=no',
  '-o',
  `UserKnownHostsFile=${path.join(folder, 'known_hosts')}`,
  '-o',
  'IdentitiesOnly=yes',
  '-o',
  'BatchMode=yes',
  `${user}@127.0.0.1`,
];

function runSsh(identity: string, ...command: string[]): Promise<Ended> {
  const child = spawn('ssh', [...sshArgs(identity), ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', data => {
    out += String(data);
  });
  child.stderr.on('data', data => {
    err += String(data);
  });
  return new Promise(resolve =>
    child.on('close', code => resolve({out, err, code: code ?? undefined})),
  );
}

testWith('ssh')(
  'OpenSSH: logs in by key, passes exit codes, is refused with a wrong key',
  async t => {
    t.is((await runSsh('good', "'hello'")).out, 'hello\n');
    t.is((await runSsh('good', 'exit 3')).code, 3);
    const refused = await runSsh('bad', "'hello'");
    t.is(refused.code, 255);
    t.regex(refused.err, /Permission denied \(publickey\)/);
  },
);

testWith('ssh')('OpenSSH: the prompt in a pty', async t => {
  const pty = spawnPty('ssh', ['-tt', ...sshArgs('good')], {cols: 80, rows: 24, name: 'xterm'});
  let screen = '';
  pty.onData(data => {
    screen += data;
  });
  const exited = new Promise<number>(resolve => pty.onExit(({exitCode}) => resolve(exitCode)));
  for (let turn = 0; turn < 400 && !screen.includes('PS '); turn++)
    await new Promise(resolve => setTimeout(resolve, 50));
  pty.write('exit 4\r');
  t.is(await exited, 4);
});
