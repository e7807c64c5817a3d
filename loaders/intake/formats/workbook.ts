import type { XmlHandler } from "./xml.ts";

/** How a number under a style is read: as a day, a month, a year, or as itself. */
export type DateKind = "day" | "month" | "year" | undefined;
/** What the cells of a style show: a date, or a number as a percentage. */
export type CellKind = DateKind | "percent";

export interface Sheet {
  name: string;
  hidden: boolean;
  relation: string;
}

/** Collects sheets and the date system from `xl/workbook.xml`. */
export class WorkbookPart implements XmlHandler {
  sheets: Sheet[] = [];
  date1904 = false;

  open(name: string, attributes: Record<string, string>): void {
    if (name === "workbookPr") this.date1904 = /^(1|true)$/.test(attributes.date1904 ?? "");
    if (name !== "sheet") return;
    this.sheets.push({
      name: attributes.name ?? "",
      hidden: (attributes.state ?? "visible") !== "visible",
      relation: Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "",
    });
  }
  close(): void {}
  text(): void {}
}

/** Collects the parts that relations point to. */
export class RelationsPart implements XmlHandler {
  targets = new Map<string, string>();

  open(name: string, attributes: Record<string, string>): void {
    if (name !== "Relationship") return;
    const target = attributes.Target ?? "";
    const path = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    this.targets.set(attributes.Id ?? "", path);
  }
  close(): void {}
  text(): void {}
}

/** Formats that every spreadsheet has without declaring them; 27 to 36 and 50 to 58 as in Chinese workbooks. */
const builtIn: Record<number, CellKind> = {
  9: "percent",
  10: "percent",
  17: "month",
  27: "month",
  36: "month",
  50: "month",
  52: "month",
  57: "month",
};
for (const id of [14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58]) builtIn[id] = "day";

/** What a number format shows: a date, a percentage, or the number itself. */
export function cellKind(format: string): CellKind {
  const code = format
    .toLowerCase()
    .split(";")[0]!
    .replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, "");
  if (code.includes("%")) return "percent";
  if (code.includes("d")) return "day";
  if (code.includes("m") && code.includes("y")) return "month";
  if (code.includes("m") && !/[hs]/.test(code)) return "day";
  return code.includes("y") ? "year" : undefined;
}

/** Collects which cell styles show dates and percentages, from `xl/styles.xml`. */
export class StylesPart implements XmlHandler {
  kinds: CellKind[] = [];
  private declared = new Map<number, CellKind>();
  private inCells = false;

  open(name: string, attributes: Record<string, string>): void {
    if (name === "numFmt") {
      this.declared.set(Number(attributes.numFmtId), cellKind(attributes.formatCode ?? ""));
    } else if (name === "cellXfs") this.inCells = true;
    else if (name === "xf" && this.inCells) {
      const id = Number(attributes.numFmtId);
      this.kinds.push(this.declared.has(id) ? this.declared.get(id) : builtIn[id]);
    }
  }
  close(name: string): void {
    if (name === "cellXfs") this.inCells = false;
  }
  text(): void {}
}

/** Collects `xl/sharedStrings.xml`; runs of one string are joined, readings beside it left out. */
export class StringsPart implements XmlHandler {
  strings: string[] = [];
  private parts: string[] = [];
  private inText = false;
  private inReading = false;

  open(name: string): void {
    if (name === "si") this.parts = [];
    else if (name === "t") this.inText = true;
    else if (name === "rPh") this.inReading = true;
  }
  close(name: string): void {
    if (name === "si") this.strings.push(this.parts.join(""));
    else if (name === "t") this.inText = false;
    else if (name === "rPh") this.inReading = false;
  }
  text(text: string): void {
    if (this.inText && !this.inReading) this.parts.push(text);
  }
}

const day = 86_400_000;

/**
 * The text of a serial day: ISO 8601, cut to what its style shows. Day 1 is 1900-01-01, day 60 the 1900-02-29
 * that never was, which is left as a number; in the 1904 system day 0 is 1904-01-01.
 */
export function serialText(
  serial: number,
  kind: Exclude<DateKind, undefined>,
  date1904: boolean,
): string | undefined {
  if (serial < (date1904 ? 0 : 1) || serial >= 2_958_466) return undefined;
  if (!date1904 && Math.floor(serial) === 60) return undefined;
  const days = date1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const iso = new Date(Math.round((days - 25_569) * 86_400) * 1000).toISOString();
  if (kind === "year") return iso.slice(0, 4);
  if (kind === "month") return iso.slice(0, 7);
  return Math.round(serial * 86_400) % (day / 1000) === 0
    ? iso.slice(0, 10)
    : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}
