/** ForEach-Object: runs blocks per object in the caller's scope, or takes one member of each. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {blockStage} from '../../shell/eval/block-stages.ts';
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import {getMember, invokeMethod, isNull, isProperty, readMember} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {runBlockInto} from './run-block.ts';

export const forEachObject = cmdlet({
  name: 'ForEach-Object',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['%', 'foreach'],
  className: 'ForEachObjectCommand',
  synopsis: 'Performs an operation against each item in a collection of input objects.',
  supportsShouldProcess: true,
  defaultParameterSet: 'ScriptBlockSet',
  parameters: {
    InputObject: {
      type: 'psobject',
      sets: {ScriptBlockSet: {pipeline: 'value'}, PropertyAndMethodSet: {pipeline: 'value'}},
      allowNull: true,
      help: 'The objects, usually piped.',
    },
    Begin: {
      type: 'scriptblock',
      sets: {ScriptBlockSet: {}},
      help: 'Runs once before the first object.',
    },
    Process: {
      type: 'scriptblock[]',
      sets: {ScriptBlockSet: {mandatory: true, position: 0}},
      allowNull: true,
      allowEmptyCollection: true,
      help: 'Runs for each object, which is $_.',
    },
    End: {
      type: 'scriptblock',
      sets: {ScriptBlockSet: {}},
      help: 'Runs once after the last object.',
    },
    RemainingScripts: {
      type: 'scriptblock[]',
      sets: {ScriptBlockSet: {remaining: true}},
      allowNull: true,
      allowEmptyCollection: true,
      help: 'Further blocks: with several, the first is -Begin and the last -End.',
    },
    MemberName: {
      type: 'string',
      sets: {PropertyAndMethodSet: {mandatory: true, position: 0}},
      validate: [{notNullOrEmpty: true}],
      help: 'The property to read or the method to call of each object.',
    },
    ArgumentList: {
      type: 'object[]',
      aliases: ['Args'],
      sets: {PropertyAndMethodSet: {remaining: true}},
      help: 'Arguments of the method.',
    },
  },
  quickStage: (args, context) => blockStage('ForEach', args, context),
  state: () => ({
    begin: null as ScriptBlock | null,
    process: [] as ScriptBlock[],
    end: null as ScriptBlock | null,
  }),
  examples: [
    {
      title: 'Double each number',
      code: '1..3 | ForEach-Object { $_ * 2 }',
      output: ['2', '4', '6'],
    },
  ],

  begin(run, p) {
    if (run.parameterSetName === 'PropertyAndMethodSet') return;
    const {state} = run;
    const blocks = [...(p.Process ?? []), ...(p.RemainingScripts ?? [])].filter(
      block => !isNull(block),
    );
    state.begin = p.Begin ?? null;
    state.end = p.End ?? null;
    // Several blocks stand for begin, process, end, as far as those were not named.
    if (state.begin === null && blocks.length > 1) state.begin = blocks.shift() ?? null;
    if (state.end === null && blocks.length > 1) state.end = blocks.pop() ?? null;
    state.process = blocks;
    if (state.begin) runBlockInto(run, state.begin, {});
  },
  process(run, p) {
    if (run.parameterSetName === 'PropertyAndMethodSet') {
      const result = readOrCall(p.InputObject, p.MemberName ?? '', p.ArgumentList ?? []);
      run.writeObject(result, true);
      return;
    }
    for (const block of run.state.process)
      runBlockInto(run, block, {underscore: p.InputObject ?? null});
  },
  end(run) {
    if (run.state.end) runBlockInto(run, run.state.end, {});
  },
});

/** Methods that every object has. */
const EVERY_OBJECT = /^(?:GetType|ToString|Equals|GetHashCode)$/i;

/** A property's value, or what a method answers; null where there is no such member. */
function readOrCall(target: Value, name: string, args: readonly Value[]): Value {
  if (isNull(target)) return null;
  const member = getMember(target, name);
  const isMethod = member === undefined ? EVERY_OBJECT.test(name) : !isProperty(member);
  return isMethod ? invokeMethod(target, name, [...args]) : (readMember(target, name) ?? null);
}
