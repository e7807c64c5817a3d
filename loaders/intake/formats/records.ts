/** Longest record that is read, in characters, and most lines that one quoted field may run over. */
const longest = 1_000_000;
const mostLines = 200;
const unclosed = "a quote is opened and never closed";

/** Where records go: their fields, or the reason why there are none. `line` counts from 1. */
export interface RecordSink {
  fields(line: number, fields: string[]): void;
  broken(line: number, problem: string): void;
}

interface Open {
  line: number;
  /** The record's lines so far, to be read again one by one should the quote never close. */
  lines: string[];
  fields: string[];
  field: string;
  size: number;
}

/**
 * Splits text into records of delimited fields (RFC 4180, and more patient). A quoted field may hold
 * delimiters, doubled quotes and line ends. A line whose quoting makes no sense is broken alone: the next
 * line starts afresh. Memory stays within one record.
 */
export class Records {
  private rest = "";
  private skipping = false;
  private line = 0;
  private open: Open | undefined;

  constructor(
    private readonly delimiter: string,
    private readonly sink: RecordSink,
  ) {}

  push(text: string): void {
    const held = this.rest + text;
    const lines = held.split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop()!;
    for (const line of lines) this.nextLine(line);
    if (this.rest.length > longest) {
      this.skipping = true;
      this.rest = this.rest.endsWith("\r") ? "\r" : "";
    }
  }

  end(): void {
    const rest = this.rest.replace(/\r$/, "");
    if (rest || this.skipping) this.nextLine(rest);
    while (this.open) this.giveUp(unclosed);
  }

  private nextLine(text: string): void {
    this.line++;
    if (this.skipping || text.length > longest) {
      this.skipping = false;
      while (this.open) this.giveUp(unclosed);
      this.sink.broken(this.line, `longer than ${longest} characters`);
      return;
    }
    this.take(text, this.line);
  }

  private take(text: string, line: number): void {
    const { open } = this;
    if (open) {
      open.lines.push(text);
      open.size += text.length + 1;
      open.field += "\n";
      if (open.lines.length > mostLines || open.size > longest) this.giveUp(unclosed);
      else this.read(open, text, true);
    } else if (!text.includes('"')) {
      this.sink.fields(line, text.split(this.delimiter));
    } else {
      this.read({ line, lines: [text], fields: [], field: "", size: text.length }, text, false);
    }
  }

  /** Reads one line of a record; `inside` where the line begins within a quoted field. */
  private read(record: Open, text: string, inside: boolean): void {
    const { delimiter } = this;
    let at = 0;
    let quoted = inside;
    for (;;) {
      if (!quoted && text[at] === '"') {
        record.field = "";
        quoted = true;
        at++;
      }
      if (!quoted) {
        const next = text.indexOf(delimiter, at);
        record.fields.push(text.slice(at, next < 0 ? undefined : next));
        if (next < 0) break;
        at = next + delimiter.length;
        continue;
      }
      const quote = text.indexOf('"', at);
      record.field += text.slice(at, quote < 0 ? undefined : quote);
      if (quote < 0) {
        this.open = record;
        return;
      }
      at = quote + 1;
      if (text[at] === '"') {
        record.field += '"';
        at++;
        continue;
      }
      record.fields.push(record.field);
      quoted = false;
      if (text.startsWith(delimiter, at)) {
        at += delimiter.length;
      } else if (text.slice(at).trim() === "") {
        break;
      } else {
        this.open = record;
        this.giveUp("text follows a closing quote");
        return;
      }
    }
    this.open = undefined;
    this.sink.fields(record.line, record.fields);
  }

  /** Breaks the open record's first line and reads its other lines again. */
  private giveUp(problem: string): void {
    const { line, lines } = this.open!;
    this.open = undefined;
    this.sink.broken(line, problem);
    lines.slice(1).forEach((text, i) => {
      this.take(text, line + 1 + i);
    });
  }
}
