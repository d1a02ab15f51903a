/** -Credential: a credential, or a user name whose password is asked for ([Credential] of PowerShell). */
import {newCredential, type PSCredential, SecureString} from '../types/secure-string.ts';
import {unwrap} from '../values/index.ts';
import type {ParameterDeclaration, Run} from './cmdlet.ts';

interface Question {
  readonly title?: string | undefined;
  readonly message?: string | undefined;
  readonly userName?: string | undefined;
}

/** Asks at the terminal for what is missing. */
export function askCredential(run: Run, {title, message, userName = ''}: Question): PSCredential {
  const {host} = run.session;
  host.writeLine('');
  host.writeLine(title ?? 'PowerShell credential request');
  host.writeLine(message ?? 'Enter your credentials.');
  const user = userName === '' ? (host.readLine('User: ') ?? '') : userName;
  const password = host.readSecret(`Password for user ${user}: `) ?? '';
  return newCredential(user, new SecureString(password));
}

export const CREDENTIAL_ARGUMENT = {
  type: 'pscredential',
  help: 'Who does it: a credential, or a user name whose password is asked for.',
  transform: (run: Run, argument: unknown) => {
    const bare = unwrap(argument);
    return typeof bare === 'string' ? askCredential(run, {userName: bare}) : argument;
  },
} as const satisfies ParameterDeclaration;
