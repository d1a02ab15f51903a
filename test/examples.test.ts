/** The examples of the README do what they say, to the end, and leave nothing behind. */
import test from 'ava';
import {Home} from './fixtures/product.ts';

const home = new Home();

test.after.always(() => home.remove());

const leftovers = '@(Get-VM).Count; @(Get-ResourcePool).Count';

test.serial('first-vm: from nothing to nothing, everything measured', t => {
  const {out, err, code} = home.run(['examples/first-vm.ps1']);
  t.is(err, '');
  t.is(code, 0);
  t.regex(out, /^gold +High +8000 +400 +-1$/m);
  t.regex(out, /^web1 +PoweredOn +1 +0\.03 gold$/m);
  t.regex(out, /Hypervisor detected: Microsoft Hyper-V/);
  t.regex(out, /Vmbus version:5\.3/);
  t.regex(out, /wrote 16777216 bytes/);
  for (const name of ['web1', 'web2', 'db1']) {
    t.regex(out, new RegExp(`^${name} +cpu\\.usagemhz\\.average +[\\d,.]+ MHz$`, 'm'), name);
    t.regex(out, new RegExp(`^${name} +PoweredOff$`, 'm'), name);
  }
  const limited = /takes hold[\s\S]*^db1 +cpu\.usagemhz\.average +([\d.]+) MHz$/m.exec(out);
  t.true(Number(limited?.[1]) > 0 && Number(limited?.[1]) <= 205, limited?.[1]);
  t.regex(out, /Everything is removed again\.\n$/);
  t.is(home.script(leftovers).out, '0\n1\n');
});

test.serial('fair-shares: 1000, 1000, 2000 give 25, 25, 50 %', t => {
  const {out, err, code} = home.run(['examples/fair-shares.ps1', '-Seconds', '6']);
  t.is(err, '');
  t.is(code, 0);
  const percent = [...out.matchAll(/^fair\d +\d+ +[\d,.]+ +([\d.]+)$/gm)].map(([, text]) =>
    Number(text),
  );
  t.is(percent.length, 3, out);
  for (const [index, wanted] of [25, 25, 50].entries()) {
    t.true(Math.abs((percent[index] ?? 0) - wanted) <= 3, out);
  }
  t.is(home.script(leftovers).out, '0\n1\n');
});
