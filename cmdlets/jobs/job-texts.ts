/** How jobs are named in questions. */
import type {Job} from '../../shell/jobs/job.ts';

export function stopTarget(job: Job): string {
  return `Remote Command: ${job.command}, associated with the job that has an ID of "${job.id}".`;
}
