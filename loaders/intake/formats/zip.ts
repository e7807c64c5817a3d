import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Readable, Transform } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { UserError } from "../../errors.ts";
import { type Limits, limited } from "./unpack.ts";

export interface ZipMember {
  name: string;
  method: number;
  encrypted: boolean;
  packed: number;
  crc: number;
  /** Where its local header begins. */
  at: number;
}

const longestDirectory = 64 * 2 ** 20;

/**
 * The files in a zip archive, from its central directory (APPNOTE 6.3, Zip64 included).
 * @throws UserError where the archive is damaged or cut short
 */
export async function zipMembers(path: string, source: string): Promise<ZipMember[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { at, length } = await findDirectory(file, size);
    if (length > longestDirectory || at + length > size) throw damaged(source);
    return listDirectory(await bytesAt(file, at, length));
  } catch (error) {
    if (error instanceof RangeError) throw damaged(source);
    throw error;
  } finally {
    await file.close();
  }
}

const damaged = (source: string) =>
  new UserError(`${source}: a zip archive or workbook that is damaged or cut short. Send it again.`);

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  return bytes.subarray(0, bytesRead);
}

async function findDirectory(file: FileHandle, size: number) {
  const length = Math.min(size, 22 + 0xffff);
  const tail = await bytesAt(file, size - length, length);
  const end = tail.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0) throw new RangeError("no end of central directory");
  const found = { at: tail.readUInt32LE(end + 16), length: tail.readUInt32LE(end + 12) };
  if (found.at !== 0xffffffff && found.length !== 0xffffffff) return found;
  const locator = tail.subarray(end - 20);
  const zip64 = await bytesAt(file, Number(locator.readBigUInt64LE(8)), 56);
  return { at: Number(zip64.readBigUInt64LE(48)), length: Number(zip64.readBigUInt64LE(40)) };
}

function listDirectory(bytes: Buffer): ZipMember[] {
  const members: ZipMember[] = [];
  for (let i = 0; i + 46 <= bytes.length && bytes.readUInt32LE(i) === 0x02014b50; ) {
    const nameEnd = i + 46 + bytes.readUInt16LE(i + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(i + 30);
    const flags = bytes.readUInt16LE(i + 8);
    const member: ZipMember = {
      name: new TextDecoder(flags & 0x800 ? "utf-8" : "gb18030").decode(bytes.subarray(i + 46, nameEnd)),
      method: bytes.readUInt16LE(i + 10),
      encrypted: (flags & 1) === 1,
      packed: bytes.readUInt32LE(i + 20),
      crc: bytes.readUInt32LE(i + 16),
      at: bytes.readUInt32LE(i + 42),
    };
    widen(member, bytes.readUInt32LE(i + 24), bytes.subarray(nameEnd, extraEnd));
    members.push(member);
    i = extraEnd + bytes.readUInt16LE(i + 32);
  }
  return members;
}

/** Takes sizes and offsets that need 64 bits from the Zip64 field. */
function widen(member: ZipMember, unpacked: number, extra: Buffer): void {
  for (let i = 0; i + 4 <= extra.length; i += 4 + extra.readUInt16LE(i + 2)) {
    if (extra.readUInt16LE(i) !== 1) continue;
    let at = i + 4;
    const next = () => {
      at += 8;
      return Number(extra.readBigUInt64LE(at - 8));
    };
    if (unpacked === 0xffffffff) next();
    if (member.packed === 0xffffffff) member.packed = next();
    if (member.at === 0xffffffff) member.at = next();
  }
}

/**
 * The bytes of one member, unpacked as they are read, within `limits`, its checksum verified at the end.
 * Errors reach the reader as UserError.
 */
export async function* memberBytes(
  path: string,
  source: string,
  member: ZipMember,
  limits: Limits,
): AsyncGenerator<Buffer> {
  if (member.encrypted) throw new UserError(`${source}: protected by a password. Send it without one.`);
  if (member.method !== 0 && member.method !== 8) {
    throw new UserError(
      `${source}: packed by a method (${member.method}) other than deflate. Pack it anew as an ordinary zip.`,
    );
  }
  let crc = 0;
  const streams: Readable[] = [];
  try {
    const start = await contentStart(path, source, member);
    const raw = createReadStream(path, { start, end: Math.max(start, start + member.packed - 1) });
    const steps: Transform[] = [limited(source, member.packed, limits)];
    if (member.method === 8) steps.unshift(createInflateRaw());
    streams.push(raw, ...steps);
    if (member.packed === 0) return;
    let last: Readable = raw;
    for (const step of steps) {
      last.on("error", (error) => step.destroy(error));
      last = last.pipe(step);
    }
    for await (const chunk of last as AsyncIterable<Buffer>) {
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof RangeError || String((error as NodeJS.ErrnoException).code).startsWith("Z_"))
      throw damaged(source);
    throw error;
  } finally {
    for (const stream of streams) stream.destroy();
  }
  if (crc !== member.crc) throw damaged(source);
}

async function contentStart(path: string, source: string, member: ZipMember): Promise<number> {
  const file = await open(path);
  try {
    const local = await bytesAt(file, member.at, 30);
    if (local.length < 30 || local.readUInt32LE(0) !== 0x04034b50) throw damaged(source);
    return member.at + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  } finally {
    await file.close();
  }
}
