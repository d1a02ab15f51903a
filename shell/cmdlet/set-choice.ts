/** Which parameter set a call means. Language specification 11.2, step 7. */
import {ALL_SETS, countSets, type ParameterMetadata} from './metadata.ts';
import type {ParameterBinder} from './parameter-binder.ts';

/** Settles the set, or leaves those open between which a piped object decides. */
export function chooseSet(binder: ParameterBinder): void {
  const {metadata} = binder;
  const {defaultMask} = metadata;
  const expecting = binder.context.expectingInput;
  if (countSets(binder.mask) <= 1 || metadata.setNames.length === 0) binder.settle(binder.mask);
  else if ((defaultMask & binder.mask) !== 0) takeDefault(binder, expecting);
  else if (binder.mask === metadata.allMask && !anyMandatory(binder) && defaultMask === 0)
    binder.settle(ALL_SETS);
  else if (!expecting || !canTakePipeline(binder, binder.mask)) takeComplete(binder);
}

/** With input to come the other sets stay possible: an object may decide. */
function takeDefault(binder: ParameterBinder, expecting: boolean): void {
  binder.settle(binder.metadata.defaultMask);
  if (!expecting || !canTakePipeline(binder, binder.mask))
    binder.mask = binder.metadata.defaultMask;
  else binder.mask = setsWithPipeline(binder);
}

function setsWithPipeline(binder: ParameterBinder): number {
  const {defaultMask} = binder.metadata;
  let kept = 0;
  for (const bit of bitsOf(binder.mask))
    if (canTakePipeline(binder, bit) && missingOutsidePipeline(binder, bit).length === 0)
      kept |= bit;
  return kept === 0 ? defaultMask : kept;
}

function anyMandatory(binder: ParameterBinder): boolean {
  return binder.metadata.parameters.some(parameter =>
    parameter.some(binder.mask, flags => flags.mandatory),
  );
}

function canTakePipeline(binder: ParameterBinder, mask: number): boolean {
  return binder.metadata.parameters.some(
    parameter => !binder.bound.has(parameter) && parameter.takesPipeline(mask),
  );
}

/** The one set whose mandatory parameters are all there. */
function takeComplete(binder: ParameterBinder): void {
  const complete = [...bitsOf(binder.mask)].filter(
    bit => binder.unboundMandatory(bit).length === 0,
  );
  const [only] = complete.length > 0 ? complete : [];
  if (complete.length === 0 || only === undefined) throw binder.error('AmbiguousParameterSet');
  if (complete.length > 1) {
    const demanding = complete.filter(bit => demands(binder, bit));
    if (demanding.length !== 1) throw binder.error('AmbiguousParameterSet');
    binder.mask = demanding[0] as number;
  } else binder.mask = only;
  binder.settle(binder.mask);
}

/** Has the set a mandatory parameter of its own? */
function demands(binder: ParameterBinder, bit: number): boolean {
  return binder.metadata.parameters.some(
    parameter => parameter.mask !== ALL_SETS && parameter.some(bit, flags => flags.mandatory),
  );
}

/** Mandatory parameters of the sets of `mask` that nothing piped can fill. */
export function missingOutsidePipeline(binder: ParameterBinder, mask: number): ParameterMetadata[] {
  const missing = binder.unboundMandatory(mask);
  if (!binder.context.expectingInput) return missing;
  return missing.filter(parameter => !parameter.takesPipeline(mask));
}

function* bitsOf(mask: number): Iterable<number> {
  for (let rest = mask; rest !== 0; rest &= rest - 1) yield rest & -rest;
}
