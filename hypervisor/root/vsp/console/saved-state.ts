/** What the console remembers over save and restore: what viewers see, and input not yet sent. */
export interface ConsoleState {
  scrollback: Uint8Array;
  input: Uint8Array;
}
