/** The tree of a run as scripts see it: Pester.Run, Pester.Container, Pester.Block, Pester.Test. */
import {PS_VERSION} from '../../shell/session/version-table.ts';
import {DateTime} from '../../shell/types/date-time.ts';
import {TimeSpan} from '../../shell/types/time-span.ts';
import type {PropertySpec} from '../../shell/values/index.ts';
import {defineType, hashtable} from '../../shell/values/index.ts';
import {Block, Container, countOf, type Item, summary, Test, TestRun} from './test-tree.ts';

import type {Outcome, Timing} from './test-tree.ts';

export const PESTER_VERSION = '5.7.1';

const span = (milliseconds: number) => TimeSpan.fromMilliseconds(milliseconds);

const OUTCOMES = ['Failed', 'Passed', 'Skipped', 'Inconclusive', 'NotRun'] as const;

/** `FailedCount` and its kin. */
function counts<T>(testsOf: (self: T) => readonly Test[]): Record<string, PropertySpec<T>> {
  const made: Record<string, PropertySpec<T>> = {};
  for (const outcome of OUTCOMES)
    made[`${outcome}Count`] = {type: 'int', get: self => countOf(testsOf(self), outcome)};
  made['TotalCount'] = {type: 'int', get: self => testsOf(self).length};
  return made;
}

function times<T>(timing: (self: T) => Timing): Record<string, PropertySpec<T>> {
  return {
    DiscoveryDuration: {type: 'timespan', get: self => span(timing(self).discovery)},
    UserDuration: {type: 'timespan', get: self => span(timing(self).user)},
    FrameworkDuration: {type: 'timespan', get: self => span(timing(self).framework)},
  };
}

function itemProperties<T extends Item>(): Record<string, PropertySpec<T>> {
  return {
    Name: {type: 'string', get: self => self.name},
    Path: {get: self => self.path},
    Data: {get: self => self.data ?? null},
    ExpandedName: {type: 'string', get: self => self.expandedName},
    ExpandedPath: {type: 'string', get: self => self.expandedPath},
    ErrorRecord: {get: self => [...self.errors]},
    StandardOutput: {get: self => [...self.output]},
    Duration: {type: 'timespan', get: self => span(self.timing.total)},
    Id: {type: 'string', get: self => self.groupId},
    GroupId: {type: 'string', get: self => self.groupId},
    ScriptBlock: {get: self => self.script},
    Tag: {get: self => [...self.tags]},
    Focus: {type: 'bool', get: () => false},
    Skip: {type: 'bool', get: self => self.skip},
    Include: {type: 'bool', get: self => self.include},
    Exclude: {type: 'bool', get: self => self.exclude},
    Explicit: {type: 'bool', get: self => self.explicit},
    ShouldRun: {type: 'bool', get: self => self.shouldRun},
    StartLine: {type: 'int', get: self => self.line},
    Executed: {type: 'bool', get: self => self.executed},
    ExecutedAt: {get: self => self.executedAt},
    Passed: {type: 'bool', get: self => self.passed},
    ...times<T>(self => self.timing),
  };
}

const MARKS: Readonly<Record<Outcome, string>> = {
  Passed: '[+]',
  Failed: '[-]',
  Skipped: '[!]',
  Inconclusive: '[?]',
  NotRun: '[ ]',
};

defineType<Test>({
  fullName: 'Pester.Test',
  instance: Test,
  toText: self => `${MARKS[self.result]} ${self.expandedPath}`,
  properties: {
    ...itemProperties<Test>(),
    Result: {type: 'string', get: self => self.result},
    ItemType: {type: 'string', get: () => 'Test'},
    Block: {get: self => self.parent},
    First: {type: 'bool', get: self => self.first},
    Last: {type: 'bool', get: self => self.last},
    Skipped: {type: 'bool', get: self => self.skipped},
    Inconclusive: {type: 'bool', get: self => self.result === 'Inconclusive'},
  },
});

const FIXTURES = {
  EachTestSetup: 'BeforeEach',
  OneTimeTestSetup: 'BeforeAll',
  EachTestTeardown: 'AfterEach',
  OneTimeTestTeardown: 'AfterAll',
} as const;

