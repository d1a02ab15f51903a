/** Objects that wait for their turn: first in, first out, however many there are. */
export class Waiting<T> {
  #items: T[] = [];
  #first = 0;

  get size(): number {
    return this.#items.length - this.#first;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  /** The one that waits longest; undefined when there is none. */
  shift(): T | undefined {
    const item = this.#items[this.#first];
    if (this.#first < this.#items.length) this.#first++;
    // The space before is given back when it is half of all: an array's own shift moves all items each time.
    if (this.#first * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#first);
      this.#first = 0;
    }
    return item;
  }

  items(): T[] {
    return this.#items.slice(this.#first);
  }
}
