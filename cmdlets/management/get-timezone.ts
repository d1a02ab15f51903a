/** Get-TimeZone: the time zone of this computer, or others by name or identifier. */
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {
  enumerate,
  getProperty,
  invokeStatic,
  NetException,
  readStatic,
  requireType,
  toText,
  wildcard,
} from '../../shell/values/index.ts';

export const getTimeZone = cmdlet({
  name: 'Get-TimeZone',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['gtz'],
  className: 'GetTimeZoneCommand',
  defaultParameterSet: 'Name',
  outputTypes: ['System.TimeZoneInfo'],
  synopsis: 'Gets the current time zone or a list of available time zones.',
  parameters: {
    Id: {
      type: 'string[]',
      sets: {Id: {mandatory: true, pipeline: 'name'}},
      help: 'Identifiers, such as Europe/Berlin.',
    },
    ListAvailable: {
      type: 'switch',
      sets: {ListAvailable: {mandatory: true}},
      help: 'All time zones.',
    },
    Name: {
      type: 'string[]',
      sets: {Name: {position: 0, pipeline: 'value'}},
      wildcards: true,
      help: 'Names as they are written out; wildcards are allowed.',
    },
  },
  examples: [{title: 'One by identifier', code: '(Get-TimeZone -Id UTC).Id', output: ['UTC']}],

  process(run, p) {
    const type = requireType('System.TimeZoneInfo');
    const all = () => [...enumerate(invokeStatic(type, 'GetSystemTimeZones', []))];
    if (p.ListAvailable) return run.writeObject(all(), true);
    if (p.Id === undefined && p.Name === undefined)
      return run.writeObject(readStatic(type, 'Local'));
    for (const id of p.Id ?? []) {
      try {
        run.writeObject(invokeStatic(type, 'FindSystemTimeZoneById', [id]));
      } catch (error) {
        if (!(error instanceof NetException)) throw error;
        notFound(run, error.inner ?? error, 'Id');
      }
    }
    for (const name of p.Name ?? []) {
      const fits = wildcard(name);
      const found = all().filter(
        zone =>
          fits(toText(getProperty(zone, 'StandardName'))) ||
          fits(toText(getProperty(zone, 'DaylightName'))),
      );
      for (const zone of found) run.writeObject(zone);
      if (found.length === 0)
        notFound(
          run,
          new NetException(
            'System.TimeZoneNotFoundException',
            `The time zone name '${name}' was not found on the local computer.`,
          ),
          'Name',
        );
    }
  },
});

function notFound(run: Run, exception: NetException, parameter: string): void {
  run.writeError(run.error('TimeZoneNotFound', 'InvalidArgument', exception, parameter));
}
