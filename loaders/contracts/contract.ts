/**
 * A contract describes one dataset: what a row is, what its columns mean, and what must hold.
 *
 * It is the single source of the column types, the SQL checks, the header aliases and the data
 * dictionary. Contracts are plain data: nothing here reads a file or runs a query.
 */

/** A text in every language of the site. */
export interface Text {
  en: string;
  zh: string;
}

export const tiers = [
  "survey",
  "administrative",
  "official_statement",
  "press_report",
  "derived",
  "synthetic",
] as const;
/** How a figure came to be. */
export type Tier = (typeof tiers)[number];

export const qualifiers = ["exact", "rounded", "at_least", "about", "planned", "claimed"] as const;
/** How far a figure may be read literally. */
export type Qualifier = (typeof qualifiers)[number];

/** How often a dataset is sent. `none` is a list that stands outside time. */
export type Frequency = "month" | "quarter" | "year" | "none";

export type ColumnType =
  | "key" // a household, holder or asset: replaced by a keyed hash before anything is written
  | "area" // an administrative code of the collection's area list
  | "code" // a value of the code list named by `codes`
  | "codes" // several values of that list, separated by ;
  | "period" // 2021-06, 2021-Q2 or 2021
  | "date"
  | "integer"
  | "decimal"
  | "boolean"
  | "text"; // free text of a publication; never used for registers

export interface Column {
  type: ColumnType;
  label: Text;
  /** Other header names that offices use, Chinese and English. The column's own name always works. */
  aliases?: readonly string[];
  /** The unit of a number, a key of `data/codes/unit.csv`. */
  unit?: string;
  /** The code list of a `code` or `codes` column, a file name in `data/codes`. */
  codes?: string;
  /** An empty value is an error. Otherwise empty means "not reported". */
  required?: boolean;
  min?: number;
  max?: number;
}

/** SQL type of a contract column in the lake. */
export function sqlType(column: Column): string {
  switch (column.type) {
    case "key":
    case "integer":
      return "bigint";
    case "decimal":
      return "double";
    case "boolean":
      return "boolean";
    case "date":
      return "date";
    default:
      return "varchar";
  }
}

/** What a failed check does: drop the row into quarantine, refuse the whole snapshot, or only say so. */
export type Severity = "reject_row" | "reject_snapshot" | "warn";

export interface Check {
  /** Reason shown to people and stored with a quarantined row. */
  id: string;
  label: Text;
  /** SQL boolean over the typed columns: true where the row is good. Null counts as good. */
  sql: string;
  severity: Severity;
}

export interface Contract {
  dataset: string;
  title: Text;
  /** One sentence: what one row is. */
  grain: Text;
  /** Who or what is counted, as shown beside every figure made from this dataset. */
  population: Text;
  frequency: Frequency;
  /** Columns that identify a row within a snapshot. A second row with the same key is a duplicate. */
  key: string[];
  columns: Record<string, Column>;
  checks?: Check[];
  /**
   * Lays a period beside the one before it: where an area's rows or the totals of `totals` move by more than
   * `within` (0.3 is 30 %), or a snapshot only repeats another period's rows, somebody should look.
   */
  compare?: {
    within: number;
    totals: string[];
    /** Areas with fewer rows before are left out: there a few rows are a large share. */
    atLeast: number;
  };
  /** Days after the end of a period by which the snapshot is due. */
  dueDays?: number;
  /**
   * What to do with a column that the contract does not name and that holds or looks like a name,
   * identity, phone or bank-card number. Other unnamed columns are always dropped and reported.
   */
  identifying?: "drop" | "refuse";
  /** Written by Foothold itself, never taken in. */
  internal?: boolean;
}

type Columns = Record<string, Column>;
type Declared<Own extends Columns> = Omit<Contract, "columns"> & { columns: Own };
type ValueOf<T extends ColumnType> = T extends "integer" | "decimal"
  ? number
  : T extends "boolean"
    ? boolean
    : string;

/**
 * A row of a dataset in TypeScript: dates and periods as ISO text, a key's hash as text, since it is longer than a number's
 * 53 bits. What is not required may be null.
 */
export type RowOf<C extends { columns: Columns }> = {
  -readonly [Name in keyof C["columns"]]:
    | ValueOf<C["columns"][Name]["type"]>
    | (C["columns"][Name] extends { required: true } ? never : null);
};

/** Declares a contract, its columns' types kept for {@link RowOf}; fails early on a mistake in the declaration itself. */
export function contract<const Own extends Columns>(declared: Declared<Own>): Declared<Own> {
  const c: Contract = declared;
  for (const k of c.key) {
    if (!c.columns[k]) throw new Error(`contract ${c.dataset}: key column ${k} is not a column`);
  }
  for (const total of c.compare?.totals ?? []) {
    if (!["integer", "decimal"].includes(c.columns[total]?.type ?? ""))
      throw new Error(`contract ${c.dataset}: ${total} is no number to compare`);
  }
  for (const [name, column] of Object.entries(c.columns)) {
    const coded = column.type === "code" || column.type === "codes";
    if (coded !== Boolean(column.codes)) {
      throw new Error(`contract ${c.dataset}: ${name} needs a code list exactly when it is a code`);
    }
  }
  return declared;
}
