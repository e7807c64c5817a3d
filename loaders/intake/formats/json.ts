import { UserError } from "../../errors.ts";
import { clean } from "./header.ts";
import { decoded, type Encoding } from "./sniff.ts";
import { type Broken, RowWriter, type Target } from "./table.ts";

const longest = 1_000_000;
const mostColumns = 1000;

export interface JsonRead {
  headers: string[];
  rows: number;
  broken: Broken[];
}

/**
 * Reads a JSON array of flat objects, or one flat object per line. The names of all objects together are the
 * columns, in order of appearance; numbers keep the digits they were written with.
 * @throws UserError where an object holds a list or another object, or an array is cut short
 */
export async function readJson(
  path: string,
  source: string,
  encoding: Encoding,
  format: "json" | "jsonl",
  target: Target,
): Promise<JsonRead> {
  const columns = new Map<string, number>();
  const writer = new RowWriter(target, source);
  const take = (row: number, text: string) => {
    const object = parseFlat(text);
    if (!object) {
      writer.addBroken(row, "is no JSON object");
      return;
    }
    const fields = new Array<string | null>(columns.size).fill(null);
    for (const [name, value] of Object.entries(object)) {
      if (typeof value === "object" && value !== null) {
        throw new UserError(
          `${source}, row ${row}: \`${name}\` holds ${Array.isArray(value) ? "a list" : "an object"}. Rows must be flat, one text, number, true, false or null for each name. Flatten the export, or send the list alone if it holds the rows.`,
        );
      }
      const header = clean(name) ?? "";
      if (!columns.has(header)) columns.set(header, columns.size);
      fields[columns.get(header)!] = value === null ? null : String(value);
    }
    if (columns.size > mostColumns) {
      throw new UserError(
        `${source}, row ${row}: more than ${mostColumns} different names so far. Rows of one snapshot share their names; check the export.`,
      );
    }
    const values = Array.from({ length: columns.size }, (_, i) => fields[i] ?? null);
    writer.add(row, values, values.length);
  };
  const splitter = format === "json" ? new ArrayItems(source, take) : new Lines(take, writer);
  try {
    for await (const text of decoded(path, encoding)) {
      splitter.push(text);
      await writer.flush();
    }
    splitter.end();
    await writer.load(Math.max(1, columns.size));
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  return { headers: [...columns.keys()], rows: writer.rows, broken: writer.broken };
}

/** A parsed object whose numbers are texts, so that no digit of a long one is lost. */
function parseFlat(text: string): Record<string, unknown> | undefined {
  try {
    const quoted = text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
      token.startsWith('"') ? token : `"${token}"`,
    );
    const value: unknown = JSON.parse(quoted);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return value as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

class Lines {
  private rest = "";
  private line = 0;
  private tooLong = false;

  constructor(
    private readonly take: (row: number, text: string) => void,
    private readonly writer: RowWriter,
  ) {}

  push(text: string): void {
    const lines = (this.rest + text).split("\n");
    this.rest = lines.pop()!;
    for (const line of lines) this.next(line);
    if (this.rest.length > longest) {
      this.tooLong = true;
      this.rest = "";
    }
  }

  end(): void {
    this.next(this.rest);
  }

  private next(text: string): void {
    this.line++;
    if (this.tooLong || text.length > longest) {
      this.tooLong = false;
      this.writer.addBroken(this.line, `longer than ${longest} characters`);
    } else if (text.trim()) this.take(this.line, text);
  }
}

/** Cuts a JSON array into the texts of its items, by brackets outside strings. */
class ArrayItems {
  private item = "";
  private row = 0;
  private depth = 0;
  private inString = false;
  private escaped = false;

  constructor(
    private readonly source: string,
    private readonly take: (row: number, text: string) => void,
  ) {}

  push(text: string): void {
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const c = text[i]!;
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (c === "\\") this.escaped = true;
        else if (c === '"') this.inString = false;
      } else if (c === '"') this.inString = true;
      else if (c === "{" || c === "[") {
        this.depth++;
        if (this.depth === 1) from = i + 1;
      } else if (c === "}" || c === "]") {
        this.depth--;
        if (this.depth === 0) this.finish(text.slice(from, i));
      } else if (c === "," && this.depth === 1) {
        this.finish(text.slice(from, i));
        from = i + 1;
      }
    }
    if (this.depth > 0) this.item += text.slice(from);
    if (this.item.length > longest) {
      throw new UserError(
        `${this.source}, row ${this.row + 1}: longer than ${longest} characters. Expected a JSON array of flat objects; check the export.`,
      );
    }
  }

  end(): void {
    if (this.depth <= 0) return;
    throw new UserError(
      `${this.source}: the JSON array ends within row ${this.row + 1}, without its closing bracket. The file was cut short; send it again.`,
    );
  }

  private finish(text: string): void {
    const item = this.item + text;
    this.item = "";
    if (!item.trim()) return;
    this.row++;
    this.take(this.row, item);
  }
}
