/** `-Tag` of Get cmdlets: those objects that have one of the tags. */
import type {Run} from '../../shell/cmdlet/run.ts';
import type {Value} from '../../shell/values/value.ts';
import {type Entity, entityKey} from './entities.ts';
import type {Speaker} from './flavour.ts';
import {itemsGiven, itemsParameter} from './object-by-name.ts';
import {TAG, taggedEntities} from './tagging.ts';

const help = 'Only what has one of these tags, as objects or by name.';

export const tagParameter = (speaker: Speaker) => itemsParameter(speaker, TAG, {help});

/** The same for a cmdlet of two sets: in that of names only. */
export const tagParameterOf = (speaker: Speaker, set: string) =>
  itemsParameter(speaker, TAG, {help, sets: {[set]: {}}});

/** Absent tags mean all. */
export function withTags<T extends Entity>(
  run: Run,
  speaker: Speaker,
  items: readonly T[],
  tags: readonly Value[] | undefined,
): T[] {
  if (tags === undefined) return [...items];
  const tagged = taggedEntities(run.door(), itemsGiven(run, speaker, TAG, tags));
  return items.filter(item => tagged.has(entityKey(item)));
}
