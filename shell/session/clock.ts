/** Milliseconds of a clock that only goes forward. (`performance` would be loaded at every start for this.) */
export function clockMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
