/** Which tests run: -Tag, -ExcludeTag, -FullName, lines. Source: about_PesterConfiguration, section Filter. */
import {wildcard} from '../../shell/values/index.ts';
import type {PesterConfiguration} from './configuration.ts';
import {type Block, type Container, type Item, Test} from './test-tree.ts';

interface Filter {
  readonly tag: readonly string[];
  readonly excludeTag: readonly string[];
  readonly line: readonly string[];
  readonly excludeLine: readonly string[];
  readonly fullName: readonly string[];
}

/** Filters that are set, by the name the console shows. */
export function activeFilters(configuration: PesterConfiguration): [string, readonly string[]][] {
  const names = ['Tag', 'ExcludeTag', 'Line', 'ExcludeLine', 'FullName'] as const;
  return names
    .map((name): [string, readonly string[]] => [name, configuration.option('Filter', name).texts])
    .filter(([, values]) => values.length > 0);
}

/** Marks what runs in `containers`. */
export function applyFilter(
  containers: readonly Container[],
  configuration: PesterConfiguration,
): void {
  const set = Object.fromEntries(activeFilters(configuration));
  const filter: Filter = {
    tag: set['Tag'] ?? [],
    excludeTag: set['ExcludeTag'] ?? [],
    line: set['Line'] ?? [],
    excludeLine: set['ExcludeLine'] ?? [],
    fullName: set['FullName'] ?? [],
  };
  for (const {root} of containers) {
    for (const item of root.order) mark(item, filter, {include: false, exclude: false});
    root.shouldRun = root.allTests.some(test => test.shouldRun);
    orderMarks(root);
  }
}

interface Inherited {
  readonly include: boolean;
  readonly exclude: boolean;
}

function mark(item: Block | Test, filter: Filter, outer: Inherited): void {
  item.exclude =
    outer.exclude || tagged(item, filter.excludeTag) || atLine(item, filter.excludeLine);
  item.explicit = atLine(item, filter.line);
  item.include = outer.include || item.explicit || wanted(item, filter);
  if (item.explicit) item.skip = false;
  if (item instanceof Test) {
    item.shouldRun = item.include && !item.exclude;
    return;
  }
  for (const inner of item.order) mark(inner, filter, item);
  item.shouldRun = item.allTests.some(test => test.shouldRun);
  item.include ||= item.allTests.some(test => test.explicit);
}

function wanted(item: Block | Test, filter: Filter): boolean {
  const {tag, line, fullName} = filter;
  if (tag.length === 0 && line.length === 0 && fullName.length === 0) return true;
  const name = item.path.join('.');
  return tagged(item, tag) || fullName.some(pattern => wildcard(pattern)(name));
}

function tagged(item: Item, patterns: readonly string[]): boolean {
  return patterns.some(pattern => item.tags.some(tag => wildcard(pattern)(tag)));
}

function atLine(item: Item, places: readonly string[]): boolean {
  if (places.length === 0) return false;
  const here = `${item.file}:${item.line}`.toLowerCase();
  return places.some(place => place.toLowerCase() === here);
}

function orderMarks(block: Block): void {
  const running = block.tests.filter(test => test.shouldRun);
  for (const test of running) {
    test.first = test === running[0];
    test.last = test === running.at(-1);
  }
  for (const inner of block.blocks) orderMarks(inner);
}
