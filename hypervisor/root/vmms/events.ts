/** What VMMS tells those who follow it: an object of a class was made, has changed, or is gone. */

export type ChangeKind = 'create' | 'modify' | 'delete';

export interface Change {
  readonly kind: ChangeKind;
  readonly className: string;
  readonly self: unknown;
}

export type ChangeListener = (change: Change) => void;

export class Changes {
  private readonly listeners = new Set<ChangeListener>();

  tell(kind: ChangeKind, className: string, self: unknown): void {
    for (const listener of this.listeners) listener({kind, className, self});
  }

  /** Returns what ends the listening. */
  listen(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
