/** Low, Normal, High, Custom. */
import {defineEnum, enumValue} from '../../shell/values/define-enum.ts';
import type {Value} from '../../shell/values/value.ts';

const type = defineEnum({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.SharesLevel',
  values: {Custom: 3, High: 2, Low: 0, Normal: 1},
});

export const sharesLevel = (name: string): Value => enumValue(type, name);
