/** System.IO.TextWriter, StreamWriter, StringWriter. What is written reaches the stream at Flush and Close. */
import {toText} from '../conversion/to-text.ts';
import {defineType} from '../values/define-type.ts';
import {throwNet} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {formatString} from '../text-format/format-string.ts';
import {type Encoding, utf8} from './encoding.ts';
import {FileStream, type Stream} from './stream.ts';

/** Characters that are kept before they are written to the stream. */
const KEPT = 4096;

export abstract class TextWriter {
  newLine = '\n';
  autoFlush = false;
  abstract get encoding(): Encoding;
  abstract write(text: string): void;
  flush(): void {}
  close(): void {}
}

export class StringWriter extends TextWriter {
  text = '';
  readonly encoding = utf8;
  write(text: string): void {
    this.text += text;
  }
}

export class StreamWriter extends TextWriter {
  readonly stream: Stream;
  readonly encoding: Encoding;
  #kept = '';
  #open = true;
  #begun: boolean;

  constructor(stream: Stream, encoding: Encoding = utf8) {
    super();
    this.stream = stream;
    this.encoding = encoding;
    // A mark stands only at the beginning of what can be seeked.
    this.#begun = stream.canSeek && stream.position > 0;
  }
  write(text: string): void {
    if (!this.#open)
      throwNet('System.ObjectDisposedException', 'Cannot write to a closed TextWriter.');
    this.#kept += text;
    if (this.autoFlush || this.#kept.length >= KEPT) this.flush();
  }
  override flush(): void {
    if (!this.#begun) this.stream.writeFrom(this.encoding.preamble);
    this.#begun = true;
    if (this.#kept !== '') this.stream.writeFrom(this.encoding.getBytes(this.#kept));
    this.#kept = '';
    this.stream.flush();
  }
  override close(): void {
    if (!this.#open) return;
    this.flush();
    this.#open = false;
    this.stream.close();
  }
}

/** As .NET's overloads write them: true as True, characters joined. */
function plain(value: Value): string {
  return value === null || value === undefined ? '' : toText(value);
}

const writerType = defineType<TextWriter>({
  fullName: 'System.IO.TextWriter',
  abstract: true,
  interfaces: ['System.IDisposable'],
  instance: TextWriter,
  members: {
    'object Encoding': self => self.encoding,
    'string NewLine': {
      get: self => self.newLine,
      set: (self, text: string) => {
        self.newLine = text;
      },
    },
    'void Write(object value)': (self, value: Value) => self.write(plain(value)),
    'void Write(string format, params object[] arg)': (self, format: string, args: Value[]) =>
      self.write(formatString(format, args)),
    'void WriteLine()': self => self.write(self.newLine),
    'void WriteLine(object value)': (self, value: Value) => self.write(plain(value) + self.newLine),
    'void WriteLine(string format, params object[] arg)': (self, format: string, args: Value[]) =>
      self.write(formatString(format, args) + self.newLine),
    'void Flush()': self => self.flush(),
    'void Close()': self => self.close(),
    'void Dispose()': self => self.close(),
  },
});

defineType<StringWriter>({
  fullName: 'System.IO.StringWriter',
  base: writerType,
  instance: StringWriter,
  toText: self => self.text,
  members: {'string ToString()': self => self.text},
  constructors: {'()': () => new StringWriter()},
});

/** FileMode.Append and FileMode.Create. */
function file(name: string, append: boolean): FileStream {
  return new FileStream(name, append ? 6 : 2, 2);
}

defineType<StreamWriter>({
  fullName: 'System.IO.StreamWriter',
  base: writerType,
  instance: StreamWriter,
  members: {
    'object BaseStream': self => self.stream,
    'bool AutoFlush': {
      get: self => self.autoFlush,
      set: (self, on: boolean) => {
        self.autoFlush = on;
        if (on) self.flush();
      },
    },
  },
  constructors: {
    '(string path)': (name: string) => new StreamWriter(file(name, false)),
    '(string path, bool append)': (name: string, append: boolean) =>
      new StreamWriter(file(name, append)),
    '(string path, bool append, System.Text.Encoding encoding)': (
      name: string,
      append: boolean,
      encoding: Encoding,
    ) => new StreamWriter(file(name, append), encoding),
    '(System.IO.Stream stream)': (stream: Stream) => new StreamWriter(stream),
    '(System.IO.Stream stream, System.Text.Encoding encoding)': (
      stream: Stream,
      encoding: Encoding,
    ) => new StreamWriter(stream, encoding),
  },
});
