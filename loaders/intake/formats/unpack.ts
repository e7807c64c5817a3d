import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { UserError } from "../../errors.ts";

/** How far a compressed file may unfold. */
export interface Limits {
  /** Most bytes after unpacking. */
  bytes: number;
  /** Most times its own size, counted above `floor` bytes. */
  ratio: number;
  floor: number;
}

export const defaultLimits: Limits = { bytes: 4 * 2 ** 30, ratio: 200, floor: 64 * 2 ** 20 };

/** Lets bytes through until they are more than `packed` compressed bytes may hold. */
export function limited(source: string, packed: number, { bytes, ratio, floor }: Limits): Transform {
  const most = Math.min(bytes, Math.max(floor, packed * ratio));
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen <= most) done(null, chunk);
      else {
        done(
          new UserError(
            `${source}: unpacks to more than ${most} bytes from ${packed}. Such a file is refused; send the data in smaller files.`,
          ),
        );
      }
    },
  });
}

/** Unpacks a gzip file into `to`. */
export async function gunzip(path: string, source: string, to: string, limits: Limits): Promise<void> {
  const { size } = await stat(path);
  try {
    await pipeline(
      createReadStream(path),
      createGunzip(),
      limited(source, size, limits),
      createWriteStream(to, { mode: 0o600 }),
    );
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith("Z_")) throw error;
    throw new UserError(`${source}: a gzip file that is damaged or cut short. Send it again.`);
  }
}
