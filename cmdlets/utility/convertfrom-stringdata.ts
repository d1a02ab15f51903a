/** ConvertFrom-StringData: lines `name=value` as a hashtable. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {Hashtable, NetException} from '../../shell/values/index.ts';

export const convertFromStringData = cmdlet({
  name: 'ConvertFrom-StringData',
  module: 'Microsoft.PowerShell.Utility',
  className: 'ConvertFromStringDataCommand',
  outputTypes: ['System.Collections.Hashtable'],
  synopsis: 'Converts a string containing one or more key and value pairs to a hash table.',
  parameters: {
    StringData: {
      type: 'string',
      mandatory: true,
      position: 0,
      pipeline: 'value',
      help: 'Lines of the form key=value.',
    },
    Delimiter: {type: 'char', position: 1, help: 'The character between values.'},
  },
  examples: [
    {title: 'Two settings', code: '("a=1`nb=two" | ConvertFrom-StringData).b', output: ['two']},
  ],

  process(run, p) {
    const refuse = (message: string): never =>
      run.throwTerminatingError(
        run.error(
          'InvalidOperation',
          'InvalidOperation',
          new NetException('System.Management.Automation.PSInvalidOperationException', message),
        ),
      );
    const table = new Hashtable();
    const delimiter =
      p.Delimiter === undefined
        ? '='
        : String((p.Delimiter as {text?: string}).text ?? p.Delimiter);
    for (const line of p.StringData.split('\n').map(text => text.trim())) {
      if (line === '' || line.startsWith('#')) continue;
      const at = line.indexOf(delimiter);
      if (at < 0) refuse(`Data line '${line}' is not in 'name=value' format. `);
      const name = line.slice(0, at).trim();
      if (table.has(name)) refuse(`Data item '${name}' in line '${line}' is already defined. `);
      table.set(name, unescaped(line.slice(at + 1).trim(), refuse));
    }
    run.writeObject(table);
  },
});

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Backslash escapes as in regular expressions: `\n`, `\x41`, `\u0041`, `\cA`, `\101`. */
function unescaped(text: string, refuse: (message: string) => never): string {
  return text.replace(
    /\\(x[0-9a-f]{2}|u[0-9a-f]{4}|c[a-z]|[0-7]{3}|[\s\S]|$)/gi,
    (_, escape: string) => {
      if (escape === '')
        refuse(`Invalid pattern '${text}' at offset ${text.length}. Illegal \\ at end of pattern.`);
      if (/^[xu]..+/i.test(escape))
        return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
      if (/^c[a-z]$/i.test(escape))
        return String.fromCharCode(escape.toUpperCase().charCodeAt(1) - 64);
      if (/^[0-7]{3}$/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8));
      return ESCAPES[escape] ?? escape;
    },
  );
}
