/** ZIP: signatures, sizes and the time of day of entries. Source: PKWARE APPNOTE 6.3, 4.3 and 4.4.6. */

export const LOCAL_HEADER = 0x04034b50;
export const CENTRAL_HEADER = 0x02014b50;
export const END_OF_DIRECTORY = 0x06054b50;
export const LOCAL_HEADER_SIZE = 30;
export const CENTRAL_HEADER_SIZE = 46;
export const END_SIZE = 22;
/** The comment after the end record is as long at most. */
export const COMMENT_MAX = 0xffff;

export const STORED = 0;
export const DEFLATED = 8;
/** Names are UTF-8. */
export const UTF8_NAMES = 0x0800;
/** Values that say "see ZIP64". */
export const MAX_SIZE = 0xffffffff;
export const MAX_ENTRIES = 0xffff;

/** 16 bits of time and 16 of date, local, in steps of two seconds. */
export function dosTime(when: Date): {readonly time: number; readonly date: number} {
  return {
    time: (when.getHours() << 11) | (when.getMinutes() << 5) | (when.getSeconds() >> 1),
    date:
      (Math.max(0, when.getFullYear() - 1980) << 9) | ((when.getMonth() + 1) << 5) | when.getDate(),
  };
}

export function fromDosTime(time: number, date: number): Date {
  return new Date(
    (date >> 9) + 1980,
    ((date >> 5) & 15) - 1,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  );
}

/** Not a ZIP file, or one of a kind that is not read here. */
export class ZipError extends Error {}
