/** System.IO.TextReader, StreamReader, StringReader. A stream is read whole when its text is first asked for. */
import {defineType} from '../values/define-type.ts';
import {throwNet} from '../values/net-exception.ts';
import {type Encoding, markedEncoding, utf8} from './encoding.ts';
import {FileStream, type Stream} from './stream.ts';

export abstract class TextReader {
  protected at = 0;
  #open = true;
  /** All of the text; asked for only while the reader is open. */
  protected abstract whole(): string;

  protected text(): string {
    if (!this.#open)
      throwNet('System.ObjectDisposedException', 'Cannot read from a closed TextReader.');
    return this.whole();
  }
  get atEnd(): boolean {
    return this.at >= this.text().length;
  }
  /** Code of the next character, -1 at the end. */
  peek(): number {
    return this.atEnd ? -1 : this.text().charCodeAt(this.at);
  }
  read(): number {
    const code = this.peek();
    if (code >= 0) this.at++;
    return code;
  }
  readLine(): string | null {
    if (this.atEnd) return null;
    const text = this.text();
    const end = /\r\n|\n|\r/g;
    end.lastIndex = this.at;
    const found = end.exec(text);
    const line = text.slice(this.at, found?.index ?? text.length);
    this.at = found ? end.lastIndex : text.length;
    return line;
  }
  readToEnd(): string {
    const rest = this.text().slice(this.at);
    this.at += rest.length;
    return rest;
  }
  close(): void {
    this.#open = false;
  }
}

export class StringReader extends TextReader {
  readonly #text: string;
  constructor(text: string) {
    super();
    this.#text = text;
  }
  protected whole(): string {
    return this.#text;
  }
}

export class StreamReader extends TextReader {
  readonly stream: Stream;
  encoding: Encoding;
  readonly #detect: boolean;
  #text: string | null = null;

  /** `detect`: a byte order mark decides before `encoding`. */
  constructor(stream: Stream, encoding: Encoding = utf8, detect = true) {
    super();
    this.stream = stream;
    this.encoding = encoding;
    this.#detect = detect;
  }
  protected whole(): string {
    this.#text ??= this.#decode(this.stream.rest());
    return this.#text;
  }
  #decode(bytes: Uint8Array): string {
    const marked = this.#detect ? markedEncoding(bytes) : undefined;
    this.encoding = marked ?? this.encoding;
    return this.encoding.getString(marked ? bytes.subarray(marked.preamble.length) : bytes);
  }
  discard(): void {
    this.#text = null;
    this.at = 0;
  }
  override close(): void {
    super.close();
    this.stream.close();
  }
}

const readerType = defineType<TextReader>({
  fullName: 'System.IO.TextReader',
  abstract: true,
  interfaces: ['System.IDisposable'],
  instance: TextReader,
  members: {
    'int Peek()': self => self.peek(),
    'int Read()': self => self.read(),
    'string ReadLine()': self => self.readLine(),
    'string ReadToEnd()': self => self.readToEnd(),
    'void Close()': self => self.close(),
    'void Dispose()': self => self.close(),
  },
});

defineType<StringReader>({
  fullName: 'System.IO.StringReader',
  base: readerType,
  instance: StringReader,
  constructors: {'(string s)': (text: string) => new StringReader(text)},
});

const READ = 3; // FileMode.Open

defineType<StreamReader>({
  fullName: 'System.IO.StreamReader',
  base: readerType,
  instance: StreamReader,
  members: {
    'bool EndOfStream': self => self.atEnd,
    'object BaseStream': self => self.stream,
    'object CurrentEncoding': self => self.encoding,
    'void DiscardBufferedData()': self => self.discard(),
  },
  constructors: {
    '(string path)': (name: string) => new StreamReader(new FileStream(name, READ, 1)),
    '(string path, System.Text.Encoding encoding)': (name: string, encoding: Encoding) =>
      new StreamReader(new FileStream(name, READ, 1), encoding),
    '(string path, bool detectEncodingFromByteOrderMarks)': (name: string, detect: boolean) =>
      new StreamReader(new FileStream(name, READ, 1), utf8, detect),
    '(string path, System.Text.Encoding encoding, bool detectEncodingFromByteOrderMarks)': (
      name: string,
      encoding: Encoding,
      detect: boolean,
    ) => new StreamReader(new FileStream(name, READ, 1), encoding, detect),
    '(System.IO.Stream stream)': (stream: Stream) => new StreamReader(stream),
    '(System.IO.Stream stream, System.Text.Encoding encoding)': (
      stream: Stream,
      encoding: Encoding,
    ) => new StreamReader(stream, encoding),
    '(System.IO.Stream stream, bool detectEncodingFromByteOrderMarks)': (
      stream: Stream,
      detect: boolean,
    ) => new StreamReader(stream, utf8, detect),
  },
});