defineType<Block>({
  fullName: 'Pester.Block',
  instance: Block,
  toText: self => `${MARKS[blockResult(self)]} ${self.expandedPath}`,
  properties: {
    ...itemProperties<Block>(),
    Result: {type: 'string', get: blockResult},
    ItemType: {type: 'string', get: () => 'Block'},
    Blocks: {get: self => self.blocks},
    Tests: {get: self => self.tests},
    Order: {get: self => [...self.order]},
    ...counts<Block>(self => self.allTests),
    BlockContainer: {get: self => self.container},
    Root: {get: self => self.container.root},
    IsRoot: {type: 'bool', get: self => self.isRoot},
    Parent: {get: self => self.parent},
    OwnPassed: {type: 'bool', get: self => self.ownPassed},
    FrameworkData: {get: self => hashtable({CommandUsed: self.command})},
    ...Object.fromEntries(
      Object.entries(FIXTURES).map(([name, kind]) => [
        name,
        {get: (self: Block) => self.fixtures.get(kind) ?? null},
      ]),
    ),
  },
});

export function blockResult(block: Block): Outcome {
  if (!block.ownPassed) return 'Failed';
  return summary(block.allTests, block.allBlocks);
}

defineType<Container>({
  fullName: 'Pester.Container',
  instance: Container,
  toText: self => `${MARKS[self.result]} ${self.info.name}`,
  properties: {
    Name: {type: 'string', get: self => self.info.name},
    Type: {type: 'string', get: self => self.info.type},
    Item: {get: self => self.info.item},
    Data: {get: self => self.info.data ?? null},
    Blocks: {get: self => self.root.blocks},
    Result: {type: 'string', get: self => self.result},
    Duration: {type: 'timespan', get: self => span(self.timing.total)},
    ...counts<Container>(self => self.tests),
    ErrorRecord: {get: self => [...self.errors, ...self.root.errors]},
    Passed: {type: 'bool', get: self => self.result === 'Passed'},
    OwnPassed: {type: 'bool', get: self => self.ownPassed},
    ShouldRun: {type: 'bool', get: self => self.shouldRun},
    Executed: {type: 'bool', get: self => self.executed},
    ExecutedAt: {get: self => self.executedAt},
    ...times<Container>(self => self.timing),
  },
});

defineType<TestRun>({
  fullName: 'Pester.Run',
  instance: TestRun,
  toText: self => `${MARKS[self.result]} ${self.tests.length} tests`,
  properties: {
    Containers: {get: self => [...self.containers]},
    Result: {type: 'string', get: self => self.result},
    FailedCount: {type: 'int', get: self => self.ofResult('Failed').length},
    FailedBlocksCount: {type: 'int', get: self => self.failedBlocks.length},
    FailedContainersCount: {type: 'int', get: self => self.failedContainers.length},
    PassedCount: {type: 'int', get: self => self.ofResult('Passed').length},
    SkippedCount: {type: 'int', get: self => self.ofResult('Skipped').length},
    InconclusiveCount: {type: 'int', get: self => self.ofResult('Inconclusive').length},
    NotRunCount: {type: 'int', get: self => self.ofResult('NotRun').length},
    TotalCount: {type: 'int', get: self => self.tests.length},
    Duration: {type: 'timespan', get: self => span(self.durationMs)},
    Executed: {type: 'bool', get: self => self.executedAt !== null},
    ExecutedAt: {get: self => self.executedAt ?? DateTime.now()},
    Version: {type: 'string', get: () => PESTER_VERSION},
    PSVersion: {type: 'string', get: () => PS_VERSION},
    Configuration: {get: self => self.configuration},
    ...times<TestRun>(self => self.timing),
    ...Object.fromEntries(
      OUTCOMES.map(outcome => [outcome, {get: (self: TestRun) => self.ofResult(outcome)}]),
    ),
    FailedBlocks: {get: self => self.failedBlocks},
    FailedContainers: {get: self => self.failedContainers},
    Tests: {get: self => self.tests},
    CodeCoverage: {get: () => null},
  },
});
