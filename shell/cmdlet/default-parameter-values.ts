/**
 * `$PSDefaultParameterValues`: values for parameters that a call leaves unbound.
 *
 * Keys are `Command:Parameter` with wildcards on both sides; a block gives its output; `Disabled` switches
 * all off. Source: language specification 11.2, step 1.
 */
import type {PipelineContext} from '../eval/runtime.ts';
import {toBool, wildcard} from '../values/index.ts';
import {Hashtable} from '../values/hashtable.ts';
import type {Value} from '../values/value.ts';
import type {CommandMetadata, ParameterMetadata} from './metadata.ts';
import {asScriptBlock} from './script-block-argument.ts';

/** The entries for `metadata`, each with a function that gives the value. */
export function readDefaults(
  metadata: CommandMetadata,
  context: PipelineContext,
): readonly (readonly [ParameterMetadata, () => Value])[] {
  const table = context.session.getVariable('PSDefaultParameterValues', context.frame);
  if (!(table instanceof Hashtable) || table.count === 0) return [];
  if (table.has('Disabled') && toBool(table.get('Disabled'))) return [];
  const found: [ParameterMetadata, () => Value][] = [];
  for (const [key, value] of table.entries()) {
    const parts = /^\s*(.+?)\s*:\s*(.+?)\s*$/.exec(String(key));
    if (parts === null || !wildcard(unquote(parts[1] as string))(metadata.name)) continue;
    const matches = parametersNamed(metadata, unquote(parts[2] as string));
    // Several parameters for one entry: PowerShell leaves the entry out.
    const [parameter] = matches;
    if (parameter !== undefined && matches.length === 1)
      found.push([parameter, () => valueOf(value, metadata)]);
  }
  return found;
}

function unquote(text: string): string {
  return text.replace(/^(['"])(.*)\1$/, '$2');
}

function parametersNamed(metadata: CommandMetadata, pattern: string): ParameterMetadata[] {
  const exact = metadata.named(pattern);
  if (exact !== undefined) return [exact];
  const test = wildcard(pattern);
  return metadata.parameters.filter(
    parameter => test(parameter.name) || parameter.aliases.some(alias => test(alias)),
  );
}

function valueOf(value: Value, metadata: CommandMetadata): Value {
  const block = asScriptBlock(value);
  if (block === undefined) return value;
  const output = block.invoke({args: [metadata.name]});
  return output.length === 1 ? output[0] : output;
}
