/**
 * `pipeline &`: runs it as a background job and outputs the job. Variables it reads go along as copies.
 * Language specification 2.
 */
import type {PipelineAst} from '../../grammar/ast.ts';
import {commandNotFound} from '../errors/engine-errors.ts';
import type {Frame} from './frame.ts';
import {drive} from './run-pipeline.ts';
import type {CommandArgument, Sink} from './runtime.ts';
import {parseBlock} from './parse-block.ts';
import type {Unit} from './unit.ts';

export function compileBackground(ast: PipelineAst, unit: Unit): (f: Frame, out: Sink) => void {
  const text = unit.textOf(ast).replace(/&\s*$/, '').trim();
  return (f, out) => {
    const command = f.session.resolveCommand('Start-Job', f);
    if (command === undefined) throw commandNotFound('Start-Job');
    const block = parseBlock(text, f.session, f.state, f.source.file);
    const stage = command.createStage(
      [named('ScriptBlock', block), named('WorkingDirectory', f.session.location)],
      {
        session: f.session,
        frame: f,
        out,
        streams: f.streams,
        source: unit.source,
        ast,
        invocationName: '&',
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

function named(name: string, value: unknown): CommandArgument {
  return {kind: 'named', name, value, hasValue: true, text: `-${name}`};
}
