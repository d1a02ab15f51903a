/**
 * The options of a run by section: type, default, description. An option that nothing here could follow has
 * the reason why; it keeps its default.
 *
 * Source: about_PesterConfiguration of Pester 5.7.
 */
import {decimal} from '../../shell/values/decimal.ts';
import type {Value} from '../../shell/values/value.ts';

export type OptionType = 'string' | 'bool' | 'string[]' | 'scriptblock[]' | 'object[]' | 'decimal';
export type Row = readonly [
  type: OptionType,
  standard: Value,
  description: string,
  /** Why it can only have its default; absent for what has an effect. */
  fixed?: string,
];

const NO_COVERAGE = 'Code coverage is not measured here.';
const NO_DEBUG = 'There are no debug messages here.';
const NO_REGISTRY = 'There is no registry on this machine, so TestRegistry can not be enabled.';

export const SECTIONS = {
  Run: {
    Path: [
      'string[]',
      ['.'],
      'Directories to be searched for tests, paths directly to test files, or combination of both.',
    ],
    ExcludePath: ['string[]', [], 'Directories or files to be excluded from the run.'],
    ScriptBlock: ['scriptblock[]', [], 'ScriptBlocks containing tests to be executed.'],
    Container: ['object[]', [], 'ContainerInfo objects containing tests to be executed.'],
    TestExtension: ['string', '.Tests.ps1', 'Filter used to identify test files.'],
    Exit: [
      'bool',
      false,
      'Exit with non-zero exit code when the test run fails. Exit code is always set to `$LASTEXITCODE` even when this option is `$false`. When used together with Throw, throwing an exception is preferred.',
    ],
    Throw: [
      'bool',
      false,
      'Throw an exception when test run fails. When used together with Exit, throwing an exception is preferred.',
    ],
    PassThru: ['bool', false, 'Return result object to the pipeline after finishing the test run.'],
    SkipRun: [
      'bool',
      false,
      'Runs the discovery phase but skips run. Use it with PassThru to get object populated with all tests.',
    ],
    SkipRemainingOnFailure: [
      'string',
      'None',
      'Skips remaining tests after failure for selected scope, options are None, Run, Container and Block.',
    ],
  },
  Filter: {
    Tag: ['string[]', [], 'Tags of Describe, Context or It to be run.'],
    ExcludeTag: ['string[]', [], 'Tags of Describe, Context or It to be excluded from the run.'],
    Line: [
      'string[]',
      [],
      "Filter by file and scriptblock start line, useful to run parsed tests programmatically to avoid problems with expanded names. Example: 'C:\\tests\\file1.Tests.ps1:37'",
    ],
    ExcludeLine: [
      'string[]',
      [],
      'Exclude by file and scriptblock start line, takes precedence over Line.',
    ],
    FullName: [
      'string[]',
      [],
      "Full name of test with -like wildcards, joined by dot. Example: '*.describe Get-Item.test1'",
    ],
  },
  CodeCoverage: {
    Enabled: ['bool', false, 'Enable CodeCoverage.', NO_COVERAGE],
    OutputFormat: [
      'string',
      'JaCoCo',
      'Format to use for code coverage report. Possible values: JaCoCo, CoverageGutters, Cobertura',
    ],
    OutputPath: [
      'string',
      'coverage.xml',
      'Path relative to the current directory where code coverage report is saved.',
    ],
    OutputEncoding: ['string', 'UTF8', 'Encoding of the output file.'],
    Path: [
      'string[]',
      [],
      'Directories or files to be used for code coverage, by default the Path(s) from general settings are used, unless overridden here.',
    ],
    ExcludeTests: [
      'bool',
      true,
      'Exclude tests from code coverage. This uses the TestFilter from general configuration.',
    ],
    RecursePaths: ['bool', true, 'Will recurse through directories in the Path option.'],
    CoveragePercentTarget: [
      'decimal',
      decimal(75),
      'Target percent of code coverage that you want to achieve, default 75%.',
    ],
    UseBreakpoints: [
      'bool',
      true,
      'When false, use Profiler based tracer to do CodeCoverage instead of using breakpoints.',
    ],
    SingleHitBreakpoints: ['bool', true, 'Remove breakpoint when it is hit.'],
  },
  TestResult: {
    Enabled: ['bool', false, 'Enable TestResult.'],
    OutputFormat: [
      'string',
      'NUnitXml',
      'Format to use for test result report. Possible values: NUnitXml, NUnit2.5, NUnit3 or JUnitXml',
    ],
    OutputPath: [
      'string',
      'testResults.xml',
      'Path relative to the current directory where test result report is saved.',
    ],
    OutputEncoding: ['string', 'UTF8', 'Encoding of the output file.'],
    TestSuiteName: ['string', 'Pester', "Set the name assigned to the root 'test-suite' element."],
  },
  Should: {
    ErrorAction: [
      'string',
      'Stop',
      "Controls if Should throws on error. Use 'Stop' to throw on error, or 'Continue' to fail at the end of the test.",
    ],
  },
  Debug: {
    ShowFullErrors: [
      'bool',
      false,
      "Show full errors including Pester internal stack. This property is deprecated, and if set to true it will override Output.StackTraceVerbosity to 'Full'.",
    ],
    WriteDebugMessages: ['bool', false, 'Write Debug messages to screen.', NO_DEBUG],
    WriteDebugMessagesFrom: [
      'string[]',
      ['Discovery', 'Skip', 'Mock', 'CodeCoverage'],
      'Write Debug messages from a given source, WriteDebugMessages must be set to true for this to work. You can use like wildcards to get messages from multiple sources, as well as * to get everything.',
    ],
    ShowNavigationMarkers: [
      'bool',
      false,
      'Write paths after every block and test, for easy navigation in VSCode.',
    ],
    ReturnRawResultObject: [
      'bool',
      false,
      'Returns unfiltered result object, this is for development only. Do not rely on this object for additional properties, non-public properties will be renamed without previous notice.',
    ],
  },
  Output: {
    Verbosity: [
      'string',
      'Normal',
      'The verbosity of output, options are None, Normal, Detailed and Diagnostic.',
    ],
    StackTraceVerbosity: [
      'string',
      'Filtered',
      'The verbosity of stacktrace output, options are None, FirstLine, Filtered and Full.',
    ],
    CIFormat: [
      'string',
      'Auto',
      'The CI format of error output in build logs, options are None, Auto, AzureDevops and GithubActions.',
    ],
    CILogLevel: [
      'string',
      'Error',
      'The CI log level in build logs, options are Error and Warning.',
    ],
    RenderMode: [
      'string',
      'Auto',
      'The mode used to render console output, options are Auto, Ansi, ConsoleColor and Plaintext.',
    ],
  },
  TestDrive: {Enabled: ['bool', true, 'Enable TestDrive.']},
  TestRegistry: {Enabled: ['bool', false, 'Enable TestRegistry.', NO_REGISTRY]},
} as const satisfies Readonly<Record<string, Readonly<Record<string, Row>>>>;
