import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
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
export function limited(source: string, packed: number, { bytes, ratio, floor }: Limits) {
  const most = Math.min(bytes, Math.max(floor, packed * ratio));
  return async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let seen = 0;
    for await (const chunk of chunks) {
      seen += chunk.length;
      if (seen > most) {
        throw new UserError(
          `${source}: unpacks to more than ${most} bytes from ${packed}. Such a file is refused; send the data in smaller files.`,
        );
      }
      yield chunk;
    }
  };
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
