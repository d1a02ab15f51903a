/** Key-value pairs: shows what the host sent, and leaves pairs for it. */
import {KvpPool} from '../../root/vsp/ic-kvp/protocol.ts';
import {type Command, CommandError} from './command.ts';

export const kvp: Command = {
  name: 'kvp',
  usage: 'kvp | kvp set name text | kvp remove name',
  summary: 'pairs from the host; leaves pairs for the host',
  run(system, [verb, name, ...words]) {
    if (verb === undefined) {
      for (const pool of [KvpPool.External, KvpPool.AutoExternal])
        for (const item of system.kvp.items(pool)) system.print(`${item.name}=${item.data}\n`);
      return;
    }
    if (name === undefined) throw new CommandError('a name is missing');
    if (verb === 'set') {
      if (!system.kvp.set(KvpPool.Guest, {name, data: words.join(' ')}))
        throw new CommandError('there are too many pairs');
    } else if (verb !== 'remove') throw new CommandError(`set or remove: ${verb}`);
    else if (!system.kvp.delete(KvpPool.Guest, name))
      throw new CommandError(`there is no pair ${name}`);
  },
};
