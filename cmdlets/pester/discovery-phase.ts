/** The discovery phase: runs each file once so that Describe, Context and It put themselves into the tree. */
import {namedArguments} from '../../shell/cmdlet/run-call.ts';
import type {Frame} from '../../shell/eval/frame.ts';
import {FunctionCommand} from '../../shell/eval/function-command.ts';
import {discard} from '../../shell/eval/output.ts';
import {drive} from '../../shell/eval/run-pipeline.ts';
import type {PipelineContext} from '../../shell/eval/runtime.ts';
import {ScriptBlock} from '../../shell/eval/script-block.ts';
import {dataVariables} from './define.ts';
import {type PesterState, withState} from './pester-state.ts';
import {errorOf} from './run-scope.ts';
import {Container, type ContainerInfo} from './test-tree.ts';

/** The container with its tree; `broken` when the file itself failed. */
export function discover(
  info: ContainerInfo,
  caller: Frame,
  stateOf: (container: Container) => PesterState,
): Container {
  const container = new Container(info);
  const {session} = caller;
  const started = performance.now();
  const {propagateErrors} = session;
  const error = errorOf(caller, () => {
    session.propagateErrors = true;
    try {
      withState(session, stateOf(container), () => runContainer(info, caller));
    } finally {
      session.propagateErrors = propagateErrors;
      session.frame = caller;
    }
  });
  container.timing.discovery = performance.now() - started;
  if (error !== null) {
    container.errors.push(error);
    container.broken = true;
  }
  return container;
}

function runContainer(info: ContainerInfo, caller: Frame): void {
  const script = info.script instanceof ScriptBlock ? info.script : info.script();
  const command =
    info.type === 'File' ? FunctionCommand.script(script.source.file, script) : script.command;
  const context: PipelineContext = {
    session: caller.session,
    frame: caller,
    out: discard,
    streams: caller.streams,
    source: script.source,
    ast: script.ast,
    invocationName: '&',
    dotSourced: false,
    expectingInput: false,
    pipelinePosition: 1,
    pipelineLength: 1,
    pipeline: {failed: false},
  };
  const data = namedArguments(Object.fromEntries(dataVariables(info.data)));
  const stage = command.createStage(data, context);
  try {
    drive(caller, [stage], null, {count: 0});
  } finally {
    stage.dispose?.();
  }
}
