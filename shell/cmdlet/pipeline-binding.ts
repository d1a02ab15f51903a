/**
 * Binding of piped objects: four passes per object, script blocks given for parameters run per object.
 *
 * A command that takes its input by one parameter of type object (most filters) goes a short way: the
 * object is handed over without any pass. Source: language specification 11.2, steps 9 and 10.
 */
import type {ScriptBlock} from '../eval/script-block.ts';
import {getProperty, hasProperty, isNull} from '../values/index.ts';
import {NetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {bindingErrorId} from './binding-error.ts';
import {isObjectType} from './coerce.ts';
import {countSets, type ParameterMetadata, type SetFlags} from './metadata.ts';
import type {ParameterBinder} from './parameter-binder.ts';

interface Pass {
  readonly from: 'value' | 'property';
  readonly converts: boolean;
}

const PASSES: readonly Pass[] = [
  {from: 'value', converts: false},
  {from: 'property', converts: false},
  {from: 'value', converts: true},
  {from: 'property', converts: true},
];

const CONVERSION_ERRORS = new Set([
  'ParameterArgumentTransformationError',
  'CannotConvertArgument',
  'CannotConvertArgumentNoMessage',
]);

export class PipelineBinding {
  readonly #binder: ParameterBinder;
  /** Possible sets before any object. */
  readonly #mask: number;
  /** Unbound parameters that may take from the pipeline. */
  readonly #open: readonly ParameterMetadata[];
  /** The one parameter that takes every object as it is; null when the passes are needed. */
  readonly only: ParameterMetadata | null;
  #boundHere: ParameterMetadata[] = [];

  constructor(binder: ParameterBinder) {
    this.#binder = binder;
    this.#mask = binder.mask;
    this.#open = binder.metadata.parameters.filter(
      parameter =>
        !binder.bound.has(parameter) &&
        !binder.delayed.has(parameter) &&
        parameter.takesPipeline(this.#mask),
    );
    this.only = this.#shortWay();
  }

  bind(value: Value, report: (error: unknown) => void): boolean {
    if (this.only !== null && (!isNull(value) || !isMandatory(this.only, this.#mask))) {
      this.#binder.put(this.only, value === undefined ? null : value);
      return true;
    }
    try {
      return this.#bindPasses(value, report);
    } catch (error) {
      if (bindingErrorId(error) === undefined) throw error;
      report(error);
      return false;
    }
  }

  #shortWay(): ParameterMetadata | null {
    const [only] = this.#open;
    const binder = this.#binder;
    if (only === undefined || this.#open.length > 1 || binder.delayed.size > 0) return null;
    const mask = this.#settledMask(only);
    if (mask === 0) return null;
    const {validators, transformations, transformed, psTypeName} = only.spec;
    const plain =
      isObjectType(only.type) &&
      !validators?.length &&
      !transformations?.length &&
      !transformed &&
      !psTypeName;
    const byValue = only.some(mask, flags => flags.byValue);
    const others = binder.unboundMandatory(mask).some(parameter => parameter !== only);
    if (!plain || !byValue || others) return null;
    binder.settle(mask);
    return only;
  }

  /** The set every object will be processed in when `only` takes it; 0 when that is for `#decide` to say. */
  #settledMask(only: ParameterMetadata): number {
    const {metadata} = this.#binder;
    if (metadata.setNames.length === 0 || countSets(this.#mask) === 1) return this.#mask;
    const takesAll = (only.mask & this.#mask) === this.#mask;
    return takesAll ? metadata.defaultMask & this.#mask : 0;
  }

  #bindPasses(value: Value, report: (error: unknown) => void): boolean {
    this.#restore();
    const binder = this.#binder;
    const delayed = this.#runDelayed(value);
    let any = delayed;
    for (const pass of PASSES) any = this.#runPass(pass, value) || any;
    if (!any) {
      report(binder.error('InputObjectNotBound'));
      return false;
    }
    const mask = this.#decide();
    const missing = binder.unboundMandatory(mask);
    if (missing.length === 0) return true;
    report(
      binder.error(
        'InputObjectMissingMandatory',
        missing.map(parameter => parameter.name).join(' '),
      ),
    );
    return false;
  }

  #restore(): void {
    for (const parameter of this.#boundHere) this.#binder.unbind(parameter);
    this.#boundHere = [];
    this.#binder.mask = this.#mask;
  }

  #runDelayed(value: Value): boolean {
    for (const [parameter, block] of this.#binder.delayed)
      this.#bindDelayed(parameter, block, value);
    return this.#binder.delayed.size > 0;
  }

  #bindDelayed(parameter: ParameterMetadata, block: ScriptBlock, value: Value): void {
    const binder = this.#binder;
    const output = runDelayBlock(binder, parameter, block, value);
    if (output.length === 0) throw binder.error('ScriptBlockArgumentNoOutput', parameter.name);
    binder.bindValue(parameter, output.length === 1 ? output[0] : output);
    this.#boundHere.push(parameter);
  }

  /** The default set first; the others only when nothing of it took the object. */
  #runPass(pass: Pass, value: Value): boolean {
    const binder = this.#binder;
    const inDefault = binder.metadata.defaultMask & binder.mask;
    if (inDefault !== 0 && this.#runPassIn(inDefault, pass, value)) return true;
    return this.#runPassIn(binder.mask, pass, value);
  }

  #runPassIn(mask: number, pass: Pass, value: Value): boolean {
    let any = false;
    for (const parameter of this.#open) {
      if ((parameter.mask & mask & this.#binder.mask) === 0) continue;
      if (this.#binder.bound.has(parameter)) continue;
      if (!parameter.some(mask, flags => takes(flags, pass))) continue;
      if (this.#offer(parameter, pass, value)) any = true;
    }
    return any;
  }

  #offer(parameter: ParameterMetadata, pass: Pass, value: Value): boolean {
    const binder = this.#binder;
    if (pass.from === 'value') return this.#accept(parameter, pass, value);
    const name = [parameter.name, ...parameter.aliases].find(candidate =>
      hasProperty(value, candidate),
    );
    return name !== undefined && value !== null && binder.mask !== 0
      ? this.#accept(parameter, pass, getProperty(value, name))
      : false;
  }

  #accept(parameter: ParameterMetadata, pass: Pass, value: Value): boolean {
    const binder = this.#binder;
    if (!pass.converts) {
      if (!binder.bindUnconverted(parameter, value)) return false;
    } else {
      try {
        binder.bindValue(parameter, value);
      } catch (error) {
        if (CONVERSION_ERRORS.has(bindingErrorId(error) ?? '')) return false;
        throw error;
      }
    }
    this.#boundHere.push(parameter);
    binder.narrow(parameter);
    return true;
  }

  /** The set in which this object is processed. */
  #decide(): number {
    const binder = this.#binder;
    const {metadata, mask} = binder;
    if (metadata.setNames.length === 0 || countSets(mask) === 1) {
      binder.settle(mask);
      return mask;
    }
    if ((mask & metadata.defaultMask) !== 0) {
      binder.settle(metadata.defaultMask);
      return metadata.defaultMask;
    }
    for (let rest = mask; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      if (binder.unboundMandatory(bit).length > 0) continue;
      binder.settle(bit);
      return bit;
    }
    throw binder.error('AmbiguousParameterSet');
  }
}

function takes(flags: SetFlags, pass: Pass): boolean {
  return pass.from === 'value' ? flags.byValue : flags.byPropertyName;
}

function isMandatory(parameter: ParameterMetadata, mask: number): boolean {
  return parameter.some(mask, flags => flags.mandatory) && parameter.spec.allowNull !== true;
}

function runDelayBlock(
  binder: ParameterBinder,
  parameter: ParameterMetadata,
  block: ScriptBlock,
  value: Value,
): Value[] {
  try {
    return block.invoke({underscore: value, scope: 'current'});
  } catch (error) {
    if (!(error instanceof NetException)) throw error;
    throw binder.error('ScriptBlockArgumentInvocationFailed', parameter.name, error.message);
  }
}
