import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";

export type Container = "gzip" | "zip" | "parquet" | "ole" | "plain";
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

/** The first bytes of a file, at most `length` of them. */
export async function head(path: string, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** What the first bytes say a file is, whatever its name says. */
export function containerOf(bytes: Buffer): Container {
  const starts = (...magic: number[]) => magic.every((b, i) => bytes[i] === b);
  if (starts(0x1f, 0x8b)) return "gzip";
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return "zip";
  if (starts(0x50, 0x41, 0x52, 0x31)) return "parquet";
  if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return "ole";
  return "plain";
}

/** What one pass over the bytes of a text file tells about it. */
export interface Survey {
  encoding: Encoding;
  /** Physical lines up to the last one that holds anything. */
  lines: number;
  /** Which white space the file holds: decides how much trimming its values need. */
  space: "none" | "plain" | "any";
  /** The text can be read as it stands: UTF-8 without NUL or lone carriage returns. */
  plain: boolean;
}

const pieceSize = 1 << 20;
/** Tab, vertical tab, form feed, no-break space, zero-width space, ideographic space and mark, as UTF-8. */
const oddSpaces = ["\t", "\v", "\f", "\u00a0", "\u200b", "\u3000", "\ufeff"].map((s) => Buffer.from(s));

/**
 * Reads a text file once, at the speed of the disk, to learn its encoding and its number of lines.
 * UTF-16 is known by its mark or by where its zero bytes lie; text that is not UTF-8 is GB18030, unless
 * most of it makes sense as damaged UTF-8.
 */
export async function survey(path: string): Promise<Survey> {
  const start = await head(path, 1 << 16);
  const utf16 = utf16Of(start);
  if (utf16) return { encoding: utf16, lines: 0, space: "any", plain: false };
  const from = hasUtf8Mark(start) ? 3 : 0;
  let [newlines, lines] = [0, 0];
  let [space, odd, control, utf8] = [false, false, false, true];
  for await (const piece of pieces(path, from)) {
    utf8 &&= isUtf8(piece);
    space ||= piece.includes(0x20);
    odd ||= oddSpaces.some((s) => piece.includes(s));
    control ||= piece.includes(0) || hasLoneReturn(piece);
    let content = piece.length - 1;
    while (piece[content] === 0x0a || piece[content] === 0x0d) content--;
    const ended = countNewlines(piece, content + 1, piece.length);
    newlines += countNewlines(piece, 0, piece.length);
    if (content >= 0) lines = newlines - ended + 1;
  }
  return {
    encoding: utf8 ? "utf-8" : await likelier(path),
    lines,
    space: odd ? "any" : space ? "plain" : "none",
    plain: utf8 && !control,
  };
}

/** The bytes of a file in pieces that cut neither a UTF-8 character nor a carriage return from its line feed. */
async function* pieces(path: string, from: number): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(pieceSize + 4);
    let kept = 0;
    let position = from;
    for (;;) {
      const { bytesRead } = await file.read(buffer, kept, pieceSize, position);
      const bytes = buffer.subarray(0, kept + bytesRead);
      const end = bytesRead === 0 ? bytes.length : wholeCharacters(bytes);
      if (end > 0) yield bytes.subarray(0, end);
      if (bytesRead === 0) return;
      position += bytesRead;
      buffer.copy(buffer, 0, end, bytes.length);
      kept = bytes.length - end;
    }
  } finally {
    await file.close();
  }
}

function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : byte === 0x0d ? 2 : 1;
    if (length > back) return bytes.length - back;
    if (byte < 0x80) break;
  }
  return bytes.length;
}

function countNewlines(bytes: Buffer, from: number, to: number): number {
  let n = 0;
  for (let i = from; i < to; i++) if (bytes[i] === 0x0a) n++;
  return n;
}

function hasLoneReturn(bytes: Buffer): boolean {
  for (let i = bytes.indexOf(0x0d); i >= 0; i = bytes.indexOf(0x0d, i + 1)) {
    if (bytes[i + 1] !== 0x0a) return true;
  }
  return false;
}

const hasUtf8Mark = (bytes: Buffer) => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

/** UTF-16 by its mark; without one, by digits, delimiters and line ends leaving zeros in every other byte. */
function utf16Of(bytes: Buffer): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const zeros = [0, 0];
  bytes.forEach((b, i) => {
    if (b === 0) zeros[i % 2]!++;
  });
  const [even, odd] = zeros as [number, number];
  if (even + odd < bytes.length / 20) return undefined;
  if (odd > 20 * even) return "utf-16le";
  if (even > 20 * odd) return "utf-16be";
  return undefined;
}

/** Text that is not UTF-8 throughout: still UTF-8 where most that is not ASCII makes sense as such. */
async function likelier(path: string): Promise<Encoding> {
  let [readable, damaged] = [0, 0];
  for await (const text of decoded(path, "utf-8")) {
    const bad = text.split("\ufffd").length - 1;
    damaged += bad;
    readable += (text.match(/[\u0080-\uffff]/g)?.length ?? 0) - bad;
  }
  return readable > damaged ? "utf-8" : "gb18030";
}

/** Decodes a text file piece by piece; bytes that mean nothing in the encoding become U+FFFD. */
export async function* decoded(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20 })) {
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder.decode();
}
