/** ForEach-Object: runs blocks per object in the caller's scope, or takes one member of each. */
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import type * as Parallel from '../jobs/foreach-parallel.ts';
import type {ParallelRun} from '../jobs/foreach-parallel.ts';
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
      sets: {
        ScriptBlockSet: {pipeline: 'value'},
        PropertyAndMethodSet: {pipeline: 'value'},
        ParallelParameterSet: {pipeline: 'value'},
      },
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
    Parallel: {
      type: 'scriptblock',
      sets: {ParallelParameterSet: {mandatory: true}},
      help: 'Runs for each object in another runspace; $_ is the object, $using:name a variable of this session.',
    },
    ThrottleLimit: {
      type: 'int',
      sets: {ParallelParameterSet: {}},
      validate: [{range: [1, 2147483647]}],
      help: 'Objects worked on at the same time; 5 if not given.',
    },
    TimeoutSeconds: {
      type: 'int',
      sets: {ParallelParameterSet: {}},
      validate: [{range: [0, 2147483]}],
      help: 'What still runs after this time is stopped; 0, the default, is never.',
    },
    AsJob: {
      type: 'switch',
      sets: {ParallelParameterSet: {}},
      help: 'Does it in a job, and outputs that.',
    },
    UseNewRunspace: {
      type: 'switch',
      sets: {ParallelParameterSet: {}},
      help: 'A new runspace for each object, where else one serves many.',
    },
  },
  quickStage: (args, context) => blockStage('ForEach', args, context),
  state: () => ({
    begin: null as ScriptBlock | null,
    process: [] as ScriptBlock[],
    end: null as ScriptBlock | null,
    parallel: null as ParallelRun | null,
  }),
  examples: [
    {
      title: 'Double each number',
      code: '1..3 | ForEach-Object { $_ * 2 }',
      output: ['2', '4', '6'],
    },
  ],

  begin(run, p) {
    const {state} = run;
    if (run.parameterSetName === 'PropertyAndMethodSet') return;
    if (p.Parallel) {
      state.parallel = startParallel(run, p);
      return;
    }
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
    if (run.state.parallel) return run.state.parallel.add(p.InputObject ?? null);
    for (const block of run.state.process)
      runBlockInto(run, block, {underscore: p.InputObject ?? null});
  },
  end(run) {
    run.state.parallel?.finish();
    if (run.state.end) runBlockInto(run, run.state.end, {});
  },
  dispose(run) {
    run.state.parallel?.close();
  },
});

interface ParallelParameters {
  readonly Parallel?: ScriptBlock | undefined;
  readonly ThrottleLimit?: number | undefined;
  readonly TimeoutSeconds?: number | undefined;
  readonly AsJob: boolean;
  readonly UseNewRunspace: boolean;
}

/** -Parallel is loaded when it is used. */
function startParallel<State extends object>(run: Run<State>, p: ParallelParameters): ParallelRun {
  if (p.AsJob && p.TimeoutSeconds !== undefined)
    run.throwTerminatingError(
      run.error(
        'ParallelCannotUseTimeoutWithJob',
        'InvalidOperation',
        "The 'TimeoutSeconds' parameter cannot be used with the 'AsJob' parameter.",
      ),
    );
  const {ParallelRun: Made} = require('../jobs/foreach-parallel.ts') as typeof Parallel;
  return new Made(run as unknown as Run, {
    block: p.Parallel as ScriptBlock,
    throttleLimit: p.ThrottleLimit ?? DEFAULT_THROTTLE,
    timeoutSeconds: p.TimeoutSeconds ?? 0,
    asJob: p.AsJob,
    useNewRunspace: p.UseNewRunspace,
  });
}

const DEFAULT_THROTTLE = 5;

/** Methods that every object has. */
const EVERY_OBJECT = /^(?:GetType|ToString|Equals|GetHashCode)$/i;

/** A property's value, or what a method answers; null where there is no such member. */
function readOrCall(target: Value, name: string, args: readonly Value[]): Value {
  if (isNull(target)) return null;
  const member = getMember(target, name);
  const isMethod = member === undefined ? EVERY_OBJECT.test(name) : !isProperty(member);
  return isMethod ? invokeMethod(target, name, [...args]) : (readMember(target, name) ?? null);
}
