/** System.Environment, OSVersion, RuntimeInformation. */
import {readFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {enumValue} from '../values/define-enum.ts';
import {productFolder} from '../settings/product-folder.ts';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {requireType} from '../values/find-type.ts';
import {hooks} from '../values/hooks.ts';
import {hashtable} from '../values/hashtable.ts';
import type {Value} from '../values/value.ts';
import {changeDirectory, currentDirectory} from './current-directory.ts';
import {Version} from './version.ts';

class OperatingSystem {
  readonly version: Version;
  constructor() {
    const [major = 0, minor = 0, build = 0, revision = 0] = (os.release().match(/\d+/g) ?? []).map(
      Number,
    );
    this.version = new Version(major, minor, build, revision);
  }
}

defineType<OperatingSystem>({
  fullName: 'System.OperatingSystem',
  instance: OperatingSystem,
  toText: self => `Unix ${self.version}`,
  members: {
    'object Platform': () => enumValue(requireType('System.PlatformID'), 'Unix'),
    'version Version': self => self.version,
    'string VersionString': self => `Unix ${self.version}`,
    'string ServicePack': () => '',
  },
  statics: {
    'bool IsLinux()': () => process.platform === 'linux',
    'bool IsWindows()': () => false,
    'bool IsMacOS()': () => process.platform === 'darwin',
  },
});

const folders: Readonly<Record<string, () => string>> = {
  UserProfile: () => os.homedir(),
  MyDocuments: () => os.homedir(),
  Personal: () => os.homedir(),
  ApplicationData: () => process.env.XDG_CONFIG_HOME || path.join(os.homedir(), '.config'),
  LocalApplicationData: () => process.env.XDG_DATA_HOME || path.join(os.homedir(), '.local/share'),
  CommonApplicationData: () => '/usr/share',
  Desktop: () => path.join(os.homedir(), 'Desktop'),
  DesktopDirectory: () => path.join(os.homedir(), 'Desktop'),
};

function folderPath(folder: EnumValue): string {
  return folders[folder.toString()]?.() ?? '';
}

function setVariable(name: string, value: string | null): void {
  if (!value) delete process.env[name];
  else process.env[name] = value;
}

function osDescription(): string {
  try {
    const name = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
    if (name) return name;
  } catch {
    // No os-release: the kernel's own words do.
  }
  return `${os.type()} ${os.release()}`;
}

function machineArchitecture(): Value {
  const names: Readonly<Record<string, string>> = {
    x64: 'X64',
    arm64: 'Arm64',
    ia32: 'X86',
    arm: 'Arm',
    s390x: 'S390x',
  };
  return enumValue(
    requireType('System.Runtime.InteropServices.Architecture'),
    names[process.arch] ?? 'X64',
  );
}

let exitCode = 0;

defineType({
  fullName: 'System.Environment',
  abstract: true,
  statics: {
    'string NewLine': () => '\n',
    'string MachineName': () => os.hostname().split('.')[0],
    'string UserName': () => os.userInfo().username,
    'string UserDomainName': () => os.hostname().split('.')[0],
    'object OSVersion': () => new OperatingSystem(),
    'version Version': () => new Version(8, 0, 0),
    'int ProcessorCount': () => os.availableParallelism(),
    'int ProcessId': () => process.pid,
    'string ProcessPath': () => process.execPath,
    'string CurrentDirectory': {get: currentDirectory, set: changeDirectory},
    'string SystemDirectory': () => '',
    'string CommandLine': () => process.argv.join(' '),
    'bool Is64BitProcess': () => true,
    'bool Is64BitOperatingSystem': () => true,
    'bool UserInteractive': () => true,
    'bool HasShutdownStarted': () => false,
    'int SystemPageSize': () => 4096,
    'int TickCount': () => Math.floor(os.uptime() * 1000) | 0,
    'long TickCount64': () => Math.floor(os.uptime() * 1000),
    'long WorkingSet': () => process.memoryUsage.rss(),
    'int ExitCode': {
      get: () => exitCode,
      set: (code: number) => {
        exitCode = code;
      },
    },
    'string StackTrace': () => '',
    'string GetEnvironmentVariable(string variable)': (name: string) => process.env[name] ?? null,
    'string GetEnvironmentVariable(string variable, System.EnvironmentVariableTarget target)': (
      name: string,
      target: EnumValue,
    ) => (target.value === 0 ? (process.env[name] ?? null) : null),
    'object GetEnvironmentVariables()': () => hashtable(Object.entries(process.env)),
    'void SetEnvironmentVariable(string variable, string value)': setVariable,
    'void SetEnvironmentVariable(string variable, string value, System.EnvironmentVariableTarget target)':
      (name: string, value: string, target: EnumValue) => {
        if (target.value === 0) setVariable(name, value);
      },
    'string ExpandEnvironmentVariables(string name)': (text: string) =>
      text.replace(/%([^%]+)%/g, (whole, name) => process.env[name] ?? whole),
    'string GetFolderPath(System.Environment+SpecialFolder folder)': folderPath,
    'string[] GetCommandLineArgs()': () => [...process.argv],
    'string[] GetLogicalDrives()': () => ['/'],
    'void Exit(int exitCode)': (code: number) => hooks.exit(code),
  },
});

defineType({
  fullName: 'System.Runtime.InteropServices.RuntimeInformation',
  abstract: true,
  statics: {
    'string OSDescription': osDescription,
    'string FrameworkDescription': () => `Node.js ${process.version}`,
    'object OSArchitecture': machineArchitecture,
    'object ProcessArchitecture': machineArchitecture,
    'string RuntimeIdentifier': () => `${process.platform}-${process.arch}`,
  },
});

defineType({
  fullName: 'System.AppContext',
  abstract: true,
  statics: {'string BaseDirectory': () => `${productFolder()}/`},
});
