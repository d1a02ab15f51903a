/**
 * Input lines for terminals that understand no sequences (TERM=dumb) and for output that is no terminal:
 * the terminal edits the line itself, and nothing but text is written.
 */
import type {LineResult} from './line-reader.ts';

export class PlainLines {
  private held = '';

  /** Shows `prompt` and reads a line. Ctrl-C gives the line up. */
  read(prompt: string): Promise<LineResult> {
    const {stdin, stdout} = process;
    stdout.write(prompt);
    stdin.setEncoding('utf8');
    return new Promise(resolve => {
      const finish = (result: LineResult): void => {
        stdin.off('data', onData);
        stdin.off('end', onEnd);
        process.off('SIGINT', onInterrupt);
        stdin.pause();
        resolve(result);
      };
      const onData = (chunk: string): void => {
        this.held += chunk;
        const line = this.takeLine();
        if (line !== undefined) finish({kind: 'line', text: line});
      };
      const onEnd = (): void => finish({kind: 'eof'});
      const onInterrupt = (): void => {
        stdout.write('\n');
        finish({kind: 'interrupt'});
      };
      stdin.on('data', onData);
      stdin.on('end', onEnd);
      process.on('SIGINT', onInterrupt);
      stdin.resume();
      onData('');
    });
  }

  private takeLine(): string | undefined {
    const end = this.held.indexOf('\n');
    if (end < 0) return undefined;
    const line = this.held.slice(0, end).replace(/\r$/, '');
    this.held = this.held.slice(end + 1);
    return line;
  }
}
