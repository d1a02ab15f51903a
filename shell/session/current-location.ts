/** `$PWD`: the current location as Get-Location gives it. */
import {Collector} from '../eval/output.ts';
import {runCommand} from '../cmdlet/run-call.ts';
import type {Value} from '../values/value.ts';
import type {Session} from './session.ts';

/** A PathInfo; the bare path when no command Get-Location is there. */
export function currentLocation(session: Session): Value {
  const command = session.resolveCommand('Microsoft.PowerShell.Management\\Get-Location');
  if (command === undefined) return session.location;
  const collector = new Collector();
  const {frame} = session;
  runCommand(command, [], {
    caller: {
      session,
      frame,
      out: collector,
      streams: frame.streams,
      source: frame.source,
      ast: frame.at,
      invocationName: 'Get-Location',
      dotSourced: false,
      expectingInput: false,
      pipelinePosition: 1,
      pipelineLength: 1,
      pipeline: {failed: false},
    },
    streams: frame.streams,
    out: collector,
    name: 'Get-Location',
  });
  return collector.result();
}
