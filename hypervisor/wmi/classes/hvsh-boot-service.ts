/** Hvsh_BootService: what machines of an image need beside their settings: a root disk, and a fast start. */
import {existsSync, mkdirSync} from 'node:fs';
import path from 'node:path';
import {imageOf} from '../../root/vmms/boot-source.ts';
import {copyDisk} from '../../root/vmms/image-states.ts';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import {machineOf, msvmComputerSystem} from './msvm-computer-system.ts';
import {serviceClass} from './services.ts';

export const hvshBootService = serviceClass('Hvsh_BootService', 'Boot Images', {
  CreateRootDisk: (_, args, vmms) => {
    const image = imageOf(vmms.store.home, args.requiredText('Image'));
    const file = args.requiredText('Path');
    if (!path.isAbsolute(file))
      throw new VmmsError(
        RETURN.InvalidParameter,
        `Path must be an absolute path, but is "${file}".`,
      );
    if (existsSync(file)) throw new VmmsError(RETURN.Failed, `The file '${file}' exists already.`);
    mkdirSync(path.dirname(file), {recursive: true});
    copyDisk(image.disk.path, file);
    return RETURN.Completed;
  },
  StartFromImageState: (_, args, vmms) => {
    const machine = machineOf(args.object('System', msvmComputerSystem));
    if (!machine) throw new VmmsError(RETURN.InvalidParameter, 'System is the host itself.');
    return vmms.lifeCycle.startFromImage(machine);
  },
});
