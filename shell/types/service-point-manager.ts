/**
 * System.Net.ServicePointManager, as in .NET today: its settings are kept and read back, and no request
 * looks at them. Which versions of TLS are spoken is Node's choice; certificates: -SkipCertificateCheck.
 */
import {defineType} from '../values/define-type.ts';
import {enumValue} from '../values/define-enum.ts';
import {requireType} from '../values/find-type.ts';
import type {Value} from '../values/value.ts';

const settings = new Map<string, Value>();

function setting(name: string, first: () => Value) {
  return {
    get: () => (settings.has(name) ? settings.get(name) : first()),
    set: (value: never) => settings.set(name, value),
  };
}

const PROTOCOLS = 'System.Net.SecurityProtocolType';

defineType({
  fullName: 'System.Net.ServicePointManager',
  statics: {
    [`${PROTOCOLS} SecurityProtocol`]: setting('SecurityProtocol', () =>
      enumValue(requireType(PROTOCOLS), 'SystemDefault'),
    ),
    'object ServerCertificateValidationCallback': setting('Callback', () => null),
    'object CertificatePolicy': setting('CertificatePolicy', () => null),
    'bool Expect100Continue': setting('Expect100Continue', () => true),
    'bool CheckCertificateRevocationList': setting('Revocation', () => false),
    'int DefaultConnectionLimit': setting('Limit', () => 2),
    'int MaxServicePointIdleTime': setting('IdleTime', () => 100_000),
    'bool UseNagleAlgorithm': setting('Nagle', () => true),
    'int DnsRefreshTimeout': setting('DnsRefresh', () => 120_000),
  },
});
