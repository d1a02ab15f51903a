/** ScriptStackTrace: one line per frame, newest first. Language specification 12.3. */
import type {Frame} from '../eval/frame.ts';

/** `at f, /tmp/a.ps1: line 3`; blocks and scripts are `<ScriptBlock>`, text without a file `<No file>`. */
export function scriptStackTrace(top: Frame): string {
  const lines: string[] = [];
  for (let frame: Frame | null = top; frame !== null; frame = frame.caller) {
    if (frame === frame.session.topFrame && frame !== top && frame.source.text === '') continue;
    const place = frame.source.file === '' ? '<No file>' : frame.source.file;
    lines.push(
      `at ${frameName(frame)}, ${place}: line ${frame.source.position(frame.at.start).line}`,
    );
  }
  return lines.join('\n');
}

/** Name of what runs in a frame, as stack traces and Get-PSCallStack show it. */
export function frameName(frame: Frame): string {
  const {command} = frame;
  if (command === null || command.name === '') return '<ScriptBlock>';
  if (command.commandType === 'ExternalScript') return '<ScriptBlock>';
  return command.moduleName ? `${command.moduleName}\\${command.name}` : command.name;
}
