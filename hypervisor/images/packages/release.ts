/** The signed file of a suite, InRelease: what its indices must be. Source: Debian Wiki, RepositoryFormat. */
import {type Key, readCleartextMessage, verify} from 'openpgp';
import {ImageError} from '../image-error.ts';
import {parseParagraph} from './control.ts';

export interface IndexFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface Release {
  readonly codename: string;
  readonly byHash: boolean;
  /** By path below the suite's folder. */
  readonly files: ReadonlyMap<string, IndexFile>;
}

/** Checks the signature and that the file is still valid. Throws ImageError. */
export async function readRelease(
  text: string,
  keys: readonly Key[],
  now = new Date(),
): Promise<Release> {
  const release = parseRelease(await signedText(text, keys));
  if (release.validUntil && release.validUntil < now)
    throw new ImageError(
      'unverified',
      `The archive's Release file was valid until ${release.validUntil.toISOString()}: the mirror is stale.`,
    );
  return release;
}

/** Any one good signature by one of the keys is enough: archives are signed by old and new keys at once. */
async function signedText(text: string, keys: readonly Key[]): Promise<string> {
  try {
    const message = await readCleartextMessage({cleartextMessage: text});
    const {signatures} = await verify({message, verificationKeys: [...keys]});
    await Promise.any(signatures.map(signature => signature.verified));
    return message.getText();
  } catch (error) {
    const reasons = error instanceof AggregateError ? error.errors : [error];
    const texts = reasons.map(reason =>
      reason instanceof Error ? reason.message : String(reason),
    );
    throw new ImageError(
      'unverified',
      `The archive's Release file is not signed by a key that is trusted: ${texts.join('; ')}.`,
      error,
    );
  }
}

/** Without a look at the signature: only to find the package with the keys. */
export function parseRelease(text: string): Release & {validUntil: Date | undefined} {
  const fields = parseParagraph(text.slice(Math.max(0, text.search(/^Origin:/m))));
  const files = new Map<string, IndexFile>();
  for (const [, sha256, bytes, path] of (fields.get('sha256') ?? '').matchAll(
    /^([0-9a-f]{64}) +(\d+) +(\S+)$/gm,
  ))
    files.set(path!, {path: path!, sha256: sha256!, bytes: Number(bytes)});
  const validUntil = fields.get('valid-until');
  return {
    codename: fields.get('codename') ?? '',
    byHash: fields.get('acquire-by-hash') === 'yes',
    files,
    validUntil: validUntil ? new Date(validUntil) : undefined,
  };
}
