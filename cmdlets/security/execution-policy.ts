/** Names of scopes and policies, which Get- and Set-ExecutionPolicy take. Outside Windows there is one policy. */
export const SCOPES = ['MachinePolicy', 'UserPolicy', 'Process', 'CurrentUser', 'LocalMachine'];
export const POLICIES = [
  'Unrestricted',
  'RemoteSigned',
  'AllSigned',
  'Restricted',
  'Default',
  'Bypass',
  'Undefined',
];
