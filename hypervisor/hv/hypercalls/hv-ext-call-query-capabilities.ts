/** HvExtCallQueryCapabilities: which extended calls there are; none so far. hyperv-wire.md 1.12. */
import {layout, u64} from '../../wire/layout.ts';
import {Privilege} from '../privileges.ts';
import {HvStatus} from '../status.ts';
import type {SimpleCall} from './call.ts';

const Capabilities = layout(8, {mask: u64(0)});

export const hvExtCallQueryCapabilities: SimpleCall = {
  kind: 'simple',
  code: 0x8001,
  name: 'HvExtCallQueryCapabilities',
  privilege: Privilege.EnableExtendedHypercalls,
  inputSize: 0,
  outputSize: Capabilities.size,
  run(_caller, _input, output) {
    Capabilities.write(output, {mask: 0n});
    return HvStatus.Success;
  },
};
