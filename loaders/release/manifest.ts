import type { Frequency, Qualifier, Text, Tier } from "../contracts/contract.ts";

/**
 * The manifest of a release: all that the site may know. A release is immutable and named by its content.
 * In its tables each measure `m` stands beside `m_status`, which is '' where `m` is published and else one
 * of `missingReasons`; `m` is null exactly where `m_status` is not ''.
 */
export interface Manifest {
  /** First 16 hex digits of the SHA-256 of everything else in the manifest. */
  release: string;
  /** Version of Foothold that made it. */
  foothold: string;
  /** In the order in which the site offers them; the site opens on the first. */
  collections: Record<string, Collection>;
}

export interface Collection {
  title: Text;
  tier: Tier;
  synthetic: boolean;
  /** Code of the top area, '' where figures of many areas stand side by side. */
  root: string;
  /** By dataset. */
  origins: Record<string, Origin>;
  tables: Record<string, Table>;
  map?: AreaMap;
  /** By date. */
  events?: Event[];
}

/** How the areas can be drawn, by code. */
export interface AreaMap {
  /** Column and row of an area's tile, counted from 0. */
  tiles?: Record<string, [column: number, row: number]>;
  /** Outlines in a box of this width and height. */
  outlines?: { width: number; height: number; areas: Record<string, Outline> };
}

export interface Outline {
  /** An SVG path of closed rings, to be filled by the even-odd rule. */
  path: string;
  /** Where a label stands: the middle and the diameter of about the largest circle inside. */
  at: [x: number, y: number];
  room: number;
}

/** Something that happened and may explain a course over time. */
export interface Event {
  date: string;
  /** The area that it concerns, with all below it. */
  area: string;
  /** A code of `data/codes/topic.csv`, or '' where it concerns every topic. */
  topic: string;
  text: Text;
  source: Text;
}

/** Where the snapshots of one dataset came from. */
export interface Origin {
  title: Text;
  producer: Text;
  licence: string;
  tier: Tier;
  date: string;
  source?: string;
  /** Number of snapshot files, and a SHA-256 over all their checksums. */
  files: number;
  sha256: string;
}

export interface Dimension {
  name: string;
  label: Text;
  /** Code list of `codes.json` that holds the labels. */
  codes?: string;
  /** The value that stands for the sum of all others. */
  total?: string;
  /** Values that stand for the sum of some others. */
  subtotals?: Record<string, string[]>;
}

export const measureKinds = ["count", "sum", "mean", "ratio", "quantile", "other"] as const;
export type MeasureKind = (typeof measureKinds)[number];

export interface Measure {
  name: string;
  label: Text;
  /** A code of `data/codes/unit.csv`. */
  unit: string;
  kind: MeasureKind;
  qualifier: Qualifier;
  tier: Tier;
  /** Values are rounded to so many decimals. */
  decimals: number;
  /** Values are rounded to a multiple of it, after the decimals. */
  rounded_to?: number;
  /** The share at or below a quantile. */
  q?: number;
  /** Dimensions over which the values, or with `per` the values times `per`, add up to their totals. */
  adds_over?: string[];
  /** Measure of the same table that this one is divided by: the two multiplied are a sum. */
  per?: string;
  /** Measure of the same table of which this one counts those with some attribute: it is at most as large. */
  part_of?: string;
  links?: Link[];
}

/**
 * An identity between tables: on the dimensions that both have and neither fixes, the measure at `where` is
 * the sum of its terms. It is stated for the areas and periods that every table in it has.
 */
export interface Link extends Term {
  where?: Record<string, string>;
  /** Further terms, to be added to the first. */
  and?: Term[];
}

/** The measure of a table at `of`, summed over `over` with `weights` (1 unless given), times `weight`. */
export interface Term {
  table: string;
  measure: string;
  of?: Record<string, string>;
  over?: string;
  weights?: Record<string, number>;
  weight?: number;
  /** Summed over the periods `within` the one on the left, or taken from the one `before` it; else the same. */
  periods?: "within" | "before";
}

export interface Table {
  title: Text;
  grain: Text;
  population: Text;
  datasets: string[];
  frequency: Frequency;
  /** Sorted, oldest first; empty where the table stands outside time. */
  periods: string[];
  dimensions: Dimension[];
  measures: Measure[];
  rows: number;
  /** True where a row that is absent stands for a zero. */
  absent_is_zero?: boolean;
  cells: Cells;
  files: Record<"parquet" | "arrow" | "csv", TableFile>;
}

/** What became of a table's values that are about households or holders, and the others. */
export interface Cells {
  published: number;
  /** Too few contributors, or one that dominates, or too few who changed. */
  withheld_size: number;
  /** Withheld so that no other value can be worked out. */
  withheld_others: number;
  not_reported: number;
  /**
   * What the audit of the build found. Of counts, whose required width everybody may know, the narrowest interval that it
   * computed for a value that a rule withheld: at least so wide, and so many times what is required. Where such a
   * width is asked of other measures alone, only that each has it: it is a share of a secret, and so is what follows
   * from it. Left out where no width is asked of anything.
   */
  narrowest?: { measure: string; width: number; of_required: number } | "as_required";
}

export interface TableFile {
  /** Relative to the release, forward slashes. */
  path: string;
  bytes: number;
  sha256: string;
}

export const missingReasons = ["not_reported", "withheld", "not_applicable", "failed_check"] as const;
export type MissingReason = (typeof missingReasons)[number];

/** `codes.json`: every code list, in display order. */
export type CodeLists = Record<
  string,
  { code: string; en: string; zh: string; status: string; source: string }[]
>;
