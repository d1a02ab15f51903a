/** The terminal in raw mode: what is typed at a machine's console is the guest's, Ctrl-C included. */
import test from 'ava';
import {spawn} from 'node-pty';
import {Home, LAUNCHER} from '../../fixtures/product.ts';

/** Waits for each text in turn on a terminal, then types the keys beside it; all that was shown. */
function typed(
  home: Home,
  script: string,
  steps: readonly (readonly [shown: string, keys: string])[],
): Promise<string> {
  return new Promise(resolve => {
    const terminal = spawn(LAUNCHER, ['-NoProfile', '-c', script], {env: home.env});
    let shown = '';
    let from = 0;
    const left = [...steps];
    terminal.onData(text => {
      shown += text;
      for (let step = left[0]; step !== undefined; step = left[0]) {
        const at = shown.indexOf(step[0], from);
        if (at < 0) return;
        from = at + step[0].length;
        left.shift();
        terminal.write(step[1]);
      }
    });
    terminal.onExit(() => resolve(shown));
  });
}

test('a console on a terminal: keys go to the guest, Ctrl-] comes back', async t => {
  const home = new Home();
  t.teardown(() => home.remove());
  const script = `
    New-VM raw 32MB | Start-VM
    Connect-VMConsole raw
    "back in $((Get-VM raw).State)"; Read-Host 'Again'
    Stop-VM raw -TurnOff`;
  const shown = await typed(home, script, [
    ['# ', 'hostname typed\r'],
    ['# ', '\x03'],
    ['# ', '\x1d'],
    ['Again', 'cooked\r'],
  ]);
  t.regex(shown, /typed/);
  t.regex(shown, /back in Running/, 'Ctrl-C stopped neither the shell nor the machine');
  t.regex(shown, /Again:? ?cooked\r\ncooked/, 'the terminal edits lines again');
});

test('a console without a terminal: piped lines are typed, and their end comes back', t => {
  const home = new Home();
  t.teardown(() => home.remove());
  const script = `
    New-VM piped 32MB | Start-VM
    Connect-VMConsole piped
    "back in $((Get-VM piped).State)"; Stop-VM piped -TurnOff`;
  const {out, code} = home.run(['-NoProfile', '-c', script], 'hostname typed\n');
  t.is(code, 0);
  t.regex(out, /# hostname typed\r\n\w+# /);
  t.regex(out, /back in Running/);
});
