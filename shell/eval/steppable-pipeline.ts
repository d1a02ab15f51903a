/**
 * A pipeline driven from outside: `$block.GetSteppablePipeline()`, as proxy functions use it.
 * Language specification 11.3.
 */
import {defineType} from '../values/define-type.ts';
import {psCollection} from '../values/ps-collection.ts';
import {runtimeError} from '../values/net-exception.ts';
import {toBool} from '../conversion/to-bool.ts';
import type {Value} from '../values/value.ts';
import {PSScriptCmdlet} from '../cmdlet/ps-cmdlet.ts';
import {compileCommand} from './compile-command.ts';
import type {Frame} from './frame.ts';
import {Collector, emit} from './output.ts';
import {dispose} from './run-pipeline.ts';
import type {PipelineStatus, Sink, Stage} from './runtime.ts';
import type {ScriptBlock} from './script-block.ts';
import {Unit} from './unit.ts';

export class SteppablePipeline {
  readonly #block: ScriptBlock;
  readonly #frame: Frame;
  #stages: Stage[] = [];
  #collector = new Collector();
  #begun = 0;

  constructor(block: ScriptBlock, frame: Frame) {
    this.#block = block;
    this.#frame = frame;
  }

  /**
   * `owner`: a `$PSCmdlet` whose output is written to. Else `process` and `end` answer what was written
   * until then, the output of the begin blocks included. Like .NET's, `begin` itself answers nothing.
   */
  begin(expectingInput: boolean, owner: PSScriptCmdlet | null): void {
    const out: Sink =
      owner === null ? {process: value => this.#collector.process(value)} : owner.runtime.out;
    const status: PipelineStatus = {failed: false};
    const sites = this.#sites();
    const prepared = sites.map(site => site.prepare(this.#frame));
    let next = out;
    for (let at = prepared.length - 1; at >= 0; at--) {
      const made = prepared[at]?.connect(next, {
        expectingInput: at > 0 || expectingInput,
        pipelineLength: prepared.length,
        pipeline: status,
      });
      if (made === undefined) continue;
      this.#stages.unshift(made.stage);
      next = made.stage;
    }
    this.#cleaningOnError(() => {
      for (const stage of this.#stages) {
        this.#begun++;
        stage.begin();
      }
    });
  }

  process(value: Value): Value {
    this.#cleaningOnError(() => this.#stages[0]?.process(value));
    return this.#take();
  }

  /** Ends the commands and runs their clean blocks. */
  end(): Value {
    this.#cleaningOnError(() => {
      for (const stage of this.#stages) stage.end();
    });
    this.clean();
    return this.#take();
  }

  /** A step that fails is the last one. */
  #cleaningOnError(step: () => void): void {
    try {
      step();
    } catch (thrown) {
      this.clean();
      throw thrown;
    }
  }

  clean(): void {
    dispose(this.#frame, this.#stages, this.#begun);
    this.#begun = 0;
    this.#stages = [];
  }

  #take(): Value {
    const items = this.#collector.toArray();
    this.#collector = new Collector();
    const out: Value[] = [];
    for (const item of items) emit(item, {process: value => void out.push(value)});
    return psCollection(out);
  }

  #sites() {
    const {ast, source} = this.#block;
    const [statement] = ast.endBlock?.statements ?? [];
    if (statement?.kind !== 'PipelineAst' || ast.endBlock?.statements.length !== 1) {
      throw runtimeError(
        'CanConvertOneClauseOnly',
        'Only a script block that contains exactly one pipeline or command can be converted.',
      );
    }
    const unit = new Unit(this.#frame.scope.layout, source);
    const sites = statement.elements.map((element, at) => {
      if (element.kind !== 'CommandAst') {
        throw runtimeError(
          'CantConvertPipelineStartsWithExpression',
          'A pipeline that starts with an expression cannot be converted to a steppable pipeline.',
        );
      }
      return compileCommand(element, unit, at);
    });
    this.#frame.scope.grow();
    return sites;
  }
}

/** The pipeline a block consists of, to be run in the scope of what runs now. */
export function steppablePipeline(block: ScriptBlock): SteppablePipeline {
  return new SteppablePipeline(block, block.session.frame);
}

defineType<SteppablePipeline>({
  fullName: 'System.Management.Automation.SteppablePipeline',
  instance: SteppablePipeline,
  methods: {
    Begin: {
      call: (self, [first]) =>
        first instanceof PSScriptCmdlet
          ? self.begin(first.runtime.context.expectingInput, first)
          : self.begin(toBool(first), null),
    },
    Process: {call: (self, args) => self.process(args.length === 0 ? undefined : args[0])},
    End: {call: self => self.end()},
    Clean: {call: self => self.clean()},
    Dispose: {call: self => self.clean()},
  },
});
