/** `[NullString]::Value`: becomes null, not '', where a string is wanted. */
export class NullString {
  static readonly value = new NullString();
}
