/**
 * Linux through the cmdlets, on the true host service: one boot, many questions.
 *
 * Needs an image, which `Save-VMImage debian-12` makes: the folder of the user's own, or the one that HVSH_IMAGES
 * names. Without it the test is left out by name.
 */
import {cpSync, existsSync, mkdirSync} from 'node:fs';
import {homedir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {Home} from './fixtures/product.ts';

const state = process.env.XDG_STATE_HOME ?? path.join(homedir(), '.local/state');
const images = process.env.HVSH_IMAGES ?? path.join(state, 'hvsh/images');
const image = path.join(images, 'debian-12');
const linuxTest = existsSync(path.join(image, 'image.json')) ? test.serial : test.serial.skip;

const home = new Home();
test.after.always(() => home.remove());

linuxTest('an image boots, is asked, copied, saved, restarted and shut down', t => {
  t.timeout(900_000);
  mkdirSync(path.join(home.folder, 'home/images'), {recursive: true});
  cpSync(image, path.join(home.folder, 'home/images/debian-12'), {
    recursive: true,
    filter: file => !file.startsWith(path.join(image, 'states')),
  });
  const {out, err, code} = home.run(['examples/linux.ps1'], '', 900_000);
  t.is(err, '');
  t.is(code, 0);
  t.regex(out, /^linux1 +Running +debian-12 /m);
  t.regex(out, /^Linux 6\.\d+/m);
  t.regex(out, /Hypervisor detected: Microsoft Hyper-V/);
  t.regex(out, /Vmbus version:5\.3/);
  t.regex(out, /^\/dev\/sda on \/ type ext4/m);
  t.regex(out, /^linux1 and linux2 have the same machine id: False$/m);
  t.regex(out, /^the same: True$/m);
  t.regex(out, /^kept: yes$/m);
  t.regex(out, /^there again: linux1$/m);
  for (const name of ['linux1', 'linux2']) t.regex(out, new RegExp(`^${name} +Off$`, 'm'));
  t.regex(out, /Everything is removed again\.\n$/);
});
