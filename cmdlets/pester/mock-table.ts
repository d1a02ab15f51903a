/**
 * Mocks of a run: which commands are hooked, what they do instead, and the calls they got.
 *
 * A behaviour belongs to the block or test that made it and ends with it; calls are remembered to the end of
 * the container. How a hooked command runs is in mock-command.ts. Source: https://pester.dev/docs/usage/mocking.
 */
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import type {Scope} from '../../shell/session/scope.ts';
import type {Session} from '../../shell/session/session.ts';
import type {Value} from '../../shell/values/value.ts';
import type {Block, Item, Test} from './test-tree.ts';

export interface MockBehavior {
  readonly commandName: string;
  /** Name of the module whose calls it answers, '' for those outside modules. */
  readonly moduleName: string;
  readonly body: ScriptBlock;
  readonly filter: ScriptBlock | null;
  readonly verifiable: boolean;
  readonly owner: Item;
  invoked: boolean;
}

/** Arguments of one call, by parameter name and the rest. */
export interface MockArguments {
  readonly bound: ReadonlyMap<string, Value>;
  readonly aliases: ReadonlyMap<string, string>;
  readonly rest: readonly Value[];
}

export interface MockCall extends MockArguments {
  readonly commandName: string;
  readonly moduleName: string;
  readonly test: Test | null;
  readonly block: Block;
}

/** A hook put into a scope, and the function it hides there. */
interface Hook {
  readonly owner: Item;
  readonly scope: Scope;
  readonly name: string; // lower case
  readonly hidden: unknown;
}

export class MockTable {
  readonly #session: Session;
  #behaviors: MockBehavior[] = [];
  #hooks: Hook[] = [];
  readonly calls: MockCall[] = [];
  readonly #known = new Set<string>();

  constructor(session: Session) {
    this.#session = session;
  }

  add(behavior: MockBehavior): void {
    this.#behaviors.push(behavior);
    this.#known.add(key(behavior.commandName, behavior.moduleName));
  }

  /** Was a mock of the command made in this container? */
  knows(commandName: string, moduleName: string): boolean {
    return this.#known.has(key(commandName, moduleName));
  }

  /** Notes that `hook` was put into `scope` for `owner`. */
  hooked(owner: Item, scope: Scope, name: string, hidden: unknown): void {
    this.#hooks.push({owner, scope, name: name.toLowerCase(), hidden});
  }

  /** Newest first; those with a filter before those without. */
  behaviorsOf(commandName: string, moduleName: string): MockBehavior[] {
    const wanted = key(commandName, moduleName);
    const own = this.#behaviors
      .filter(each => key(each.commandName, each.moduleName) === wanted)
      .toReversed();
    return [
      ...own.filter(each => each.filter !== null),
      ...own.filter(each => each.filter === null),
    ];
  }

  get verifiable(): MockBehavior[] {
    return this.#behaviors.filter(each => each.verifiable);
  }

  /** A block or test ends: its mocks are gone. */
  leave(owner: Item): void {
    this.#behaviors = this.#behaviors.filter(each => each.owner !== owner);
    for (const hook of this.#hooks.filter(each => each.owner === owner).toReversed()) {
      const {functions} = hook.scope.define();
      if (hook.hidden === undefined) functions.delete(hook.name);
      else functions.set(hook.name, hook.hidden);
      this.#session.commandVersion++;
    }
    this.#hooks = this.#hooks.filter(each => each.owner !== owner);
  }
}

function key(commandName: string, moduleName: string): string {
  return `${moduleName}||${commandName}`.toLowerCase();
}
