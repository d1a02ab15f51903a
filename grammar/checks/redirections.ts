/** Each stream of a pipeline element goes to one place (specification 2). */
import type {CommandAst, CommandExpressionAst, StreamName} from '../ast.ts';
import type {Report} from './report.ts';

const STREAM_TEXTS: Readonly<Record<StreamName, string>> = {
  success: 'output stream',
  error: 'error stream',
  warning: 'warning stream',
  verbose: 'verbose stream',
  debug: 'debug stream',
  information: 'information stream',
  all: '* stream',
};

export function checkRedirections(
  {redirections}: CommandAst | CommandExpressionAst,
  report: Report,
): void {
  redirections.forEach((redirection, index) => {
    const earlier = redirections.slice(0, index);
    if (!earlier.some(one => one.fromStream === redirection.fromStream)) return;
    report('StreamAlreadyRedirected', redirection, STREAM_TEXTS[redirection.fromStream]);
  });
}
