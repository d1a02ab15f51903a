/** The service's log: lines with a time on standard error, which its starter sent to host.log. */

/** Writes one line; newlines in the text are kept on the line as spaces. */
export function logLine(text: string): void {
  process.stderr.write(`${new Date().toISOString()} ${text.replaceAll('\n', ' ')}\n`);
}
