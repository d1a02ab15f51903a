/** Commands that show what the machine is. */
import {SCSI_CONTROLLER_CLASS} from '../../root/vsp/storage/protocol.ts';
import {CONSOLE_CLASS} from '../../root/vsp/console/protocol.ts';
import {DYNAMIC_MEMORY_CLASS} from '../../root/vsp/dynamic-memory/protocol.ts';
import {IcDevice} from '../../root/vsp/ic/protocol.ts';
import {KEYBOARD_CLASS} from '../../root/vsp/keyboard/protocol.ts';
import {PAGE} from '../memory-map.ts';
import {type Command, CommandError} from './command.ts';

const DEVICE_NAMES: Readonly<Record<string, string>> = {
  [SCSI_CONTROLLER_CLASS]: 'Synthetic SCSI Controller',
  [CONSOLE_CLASS]: 'hvsh Text Console',
  [IcDevice.heartbeat.interfaceId]: 'Heartbeat',
  [IcDevice.shutdown.interfaceId]: 'Operating system shutdown',
  [DYNAMIC_MEMORY_CLASS]: 'Dynamic memory',
  [KEYBOARD_CLASS]: 'Synthetic keyboard',
  [IcDevice.vss.interfaceId]: 'Backup (volume shadow copy)',
  [IcDevice.fcopy.interfaceId]: 'Guest services',
  [IcDevice.kvp.interfaceId]: 'Data Exchange',
  [IcDevice.timesync.interfaceId]: 'Time Synchronization',
  'f8615163-df3e-46c5-913f-f2d2f965ed0e': 'Synthetic network adapter',
};

export const uptime: Command = {
  name: 'uptime',
  usage: 'uptime',
  summary: 'time since the start, and running jobs',
  run(system) {
    const seconds = Math.floor(system.time() / 1e7);
    const hours = Math.floor(seconds / 3600);
    const clock = [hours, Math.floor(seconds / 60) % 60, seconds % 60];
    const text = clock.map(part => String(part).padStart(2, '0')).join(':');
    const count = system.jobs().length;
    system.print(`up ${text}, ${count} ${count === 1 ? 'job' : 'jobs'}\n`);
  },
};

export const date: Command = {
  name: 'date',
  usage: 'date',
  summary: 'date and time as the host told them',
  run(system) {
    const now = system.wallClock();
    if (now === undefined) throw new CommandError('the host has not told the time yet');
    const text = new Date(now).toUTCString();
    const [, day, dayOfMonth, month, year, time] =
      /^(\w+), (\d+) (\w+) (\d+) (\S+)/.exec(text) ?? [];
    system.print(`${day} ${month} ${dayOfMonth?.replace(/^0/, ' ')} ${time} UTC ${year}\n`);
  },
};

export const free: Command = {
  name: 'free',
  usage: 'free',
  summary: 'memory in KB',
  run(system) {
    const {totalPages, usedPages, freePages} = system.pages;
    const cell = (text: string) => text.padStart(12);
    const kb = (pages: number) => cell(String((pages * PAGE) / 1024));
    system.print(`    ${cell('total')}${cell('used')}${cell('free')}\n`);
    system.print(`Mem:${kb(totalPages)}${kb(usedPages)}${kb(freePages)}\n`);
  },
};

export const dmesg: Command = {
  name: 'dmesg',
  usage: 'dmesg',
  summary: 'the log of the kernel',
  run(system) {
    for (const line of system.logLines()) system.print(`${line}\n`);
  },
};

export const lsvmbus: Command = {
  name: 'lsvmbus',
  usage: 'lsvmbus',
  summary: 'devices on the VMBus',
  run(system) {
    for (const {relid, interfaceId, phase} of system.channels()) {
      const name = DEVICE_NAMES[interfaceId] ?? 'Unknown';
      const state = phase === 'open' ? '' : ` (${phase === 'failed' ? 'failed' : 'no driver'})`;
      const id = String(relid).padStart(2);
      system.print(`VMBUS ID ${id}: Class_ID = {${interfaceId}} - ${name}${state}\n`);
    }
  },
};

export const lsblk: Command = {
  name: 'lsblk',
  usage: 'lsblk',
  summary: 'disks',
  run(system) {
    system.print('NAME      LUN       SIZE MODEL\n');
    for (const disk of system.disks()) {
      const size = `${((disk.sectors * disk.sectorSize) / 2 ** 20).toFixed(1)}M`;
      const place = String(disk.lun).padStart(3);
      const model = `${disk.vendor} ${disk.product}`;
      system.print(`${disk.name.padEnd(10)}${place}${size.padStart(11)} ${model}\n`);
    }
  },
};

export const hostname: Command = {
  name: 'hostname',
  usage: 'hostname [name]',
  summary: 'shows or sets the name of the machine',
  run(system, [name]) {
    if (name === undefined) system.print(`${system.hostName}\n`);
    else system.hostName = name;
  },
};

export const echo: Command = {
  name: 'echo',
  usage: 'echo [word ...]',
  summary: 'prints its words',
  run(system, args) {
    system.print(`${args.join(' ')}\n`);
  },
};

export const jobs: Command = {
  name: 'jobs',
  usage: 'jobs',
  summary: 'running jobs',
  run(system) {
    for (const {id, command} of system.jobs()) system.print(`[${id}] ${command}\n`);
  },
};

export const shutdown: Command = {
  name: 'shutdown',
  usage: 'shutdown',
  summary: 'switches the machine off',
  run(system) {
    system.powerOff();
  },
};

export const reboot: Command = {
  name: 'reboot',
  usage: 'reboot',
  summary: 'starts the machine again',
  run(system) {
    system.restart();
  },
};

export const panic: Command = {
  name: 'panic',
  usage: 'panic [text]',
  summary: 'crashes the kernel, and tells the host by the crash registers',
  run(system, args) {
    system.crash(args.join(' ') || 'requested from the console');
  },
};
