/** Why an image, or something it is made of, was refused. `kind` is what a caller can act on. */
export type ImageErrorKind =
  | 'notFound'
  | 'inUse'
  | 'corrupt'
  | 'unsupported'
  | 'unverified'
  | 'unreachable'
  | 'cancelled'
  | 'io';

export class ImageError extends Error {
  readonly kind: ImageErrorKind;

  constructor(kind: ImageErrorKind, text: string, cause?: unknown) {
    super(text, cause === undefined ? undefined : {cause});
    this.name = 'ImageError';
    this.kind = kind;
  }
}
