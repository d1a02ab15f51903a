/** SecureString (plain memory, as on Linux), PSCredential, NetworkCredential. */
import {defineType} from '../values/define-type.ts';
import {NetException} from '../values/net-exception.ts';
import type {Char} from '../values/numbers.ts';

export class SecureString {
  /** The secret itself; nothing prints it. */
  plainText: string;
  private readOnly = false;
  constructor(plainText = '') {
    this.plainText = plainText;
  }
  append(c: string): void {
    if (this.readOnly)
      throw new NetException('System.InvalidOperationException', 'Instance is read-only.');
    this.plainText += c;
  }
  makeReadOnly(): void {
    this.readOnly = true;
  }
  get isReadOnly(): boolean {
    return this.readOnly;
  }
}

defineType<SecureString>({
  fullName: 'System.Security.SecureString',
  accelerator: 'securestring',
  instance: SecureString,
  members: {
    'int Length': self => self.plainText.length,
    'void AppendChar(char c)': (self, c: string) => self.append(c),
    'void InsertAt(int index, char c)': (self, i: number, c: string) => {
      self.plainText = self.plainText.slice(0, i) + c + self.plainText.slice(i);
    },
    'void RemoveAt(int index)': (self, i: number) => {
      self.plainText = self.plainText.slice(0, i) + self.plainText.slice(i + 1);
    },
    'void Clear()': self => {
      self.plainText = '';
    },
    'void MakeReadOnly()': self => self.makeReadOnly(),
    'bool IsReadOnly()': self => self.isReadOnly,
    'object Copy()': self => new SecureString(self.plainText),
    'void Dispose()': self => {
      self.plainText = '';
    },
  },
  constructors: {
    '()': () => new SecureString(),
    '(char[] value)': (chars: Char[]) => new SecureString(chars.map(c => c.text).join('')),
  },
});

export class NetworkCredential {
  readonly userName: string;
  readonly password: SecureString;
  readonly domain: string;
  constructor(userName: string, password: SecureString, domain = '') {
    this.userName = userName;
    this.password = password;
    this.domain = domain;
  }
}

defineType<NetworkCredential>({
  fullName: 'System.Net.NetworkCredential',
  instance: NetworkCredential,
  members: {
    'string UserName': self => self.userName,
    'string Password': self => self.password.plainText,
    'string Domain': self => self.domain,
    'object SecurePassword': self => self.password,
  },
  constructors: {
    '(string userName, string password)': (user: string, password: string) =>
      new NetworkCredential(user, new SecureString(password)),
    '(string userName, securestring password)': (user: string, password: SecureString) =>
      new NetworkCredential(user, password),
    '(string userName, string password, string domain)': (
      user: string,
      password: string,
      domain: string,
    ) => new NetworkCredential(user, new SecureString(password), domain),
  },
});

export class PSCredential {
  /** Null, as the password is, of `[pscredential]::Empty` only. */
  readonly userName: string | null;
  readonly password: SecureString | null;
  constructor(userName: string | null, password: SecureString | null) {
    this.userName = userName;
    this.password = password;
  }
  /** `domain\\user` and `user@domain` are taken apart. Null of the empty credential. */
  get networkCredential(): NetworkCredential | null {
    const {userName, password} = this;
    if (userName === null || password === null) return null;
    const [, domain = '', user = userName] = /^([^\\]+)\\(.+)$/.exec(userName) ?? [];
    const at = /^([^@\\]+)@(.+)$/.exec(user);
    return at && !domain
      ? new NetworkCredential(at[1] ?? '', password, at[2])
      : new NetworkCredential(user, password, domain);
  }
}

const EMPTY = new PSCredential(null, null);

/** Throws PSArgumentException for an empty name. */
export function newCredential(userName: string, password: SecureString): PSCredential {
  if (userName) return new PSCredential(userName, password);
  throw new NetException(
    'System.Management.Automation.PSArgumentException',
    'Cannot process argument because the value of argument "userName" is not valid. Change the value of the "userName" argument and run the operation again.',
    {errorId: 'Argument'},
  );
}

defineType<PSCredential>({
  fullName: 'System.Management.Automation.PSCredential',
  accelerator: 'pscredential',
  instance: PSCredential,
  members: {
    'string UserName': self => self.userName,
    'object Password': self => self.password,
    'object GetNetworkCredential()': self => self.networkCredential,
  },
  statics: {'pscredential Empty': () => EMPTY},
  constructors: {'(string userName, securestring password)': newCredential},
});
