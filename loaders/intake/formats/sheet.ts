import { type CellKind, serialText } from "./workbook.ts";
import type { XmlHandler } from "./xml.ts";

/** What the cells of a sheet need from the rest of the workbook. */
export interface Workbook {
  strings: string[];
  kinds: CellKind[];
  date1904: boolean;
}

const mostColumns = 16_384;
/** Characters of one row, as in text files. */
const longestRow = 1_000_000;

/** Reads the rows of one sheet as texts: strings as they are, dates as ISO 8601, formulas by their last value. */
export class SheetPart implements XmlHandler {
  hiddenRows = 0;
  /** Cells with a formula whose value was not saved. */
  valueless = 0;
  /** Rows of merged ranges, `[first, last]`. */
  merged: [number, number][] = [];
  private row = 0;
  private size = 0;
  private column = -1;
  private cells: (string | null)[] = [];
  private type = "";
  private kind: CellKind;
  private value: string | undefined;
  private formula = false;
  private collecting = false;
  private inReading = false;

  constructor(
    private readonly book: Workbook,
    private readonly take: (row: number, cells: (string | null)[]) => void,
  ) {}

  open(name: string, attributes: Record<string, string>): void {
    if (name === "c") this.openCell(attributes);
    else if (name === "v" || name === "t") this.collecting = !this.inReading;
    else if (name === "f") this.formula = true;
    else if (name === "rPh") this.inReading = true;
    else if (name === "row") {
      this.row = Number(attributes.r ?? this.row + 1);
      if (!Number.isSafeInteger(this.row)) throw new SyntaxError("a row without a number");
      if (attributes.hidden === "1") this.hiddenRows++;
      this.cells = [];
      this.size = 0;
      this.column = -1;
    } else if (name === "mergeCell") {
      const range = /(\d+):[A-Z]+(\d+)/.exec(attributes.ref ?? "");
      if (range) this.merged.push([Number(range[1]), Number(range[2])]);
    }
  }

  close(name: string): void {
    if (name === "c") {
      const text = this.cellText();
      this.cells[this.column] = text;
      this.limit(text?.length ?? 0);
      this.size += text?.length ?? 0;
    } else if (name === "v" || name === "t") this.collecting = false;
    else if (name === "rPh") this.inReading = false;
    else if (name === "row")
      this.take(
        this.row,
        Array.from(this.cells, (c) => c ?? null),
      );
  }

  text(text: string): void {
    if (!this.collecting) return;
    this.value = (this.value ?? "") + text;
    this.limit(this.value.length);
  }

  private limit(length: number): void {
    if (this.size + length <= longestRow) return;
    throw new SyntaxError(`row ${this.row} is longer than ${longestRow} characters`);
  }

  private openCell(attributes: Record<string, string>): void {
    const reference = attributes.r;
    this.column = reference ? columnOf(reference) : this.column + 1;
    if (!(this.column >= 0 && this.column < mostColumns)) throw new SyntaxError("a cell without a place");
    this.type = attributes.t ?? "n";
    this.kind = this.book.kinds[Number(attributes.s ?? 0)];
    this.value = undefined;
    this.formula = false;
  }

  private cellText(): string | null {
    const { value } = this;
    if (value === undefined) {
      if (this.formula) this.valueless++;
      return null;
    }
    if (this.type === "s") return this.book.strings[Number(value)] ?? null;
    if (this.type === "b") return value === "1" ? "true" : "false";
    if (this.type !== "n") return value;
    const number = Number(value);
    if (this.kind === "percent")
      return Number.isFinite(number) ? `${Number((number * 100).toPrecision(15))}%` : value;
    if (this.kind && Number.isFinite(number))
      return serialText(number, this.kind, this.book.date1904) ?? value;
    // A double is stored with 17 digits, of which the sheet shows 15: 0.1 + 0.2 is 0.3 there.
    return value.length > 15 && Number.isFinite(number) ? String(Number(number.toPrecision(15))) : value;
  }
}

/** Position of a cell's column from 0: C7 is 2. */
function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}
