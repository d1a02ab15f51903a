/**
 * What a script can hold, as JavaScript sees it: see README.md for the table of representations.
 *
 * `null` is $null, `undefined` is AutoNull (the "no output" value).
 */
export type Value = unknown;
