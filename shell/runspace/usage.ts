/** The text of `hvsh -Help`. */
export const USAGE = `Usage: hvsh [-File] file [argument ...]
       hvsh -Command { text | - } [argument ...]
       hvsh -EncodedCommand base64
       hvsh host { status | start | stop | restart } | hvsh serve [option ...]

  -Command, -c         Runs the text; - reads it from standard input.
  -CommandWithArgs, -cwa  Runs the first text with the rest as $args.
  -EncodedCommand, -e  Runs Base64 of UTF-16LE text.
  -File, -f            Runs a script file with the words that follow as its arguments. The default.
  -NoExit              Stays at the prompt after the command or script.
  -NoLogo              Accepted: there is no banner.
  -NonInteractive      Asking the user is an error.
  -NoProfile, -nop     Does not run the profile.
  -WorkingDirectory, -wd  Folder to start in.
  -Version, -v         The version.
  -Help, -h, -?        This text.

  -InputFormat, -OutputFormat  Text; XML is refused.
  -ExecutionPolicy, -ep, -Login, -Interactive
                       Accepted: every script may run, and there is nothing else to start.

Options may be shortened as in pwsh. Without a command: the prompt on a terminal, else a script from
standard input.`;
