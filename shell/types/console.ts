/** System.Console, written through the engine's hooks. */
import {toCurrentText} from '../conversion/to-text.ts';
import {compositeFormat} from '../text-format/format-string.ts';
import {defineType} from '../values/define-type.ts';
import {isTerminal} from '../session/terminal.ts';
import {hooks} from '../values/hooks.ts';
import type {Value} from '../values/value.ts';
import {utf8} from './encoding.ts';
import {requireType} from '../values/find-type.ts';
import {enumValue} from '../values/define-enum.ts';

/** `[Console]::Out` or `Error`. */
class ConsoleWriter {
  readonly write: (text: string) => void;
  constructor(write: (text: string) => void) {
    this.write = write;
  }
}

defineType<ConsoleWriter>({
  fullName: 'System.IO.TextWriter',
  instance: ConsoleWriter,
  members: {
    'void Write(object value)': (self, v: Value) => self.write(toCurrentText(v)),
    'void Write(string format, params object[] arg)': (self, format: string, args: Value[]) =>
      self.write(compositeFormat(format, args)),
    'void WriteLine()': self => self.write('\n'),
    'void WriteLine(object value)': (self, v: Value) => self.write(`${toCurrentText(v)}\n`),
    'void WriteLine(string format, params object[] arg)': (self, format: string, args: Value[]) =>
      self.write(`${compositeFormat(format, args)}\n`),
    'void Flush()': () => undefined,
  },
});

const out = new ConsoleWriter(text => hooks.writeConsole(text));
const error = new ConsoleWriter(text => hooks.writeConsoleError(text));

function colour(name: string) {
  return () => enumValue(requireType('System.ConsoleColor'), name);
}

let encoding: Value;
const encodingAccess = {
  get: () => encoding ?? utf8,
  set: (v: Value) => {
    encoding = v;
  },
};

defineType({
  fullName: 'System.Console',
  abstract: true,
  statics: {
    'object Out': () => out,
    'object Error': () => error,
    'object OutputEncoding': encodingAccess,
    'object InputEncoding': encodingAccess,
    'int WindowWidth': () => hooks.consoleSize()[0],
    'int WindowHeight': () => hooks.consoleSize()[1],
    'int BufferWidth': () => hooks.consoleSize()[0],
    'int BufferHeight': () => hooks.consoleSize()[1],
    'object ForegroundColor': colour('Gray'),
    'object BackgroundColor': colour('Black'),
    'bool IsOutputRedirected': () => !isTerminal(1),
    'bool IsErrorRedirected': () => !isTerminal(2),
    'bool IsInputRedirected': () => !isTerminal(0),
    'void Write(object value)': (v: Value) => out.write(toCurrentText(v)),
    'void Write(string format, params object[] arg)': (format: string, args: Value[]) =>
      out.write(compositeFormat(format, args)),
    'void WriteLine()': () => out.write('\n'),
    'void WriteLine(object value)': (v: Value) => out.write(`${toCurrentText(v)}\n`),
    'void WriteLine(string format, params object[] arg)': (format: string, args: Value[]) =>
      out.write(`${compositeFormat(format, args)}\n`),
    'string ReadLine()': () => hooks.readConsoleLine(),
    'void Beep()': () => out.write('\x07'),
    'void ResetColor()': () => out.write('\x1b[0m'),
    'void Clear()': () => out.write('\x1b[H\x1b[2J'),
  },
});
