/** PSSerializer: values as CLIXML and back, by the commands that do the same. */
import {currentSession} from '../eval/current-session.ts';
import {parseBlock} from '../eval/parse-block.ts';
import {defineType} from '../values/define-type.ts';
import type {Value} from '../values/value.ts';

function run(script: string, ...args: Value[]): Value[] {
  const session = currentSession();
  return parseBlock(script, session, session.globalState).invoke({args});
}

function serialize(source: Value, depth = 1): Value {
  return run('param($v, $d) ConvertTo-CliXml -InputObject $v -Depth $d', source, depth)[0];
}

function deserialize(text: string): Value[] {
  return run('param($t) ConvertFrom-CliXml -InputObject $t', text);
}

defineType({
  fullName: 'System.Management.Automation.PSSerializer',
  abstract: true,
  statics: {
    'string Serialize(object source)': (source: Value) => serialize(source),
    'string Serialize(object source, int depth)': serialize,
    'object Deserialize(string source)': (text: string) => {
      const values = deserialize(text);
      return values.length === 1 ? values[0] : values;
    },
    'object[] DeserializeAsList(string source)': deserialize,
  },
});
