/** Invoke-Pester: finds tests, runs them, shows and writes the results. */
import {writeFileSync} from 'node:fs';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {ExitSignal} from '../../shell/eval/flow.ts';
import {runtimeError} from '../../shell/values/index.ts';
import {PesterConfiguration} from './configuration.ts';
import {runTests} from './run-tests.ts';
import {resultXml} from './result-xml.ts';

export const invokePester = cmdlet({
  name: 'Invoke-Pester',
  module: 'Pester',
  className: 'Pester.InvokePester',
  defaultParameterSet: 'Simple',
  outputTypes: ['Pester.Run'],
  synopsis: 'Runs Pester tests',
  description:
    'First all files are run to collect their tests, then the tests that pass the filters are run. Results are shown, and written as objects or files where that is asked for.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {Simple: {position: 0}},
      help: 'Test files, or folders of them.',
    },
    ExcludePath: {type: 'string[]', sets: {Simple: {}}, help: 'Files that are left out.'},
    TagFilter: {
      type: 'string[]',
      aliases: ['Tag', 'Tags'],
      sets: {Simple: {}},
      help: 'Tags of what runs.',
    },
    ExcludeTagFilter: {
      type: 'string[]',
      aliases: ['ExcludeTag'],
      sets: {Simple: {}},
      help: 'Tags of what does not run.',
    },
    FullNameFilter: {
      type: 'string[]',
      aliases: ['FullName', 'TestName'],
      sets: {Simple: {}},
      help: 'Wildcards for the full names of tests.',
    },
    CI: {
      type: 'switch',
      sets: {Simple: {}},
      help: 'Writes testResults.xml and exits with the count of failures.',
    },
    Output: {
      type: 'string',
      sets: {Simple: {}},
      validate: [{set: ['Diagnostic', 'Detailed', 'Normal', 'Minimal', 'None']}],
      help: 'How much is shown.',
    },
    PassThru: {type: 'switch', sets: {Simple: {}}, help: 'Writes the result.'},
    Container: {type: 'object[]', sets: {Simple: {}}, help: 'Made by New-PesterContainer.'},
    Configuration: {
      type: 'object',
      sets: {Advanced: {mandatory: true}},
      help: 'Made by New-PesterConfiguration.',
    },
  },
  examples: [
    {
      title: 'A test',
      code: "(Invoke-Pester -Container (New-PesterContainer -ScriptBlock { Describe 'sum' { It 'adds' { 1 + 1 | Should -Be 2 } } }) -Output None -PassThru).Result",
      output: ['Passed'],
    },
  ],
  end(run, p) {
    const configuration = settingsOf(run, p);
    const result = runTests(run, configuration);
    if (configuration.option('TestResult', 'Enabled').flag) {
      const file = run.session.resolvePath(configuration.option('TestResult', 'OutputPath').text);
      writeFileSync(file, resultXml(result, configuration));
    }
    if (configuration.option('Run', 'PassThru').flag) run.writeObject(result);
    const {failures} = result;
    run.session.setGlobal('LASTEXITCODE', failures);
    if (failures === 0) return;
    if (configuration.option('Run', 'Throw').flag)
      throw runtimeError('RuntimeException', `Pester run failed, because ${failureCounts(result)}`);
    if (configuration.option('Run', 'Exit').flag) throw new ExitSignal(failures);
  },
});

function failureCounts(result: ReturnType<typeof runTests>): string {
  const count = (many: number, word: string) =>
    many > 0 ? [`${many} ${word}${many > 1 ? 's' : ''} failed`] : [];
  return [
    ...count(result.ofResult('Failed').length, 'test'),
    ...count(result.failedBlocks.length, 'block'),
    ...count(result.failedContainers.length, 'container'),
  ].join(', ');
}

interface Arguments {
  readonly Path?: readonly string[] | undefined;
  readonly ExcludePath?: readonly string[] | undefined;
  readonly TagFilter?: readonly string[] | undefined;
  readonly ExcludeTagFilter?: readonly string[] | undefined;
  readonly FullNameFilter?: readonly string[] | undefined;
  readonly CI: boolean;
  readonly Output?: string | undefined;
  readonly PassThru: boolean;
  readonly Container?: readonly unknown[] | undefined;
  readonly Configuration?: unknown;
}

/** The options of the run: `$PesterPreference`, then the parameters or -Configuration. */
function settingsOf(run: Run, p: Arguments): PesterConfiguration {
  const made = PesterConfiguration.from(
    run.session.getVariable('PesterPreference', run.context.frame),
  );
  if (p.Configuration !== undefined) {
    made.take(p.Configuration);
    return made;
  }
  if (p.Path) made.option('Run', 'Path').value = [...p.Path];
  if (p.ExcludePath) made.option('Run', 'ExcludePath').value = [...p.ExcludePath];
  if (p.TagFilter) made.option('Filter', 'Tag').value = [...p.TagFilter];
  if (p.ExcludeTagFilter) made.option('Filter', 'ExcludeTag').value = [...p.ExcludeTagFilter];
  if (p.FullNameFilter) made.option('Filter', 'FullName').value = [...p.FullNameFilter];
  if (p.CI) {
    made.option('Run', 'Exit').value = true;
    made.option('TestResult', 'Enabled').value = true;
  }
  if (p.Output) made.option('Output', 'Verbosity').value = p.Output;
  if (p.PassThru) made.option('Run', 'PassThru').value = true;
  if (p.Container) made.option('Run', 'Container').value = [...p.Container];
  return made;
}
