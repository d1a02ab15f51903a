/** StringDecorated: a text with escape sequences, and how long it is without them. */
import {withoutEscapes} from '../format/cells.ts';
import {toText} from '../conversion/to-text.ts';
import {defineType} from '../values/define-type.ts';
import {NetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';

class StringDecorated {
  readonly text: string;
  readonly plain: string;
  constructor(text: string) {
    this.text = text;
    this.plain = withoutEscapes(text);
  }
}

/** Host is no answer: whether a host shows escape sequences is not known here. */
function rendered(self: StringDecorated, rendering: Value): string {
  const name = toText(rendering);
  if (name === 'PlainText') return self.plain;
  if (name === 'Ansi') return self.text;
  throw new NetException(
    'System.ArgumentException',
    `The output rendering '${name}' is not supported here. (Parameter 'outputRendering')`,
  );
}

defineType<StringDecorated>({
  fullName: 'System.Management.Automation.Internal.StringDecorated',
  kind: 'struct',
  instance: StringDecorated,
  toText: self => self.text,
  members: {
    'bool IsDecorated': self => self.text !== self.plain,
    'int ContentLength': self => self.plain.length,
    'string ToString()': self => self.text,
    'string ToString(System.Management.Automation.OutputRendering outputRendering)': rendered,
  },
  constructors: {'(string text)': (text: string) => new StringDecorated(text)},
});
