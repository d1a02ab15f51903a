/** System.Management.Automation.Platform: what this machine runs; and the internal hooks of tests. */
import {defineType} from '../values/define-type.ts';
import {NetException} from '../values/net-exception.ts';

defineType({
  fullName: 'System.Management.Automation.Platform',
  statics: {
    'bool IsLinux': () => process.platform === 'linux',
    'bool IsMacOS': () => process.platform === 'darwin',
    'bool IsWindows': () => process.platform === 'win32',
    'bool IsCoreCLR': () => true,
    'bool IsNanoServer': () => false,
    'bool IsIoT': () => false,
    'bool IsWindowsDesktop': () => false,
  },
});

defineType({
  fullName: 'System.Management.Automation.Internal.InternalTestHooks',
  statics: {
    // Scripts name this type without using it; there is nothing inside that could be hooked.
    'void SetTestHook(string property, object value)': (property: string) => {
      throw new NetException('System.ArgumentException', `There is no test hook '${property}'.`);
    },
  },
});
