/**
 * The command line of the shell: what `pwsh` takes. Source: language specification 21, design 5.
 *
 * Leaf: imports nothing, for it is read before anything else is loaded.
 */

/** What is to be run. */
export type Job =
  | {readonly kind: 'prompt'}
  | {readonly kind: 'stdin'}
  | {readonly kind: 'command'; readonly text: string; readonly args: readonly string[]}
  | {readonly kind: 'file'; readonly path: string; readonly args: readonly string[]}
  | {readonly kind: 'version'}
  | {readonly kind: 'help'}
  | {readonly kind: 'wrong'; readonly message: string};

export interface CommandLine {
  readonly job: Job;
  readonly noProfile: boolean;
  readonly noLogo: boolean;
  readonly nonInteractive: boolean;
  readonly noExit: boolean;
  readonly workingDirectory: string | null;
}

/** Options in the order in which a prefix is looked up; the shortest form allowed is given with each. */
const OPTIONS: readonly {readonly name: string; readonly short: string; readonly value?: true}[] = [
  {name: 'version', short: 'v'},
  {name: 'help', short: 'h'},
  {name: '?', short: '?'},
  {name: 'login', short: 'l'},
  {name: 'noexit', short: 'noe'},
  {name: 'noprofile', short: 'nop'},
  {name: 'nologo', short: 'nol'},
  {name: 'noninteractive', short: 'noni'},
  {name: 'interactive', short: 'i'},
  {name: 'command', short: 'c'},
  {name: 'commandwithargs', short: 'commandwithargs'},
  {name: 'cwa', short: 'cwa'},
  {name: 'file', short: 'f'},
  {name: 'encodedcommand', short: 'e'},
  {name: 'ec', short: 'ec'},
  {name: 'workingdirectory', short: 'wo', value: true},
  {name: 'wd', short: 'wd', value: true},
  {name: 'executionpolicy', short: 'ex', value: true},
  {name: 'ep', short: 'ep', value: true},
  {name: 'outputformat', short: 'o', value: true},
  {name: 'inputformat', short: 'inp', value: true},
  {name: 'settingsfile', short: 'settings', value: true},
  {name: 'configurationname', short: 'config', value: true},
  {name: 'windowstyle', short: 'w', value: true},
];

function optionNamed(word: string): (typeof OPTIONS)[number] | undefined {
  const bare = word.replace(/^--?/, '').toLowerCase();
  if (!word.startsWith('-') || bare === '') return undefined;
  return (
    OPTIONS.find(option => option.name === bare) ??
    OPTIONS.find(option => option.name.startsWith(bare) && bare.startsWith(option.short))
  );
}

/** `stdinIsTerminal` decides what no job means: the prompt, or a script on standard input. */
export function parseCommandLine(words: readonly string[], stdinIsTerminal: boolean): CommandLine {
  const flags = {noProfile: false, noLogo: false, nonInteractive: false, noExit: false};
  let workingDirectory: string | null = null;
  const finish = (job: Job): CommandLine => ({job, ...flags, workingDirectory});
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    const option = optionNamed(word);
    if (option === undefined) {
      if (word.startsWith('-') && word !== '-') return finish(notAScript(word));
      return finish(
        word === '-' ? {kind: 'stdin'} : {kind: 'file', path: word, args: words.slice(at + 1)},
      );
    }
    const rest = words.slice(at + 1);
    const job = jobOf(option.name, rest);
    if (job !== undefined) return finish(job);
    if (option.value) {
      const [value] = rest;
      if (value === undefined) return finish({kind: 'wrong', message: missingValue(option.name)});
      const refused = refusal(option.name, value);
      if (refused !== undefined) return finish(wrong(refused));
      if (option.name === 'workingdirectory' || option.name === 'wd') workingDirectory = value;
      at++;
    } else if (option.name === 'noprofile') flags.noProfile = true;
    else if (option.name === 'nologo') flags.noLogo = true;
    else if (option.name === 'noninteractive') flags.nonInteractive = true;
    else if (option.name === 'noexit') flags.noExit = true;
  }
  return finish(stdinIsTerminal ? {kind: 'prompt'} : {kind: 'stdin'});
}

/** The job an option names; undefined for options that only set something. */
function jobOf(option: string, rest: readonly string[]): Job | undefined {
  switch (option) {
    case 'version':
      return {kind: 'version'};
    case 'help':
    case '?':
      return {kind: 'help'};
    case 'command':
      return commandJob(rest);
    case 'commandwithargs':
    case 'cwa':
      return rest[0] === undefined
        ? wrong('-CommandWithArgs requires that a command be specified.')
        : {kind: 'command', text: rest[0], args: rest.slice(1)};
    case 'file':
      return fileJob(rest);
    case 'encodedcommand':
    case 'ec':
      return encodedJob(rest);
    default:
      return undefined;
  }
}

/** Why a value cannot be taken, or its option not at all. What is taken without effect is told by -Help. */
function refusal(option: string, value: string): string | undefined {
  switch (option) {
    case 'inputformat':
    case 'outputformat':
      return formatRefusal(option === 'inputformat' ? '-InputFormat' : '-OutputFormat', value);
    case 'windowstyle':
      return 'Parameter -WindowStyle is not implemented on this platform.';
    case 'configurationname':
      return `Cannot start a session with configuration '${value}': there are no session configurations.`;
    case 'settingsfile':
      return 'Parameter -SettingsFile is not supported: there is no settings file.';
    default:
      return undefined;
  }
}

function formatRefusal(option: string, value: string): string | undefined {
  const format = value.toLowerCase();
  if (format === 'text') return undefined;
  if (format === 'xml') return `The value XML of ${option} is not supported; Text is.`;
  return `Cannot process the command because the value "${value}" of ${option} is not valid. Specify "Text".`;
}

function commandJob(rest: readonly string[]): Job {
  const [first] = rest;
  if (first === undefined)
    return wrong(
      'Cannot process the command because of a missing parameter. A command must follow -Command.',
    );
  return first === '-' && rest.length === 1
    ? {kind: 'stdin'}
    : {kind: 'command', text: rest.join(' '), args: []};
}

function fileJob(rest: readonly string[]): Job {
  const [path] = rest;
  if (path === undefined) return wrong('The -File parameter requires a file path argument.');
  return path === '-' ? {kind: 'stdin'} : {kind: 'file', path, args: rest.slice(1)};
}

/** Base64 of UTF-16LE text. */
function encodedJob(rest: readonly string[]): Job {
  const [encoded = ''] = rest;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length === 0 || bytes.length % 2 !== 0)
    return wrong(
      'Cannot process the command because the value specified with -EncodedCommand is not properly encoded. The value must be Base64 encoded.',
    );
  return {kind: 'command', text: bytes.toString('utf16le'), args: []};
}

function wrong(message: string): Job {
  return {kind: 'wrong', message};
}

function missingValue(option: string): string {
  return `Cannot process the command because of a missing parameter. A value must follow -${option}.`;
}

/** What pwsh says of a word that is neither option nor file. */
export function notAScriptMessage(word: string): string {
  return `The argument '${word}' is not recognized as the name of a script file. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`;
}

function notAScript(word: string): Job {
  return wrong(notAScriptMessage(word));
}
