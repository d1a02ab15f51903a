/** What the C# subset does not know, with the line it is on. */
export class CSharpError extends Error {
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}
