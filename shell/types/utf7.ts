/** UTF-7 (RFC 2152), which old files have: runs of UTF-16 in base64 between `+` and `-`. */

/** What stands for itself; the optional characters of the RFC are not used, as in .NET. */
const DIRECT = /[^A-Za-z0-9'(),\-./:? \t\r\n]+/g;

export function toUtf7(text: string): Buffer {
  const written = text.replace(DIRECT, run => {
    if (run === '+') return '+-';
    const bytes = Buffer.from(run, 'utf16le').swap16();
    return `+${bytes.toString('base64').replace(/=+$/, '')}-`;
  });
  return Buffer.from(written, 'latin1');
}

export function fromUtf7(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/\+([A-Za-z0-9+/]*)-?/g, (_, run: string) => {
    if (run === '') return '+';
    const units = Buffer.from(run, 'base64');
    return Buffer.from(units.subarray(0, units.length & ~1))
      .swap16()
      .toString('utf16le');
  });
}
