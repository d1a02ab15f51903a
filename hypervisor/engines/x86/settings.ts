/** What an x86 machine boots: files of the host, read on the processor's thread. */

export interface X86Settings {
  /** Path of a kernel: vmlinux or bzImage. */
  kernel: string;
  initrd?: string;
  commandLine: string;
}

/** Settings as the worker sent them. Throws TypeError. */
export function parseX86Settings(settings: Record<string, unknown>): X86Settings {
  const {kernel, initrd, commandLine = ''} = settings;
  if (typeof kernel !== 'string') throw new TypeError('an x86 machine needs a kernel');
  if (typeof commandLine !== 'string') throw new TypeError('the command line is not a text');
  if (initrd !== undefined && typeof initrd !== 'string')
    throw new TypeError('the initrd is not a path');
  return {kernel, commandLine, ...(initrd !== undefined && {initrd})};
}
