/** What the prompt needs of a session. The launcher implements it over the channel to the runspace's thread. */

export interface CompletionMatch {
  readonly completionText: string; // what replaces the word
  readonly listItemText: string; // what the menu shows
  readonly resultType: string; // Command, ParameterName, ParameterValue, Variable, ProviderItem, ...
  readonly toolTip: string;
}

export interface CompletionResult {
  readonly replacementIndex: number; // UTF-16 offsets into the text that was sent
  readonly replacementLength: number;
  readonly matches: readonly CompletionMatch[];
}

export interface PromptSession {
  /** Runs the `prompt` function; its text without a trailing newline. May have several lines. */
  promptText(): Promise<string>;
  /** True when more text could make `text` valid: the editor then opens another line. */
  isIncomplete(text: string): Promise<boolean>;
  /** Runs an input to its end, output included. `exitCode` is set when the session is to end. */
  submit(text: string): Promise<{readonly exitCode?: number}>;
  complete(text: string, cursor: number): Promise<CompletionResult>;
  /** Folder that keeps history and settings. */
  readonly stateFolder: string;
}
