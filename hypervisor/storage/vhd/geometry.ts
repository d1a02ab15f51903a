/** Cylinders, heads and sectors that a VHD footer records (hyperv-wire.md 7.1, Geometry). */
export interface Geometry {
  cylinders: number;
  heads: number;
  sectorsPerTrack: number;
}

const MAX_SECTORS = 65535 * 16 * 255;
const MAX_SECTORS_63 = 65535 * 16 * 63;

/** The geometry of a disk of `sizeBytes`; large disks get the largest that the fields can say. */
export function geometryOf(sizeBytes: number): Geometry {
  const sectors = Math.min(Math.floor(sizeBytes / 512), MAX_SECTORS);
  if (sectors > MAX_SECTORS_63) return shape(sectors, 16, 255);
  const tracks = Math.floor(sectors / 17);
  const heads = Math.max(4, Math.ceil(tracks / 1024));
  if (heads <= 16 && tracks < heads * 1024) return shape(sectors, heads, 17);
  if (Math.floor(sectors / 31) < 16 * 1024) return shape(sectors, 16, 31);
  return shape(sectors, 16, 63);
}

function shape(sectors: number, heads: number, sectorsPerTrack: number): Geometry {
  const cylinders = Math.floor(Math.floor(sectors / sectorsPerTrack) / heads);
  return {cylinders, heads, sectorsPerTrack};
}
