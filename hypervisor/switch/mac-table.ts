/** What a switch has learned: behind which port a source address was seen last, by VLAN. */

/** An address that was silent for so long is forgotten. */
export const AGE_MS = 300_000;
/** Addresses of one switch; when they are used up, nothing further is learned until some age. */
export const MAX_ENTRIES = 4096;

export interface MacEntry<Port> {
  vlan: number;
  mac: number;
  port: Port;
  seen: number;
}

export class MacTable<Port> {
  readonly #byVlan = new Map<number, Map<number, MacEntry<Port>>>();
  #size = 0;

  /** `now` in milliseconds on a clock that does not jump. */
  learn(vlan: number, mac: number, port: Port, now: number): void {
    let table = this.#byVlan.get(vlan);
    const known = table?.get(mac);
    if (known) {
      known.port = port;
      known.seen = now;
      return;
    }
    if (this.#size >= MAX_ENTRIES) this.age(now);
    if (this.#size >= MAX_ENTRIES) return;
    if (!table) this.#byVlan.set(vlan, (table = new Map()));
    table.set(mac, {vlan, mac, port, seen: now});
    this.#size += 1;
  }

  find(vlan: number, mac: number, now: number): Port | undefined {
    const entry = this.#byVlan.get(vlan)?.get(mac);
    return entry && now - entry.seen <= AGE_MS ? entry.port : undefined;
  }

  /** Forgets what is old. */
  age(now: number): void {
    this.#drop(entry => now - entry.seen > AGE_MS);
  }

  forget(port: Port): void {
    this.#drop(entry => entry.port === port);
  }

  entries(): MacEntry<Port>[] {
    return [...this.#byVlan.values()].flatMap(table => [...table.values()]);
  }

  #drop(test: (entry: MacEntry<Port>) => boolean): void {
    for (const table of this.#byVlan.values())
      for (const entry of table.values())
        if (test(entry)) {
          table.delete(entry.mac);
          this.#size -= 1;
        }
  }
}
