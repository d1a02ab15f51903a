/** What a job is given to run, packed for the way. */
import type {JobRun} from '../../shell/jobs/job-messages.ts';
import {type Fidelity, pack} from '../../shell/jobs/parcel.ts';
import type {Session} from '../../shell/session/session.ts';
import {type Hashtable, hashtable} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';

export interface JobWork {
  readonly session: Session;
  readonly fidelity: Fidelity;
  readonly script: string;
  readonly file?: string;
  readonly location?: string;
  readonly initialization?: string | null;
  readonly args?: readonly Value[];
  readonly input?: readonly Value[] | null;
  /** `$_`, in a list of one. */
  readonly underscore?: readonly [Value] | null;
  readonly using: Hashtable;
  readonly variables?: Hashtable;
}

export function jobRun(work: JobWork): Omit<JobRun, 'serial'> {
  const {session, fidelity, script} = work;
  const packed = (value: Value) => pack(value, fidelity);
  return {
    fidelity,
    script,
    file: work.file ?? '',
    initialization: work.initialization ?? null,
    location: work.location ?? session.location,
    args: packed([...(work.args ?? [])]),
    input: work.input ? packed([...work.input]) : null,
    underscore: work.underscore ? packed([...work.underscore]) : null,
    using: packed(work.using),
    variables: packed(work.variables ?? hashtable()),
  };
}
