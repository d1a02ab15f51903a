/** `pipeline &`: runs it as a background job and outputs the job. Language specification 2. */
import type {PipelineAst} from '../../grammar/ast.ts';
import {commandNotFound} from '../errors/engine-errors.ts';
import type {Frame} from './frame.ts';
import {drive} from './run-pipeline.ts';
import type {Sink} from './runtime.ts';
import {parseBlock} from './parse-block.ts';
import type {Unit} from './unit.ts';

export function compileBackground(ast: PipelineAst, unit: Unit): (f: Frame, out: Sink) => void {
  const text = unit.textOf(ast).replace(/&\s*$/, '');
  return (f, out) => {
    const command = f.session.resolveCommand('Start-Job', f);
    if (command === undefined) throw commandNotFound('Start-Job');
    const block = parseBlock(text, f.session, f.state, f.source.file);
    const stage = command.createStage(
      [
        {kind: 'named', name: 'ScriptBlock', value: block, hasValue: true, text: '-ScriptBlock'},
        {
          kind: 'named',
          name: 'WorkingDirectory',
          value: f.session.location,
          hasValue: true,
          text: '-WorkingDirectory',
        },
      ],
      {
        session: f.session,
        frame: f,
        out,
        streams: f.streams,
        source: unit.source,
        ast,
        invocationName: 'Start-Job',
        dotSourced: false,
        expectingInput: false,
        pipelinePosition: 1,
        pipelineLength: 1,
        pipeline: {failed: false},
      },
    );
    drive(f, [stage], null, {count: 0});
    stage.dispose?.();
  };
}
