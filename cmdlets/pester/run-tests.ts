/** A whole run: finds the containers, discovers, filters, runs, reports. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {ScriptBlock} from '../../shell/eval/script-block.ts';
import {modulesOf} from '../../shell/modules/module-table.ts';
import type {Session} from '../../shell/session/session.ts';
import {DateTime} from '../../shell/types/date-time.ts';
import {runtimeError, toArray} from '../../shell/values/index.ts';
import {ciFromEnvironment} from './ci-format.ts';
import type {PesterConfiguration} from './configuration.ts';
import {ConsoleReport, type Report, silentReport} from './console-report.ts';
import {PesterContainer} from './containers.ts';
import {discover} from './discovery-phase.ts';
import type {StackVerbosity} from './error-text.ts';
import {activeFilters, applyFilter} from './filter.ts';
import {MockTable} from './mock-table.ts';
import {type PesterState, withState} from './pester-state.ts';
import {definePrivateFunctions} from './private-functions.ts';
import {type SkipReach, TestRunner} from './run-phase.ts';
import {findTestFiles} from './test-files.ts';
import {type Container, TestRun} from './test-tree.ts';

export function runTests(run: Run, configuration: PesterConfiguration): TestRun {
  const started = performance.now();
  const at = DateTime.now();
  const infos = containersOf(run, configuration);
  if (infos.length === 0)
    throw runtimeError(
      'RuntimeException',
      'No test files were found and no scriptblocks were provided.',
    );
  markImported(run.session);
  const report = reportOf(run, configuration);
  report.start();
  report.discoveryStart(infos.length);
  const stateOf = (container: Container) => newState(run, configuration, container);
  const containers = infos.map(info => {
    const container = discover(info, run.context.frame, stateOf);
    if (container.broken) report.discoveryFailed(container);
    return container;
  });
  applyFilter(containers, configuration);
  const skipRun = configuration.option('Run', 'SkipRun').flag;
  report.discoveryEnd({
    tests: containers.flatMap(container => container.tests),
    milliseconds: performance.now() - started,
    filters: activeFilters(configuration),
    skipRun,
  });
  const result = new TestRun(containers, configuration);
  if (skipRun) return result;
  result.executedAt = at;
  runContainers(run, configuration, {containers, report});
  sumUp(result, performance.now() - started);
  report.end(result);
  return result;
}

/** Get-Module shows Pester once it has run. */
function markImported(session: Session): void {
  const modules = modulesOf(session);
  const pester = modules.builtIn('Pester');
  if (pester === undefined) return;
  definePrivateFunctions(session, pester);
  if (modules.find('Pester') === undefined) modules.add(pester);
}

function containersOf(run: Run, configuration: PesterConfiguration): PesterContainer[] {
  const {session} = run;
  const blocks = toArray(configuration.option('Run', 'ScriptBlock').value);
  const given = toArray(configuration.option('Run', 'Container').value);
  const path = configuration.option('Run', 'Path');
  const paths = path.isModified || (blocks.length === 0 && given.length === 0) ? path.texts : [];
  const files = findTestFiles(session, {
    paths,
    excluded: configuration.option('Run', 'ExcludePath').texts,
    extension: configuration.option('Run', 'TestExtension').text,
  });
  return [
    ...blocks
      .filter(each => each instanceof ScriptBlock)
      .map(each => PesterContainer.ofBlock(each)),
    ...files.map(file => PesterContainer.ofFile(session, file)),
    ...given.filter(each => each instanceof PesterContainer),
  ];
}

function newState(run: Run, configuration: PesterConfiguration, container: Container): PesterState {
  return {
    configuration,
    phase: 'discovery',
    block: container.root,
    test: null,
    scope: null,
    mocks: new MockTable(run.session),
    failures: [],
  };
}

interface Running {
  readonly containers: readonly Container[];
  readonly report: Report;
}

function runContainers(
  run: Run,
  configuration: PesterConfiguration,
  {containers, report}: Running,
): void {
  const reach = configuration
    .option('Run', 'SkipRemainingOnFailure')
    .text.toLowerCase() as SkipReach;
  const runner = new TestRunner(run.context.frame, report, reach);
  report.runStart();
  for (const container of containers) {
    if (container.broken || !container.root.shouldRun) continue;
    report.containerStart(container);
    const state = newState(run, configuration, container);
    state.phase = 'run';
    withState(run.session, state, () => runner.runContainer(container, state));
    report.containerEnd(container);
  }
}

function sumUp(result: TestRun, milliseconds: number): void {
  result.durationMs = milliseconds;
  for (const {timing} of result.containers) {
    result.timing.discovery += timing.discovery;
    result.timing.user += timing.user;
    result.timing.framework += timing.framework;
  }
}

function reportOf(run: Run, configuration: PesterConfiguration): Report {
  const verbosity = configuration.option('Output', 'Verbosity').text.toLowerCase();
  if (verbosity === 'none') return silentReport;
  const full = configuration.option('Debug', 'ShowFullErrors').flag;
  const option = (name: 'CIFormat' | 'CILogLevel' | 'StackTraceVerbosity') =>
    configuration.option('Output', name).text;
  return new ConsoleReport({
    verbosity: verbosity === 'detailed' || verbosity === 'diagnostic' ? 'Detailed' : 'Normal',
    stack: full ? 'Full' : (option('StackTraceVerbosity') as StackVerbosity),
    render: renderMode(run, configuration),
    ci: ciFromEnvironment(option('CIFormat'), option('CILogLevel'), process.env),
    markers: configuration.option('Debug', 'ShowNavigationMarkers').flag,
    write: message => run.writeInformation(message, ['PSHOST']),
  });
}

function renderMode(
  run: Run,
  configuration: PesterConfiguration,
): 'Ansi' | 'ConsoleColor' | 'Plaintext' {
  const mode = configuration.option('Output', 'RenderMode').text.toLowerCase();
  if (mode === 'ansi') return 'Ansi';
  if (mode === 'plaintext') return 'Plaintext';
  if (mode === 'auto' && process.env['NO_COLOR'] !== undefined) return 'Plaintext';
  return mode === 'auto' && run.session.host.supportsAnsi ? 'Ansi' : 'ConsoleColor';
}
