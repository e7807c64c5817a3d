import { createReadStream, read } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from "yauzl";
import { UserError } from "../../errors.ts";
import { type Limits, limited } from "./unpack.ts";

export interface ZipMember {
  name: string;
  entry: Entry;
}

const mostMembers = 10_000;

/**
 * The files in a zip archive, Zip64 included.
 * @throws UserError where the archive is damaged, cut short, or one that nobody here can open
 */
export const zipMembers = (path: string, source: string): Promise<ZipMember[]> =>
  inArchive(path, source, async (zip) => {
    const members: ZipMember[] = [];
    for await (const entry of zip.eachEntry()) {
      members.push({ name: nameOf(entry), entry });
      if (members.length > mostMembers)
        throw new UserError(
          `${source}: a zip archive of more than ${mostMembers} files. Send each by itself.`,
        );
    }
    return members;
  });

/** Archives made on Chinese Windows name their files in GB18030 unless they say that it is UTF-8. */
const nameOf = ({ generalPurposeBitFlag, fileNameRaw }: Entry): string =>
  new TextDecoder(generalPurposeBitFlag & 0x800 ? "utf-8" : "gb18030").decode(fileNameRaw);

/**
 * The bytes of one member, unpacked as they are read, within `limits`, its checksum verified at the end.
 * Errors reach the reader as UserError.
 */
export async function* memberBytes(
  path: string,
  source: string,
  { entry }: ZipMember,
  limits: Limits,
): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) throw locked(source);
  if (!entry.canDecodeFileData()) {
    throw new UserError(
      `${source}: packed by a method (${entry.compressionMethod}) other than deflate. Pack it anew as an ordinary zip.`,
    );
  }
  const [start, end] = await inArchive(path, source, async (zip, size) => {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    return [fileDataStart, Math.min(size, fileDataStart + entry.compressedSize)];
  });
  let [crc, size] = [0, 0];
  try {
    const packed = end > start ? createReadStream(path, { start, end: end - 1 }) : Readable.from([]);
    // The error, if any, reaches the loop below, or nobody where the loop has been left.
    const bytes = entry.compressionMethod === 0 ? packed : pipeline(packed, createInflateRaw(), () => {});
    for await (const chunk of limited(source, entry.compressedSize, limits)(bytes)) {
      crc = crc32(chunk, crc);
      size += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw explained(error, source);
  }
  if (crc !== entry.crc32 || size !== entry.uncompressedSize) throw damaged(source);
}

async function inArchive<T>(
  path: string,
  source: string,
  work: (zip: ZipFile, size: number) => Promise<T>,
): Promise<T> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const options = { decodeStrings: false, autoClose: false };
    return await work(await fromRandomAccessReaderPromise(new WithinFile(file, size), size, options), size);
  } catch (error) {
    throw explained(error, source);
  } finally {
    await file.close();
  }
}

/**
 * Reads for yauzl, to which a place outside the file is an error to report. Its own reader throws past every
 * caller where a damaged Zip64 offset exceeds 2^53.
 */
class WithinFile extends RandomAccessReader {
  constructor(
    private readonly file: FileHandle,
    private readonly size: number,
  ) {
    super();
  }

  override read(buffer: Buffer, offset: number, length: number, at: number, done: (e: Error | null) => void) {
    if (at + length > this.size) setImmediate(done, new Error("a place outside the file"));
    else read(this.file.fd, buffer, offset, length, at, done);
  }
}

const damaged = (source: string, cause?: unknown) =>
  new UserError(`${source}: a zip archive or workbook that is damaged or cut short. Send it again.`, {
    cause,
  });

const locked = (source: string) => new UserError(`${source}: protected by a password. Send it without one.`);

/** What yauzl and zlib say of an archive, in a sentence; errors of the system are left as they are. */
function explained(error: unknown, source: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof UserError || (code && !code.startsWith("Z_"))) return error;
  if (message === "strong encryption is not supported") return locked(source);
  if (message.startsWith("multi-disk")) {
    return new UserError(`${source}: one part of an archive split over several files. Pack it as one file.`);
  }
  return damaged(source, error);
}
