/** The synthetic keyboard of a machine. */
import {KeyboardVsp} from '../../vsp/keyboard/vsp.ts';
import type {DevicePlace} from './device.ts';

export function offerKeyboard({vid}: DevicePlace): KeyboardVsp {
  const keyboard = new KeyboardVsp();
  vid.vmbus.offer(keyboard);
  return keyboard;
}
