import type { Collection, Qualifier, Table, Tier } from "../data/release.js";
import type { Row, Value } from "../data/rows.js";
import type { Size } from "../draw/finish.js";
import { eventNote, eventsOf, type Numbered } from "./events.js";
import type { Scene } from "./scene.js";
import { type Choice, narrowed } from "./series.js";

/** A column of a figure's rows. A number column `n` has its reason for being missing in `n_status`. */
export interface Column {
  name: string;
  label: string;
  kind: "text" | "period" | "number";
  /** Unit code of a number column. */
  unit?: string;
  /** What a text column's codes are called. */
  names?: (code: string) => string;
}

/** What a figure says, before any pixel: enough for its drawing, its table, its download and its words. */
export interface FigureState {
  /** The finding, computed from the rows. */
  title: string;
  unit: string;
  population: string;
  area: string;
  period: string;
  source: string;
  tiers: Tier[];
  qualifiers: Qualifier[];
  collection: string;
  synthetic: boolean;
  columns: Column[];
  rows: Row[];
  /** What the drawing shows, in one or two sentences. */
  alt: string;
  notes: string[];
  /** What happened meanwhile, numbered as the notes tell it. */
  events?: Numbered[];
  /** Nothing of what it would draw is published, whatever its table still holds. */
  untold?: boolean;
  /** The series drawn side by side, of which the reader may choose some; rows and columns hold only those. */
  series?: Choice[];
}

/** A measure of one row for each area and period. */
export interface Course {
  table: string;
  measure: string;
  where: Record<string, string>;
  /** The topic whose events are marked. */
  topic?: string;
  /** What the measure is called, and its unit, where the table alone does not say it. */
  name?(scene: Scene): string;
  unit?(scene: Scene): string;
}

export interface FigureSpec {
  id: string;
  /** Tables that the figure reads; it is left out where the collection lacks one. */
  tables: string[];
  /** `half` of the grid by default. */
  size?: "half" | "full";
  state(scene: Scene): FigureState;
  /** For a figure over time: the one measure by which two areas are set beside each other. */
  course?: Course;
  /** What a reader chooses that its drawing follows, where that is not both; its words may follow the other. */
  follows?: ("area" | "period")[];
  /** Draws the state. Pure: same state and size, same SVG. */
  chart(state: FigureState, scene: Scene, size: Size): Element;
}

/** One headline figure. */
export interface Tile {
  label: string;
  /** The value ready to read, or the reason why there is none. */
  value: string;
  unit: string;
  period: string;
  /** Against the same period a year earlier, or why that cannot be said. */
  comparison: string;
  missing: boolean;
}

export interface PageSpec {
  slug: string;
  /** The table whose areas and periods the page's filter offers, where the collection has it. */
  filter: string;
  tables: string[];
  /** A figure that has no number to show is told in a line, not drawn. */
  terse?: boolean;
  headline?(scene: Scene): Tile[];
  /** Sentences written from the data, by the name of their place in the page. */
  texts?: Record<string, (scene: Scene) => string[]>;
  /** Other parts of the page, such as a list, by the name of their place. */
  blocks?: Record<string, (scene: Scene, document: Document) => HTMLElement>;
  figures: FigureSpec[];
}

/** The parts of a state that only its figure knows. */
export interface Said extends Pick<FigureState, "title" | "alt" | "columns" | "rows"> {
  /** The measure that is drawn. */
  measure: string;
  first?: string;
  last: string;
  notes?: string[];
  area?: string;
  qualifiers?: Qualifier[];
  /** The topic whose events are marked, for a figure over time. */
  topic?: string;
  untold?: boolean;
  /** The column whose codes are the series drawn side by side, or the number columns that are. */
  series?: string | readonly string[];
}

/** Completes a figure's state from what the manifest says of its table. */
export function stateOf(scene: Scene, table: string, said: Said): FigureState {
  const meta = scene.meta(table);
  const measure = meta.measures.find((entry) => entry.name === said.measure);
  if (!measure) throw new Error(`No measure ${said.measure} in the table ${table}`);
  const { first, last, notes, area, qualifiers, topic, measure: _, series, ...rest } = said;
  const events = topic && first ? eventsOf(scene, topic, first, last) : [];
  const drawn = narrowed(scene, said, series);
  return {
    ...rest,
    ...drawn,
    unit: scene.unit(measure.unit),
    population: meta.population[scene.lang],
    area: area ?? scene.area(scene.view.area),
    period: scene.periods(first ?? last, last),
    source: sourceOf(scene, meta, scene.collection),
    tiers: [measure.tier],
    qualifiers: qualifiers ?? [measure.qualifier],
    collection: scene.collection.title[scene.lang],
    synthetic: scene.collection.synthetic,
    notes: [
      ...hiddenNote(scene, drawn.series),
      ...(notes ?? []),
      ...missingNotes(scene, drawn.columns, drawn.rows),
      ...events.map((event) => eventNote(scene, event)),
    ],
    events,
  };
}

/** The number column of a table's measure, as the manifest names it. */
export function measureColumn(scene: Scene, table: string, name: string, label?: string): Column {
  const measure = scene.meta(table).measures.find((entry) => entry.name === name);
  if (!measure) throw new Error(`No measure ${name} in the table ${table}`);
  return { name, label: label ?? measure.label[scene.lang], kind: "number", unit: measure.unit };
}

/** The text or period column of a table's dimension, with the names of its codes. */
export function dimensionColumn(scene: Scene, table: string, name: string): Column {
  const dimension = scene.meta(table).dimensions.find((entry) => entry.name === name);
  if (!dimension) throw new Error(`No dimension ${name} in the table ${table}`);
  const label = dimension.label[scene.lang];
  if (name === "period") return { name, label, kind: "period" };
  const { codes } = dimension;
  const names = name === "area" ? scene.area : (code: string) => (codes ? scene.label(codes, code) : code);
  return { name, label, kind: "text", names };
}

/** Title, producer and date of every dataset behind a table. */
export function sourceOf(scene: Scene, meta: Table, collection: Collection): string {
  return meta.datasets
    .flatMap((dataset) => collection.origins[dataset] ?? [])
    .map(({ title, producer, date }) =>
      scene.t("figure.source.origin", {
        title: title[scene.lang],
        producer: producer[scene.lang],
        date: scene.date(date),
      }),
    )
    .join(scene.t("figure.source.separator"));
}

/** That the title speaks of more than is drawn, where the reader chose some series of several. */
function hiddenNote(scene: Scene, series: Choice[] = []): string[] {
  const shown = series.filter(({ chosen }) => chosen);
  if (shown.length === 0 || shown.length === series.length) return [];
  return [scene.t("figure.series.note", { names: scene.list(shown.map(({ name }) => name)) })];
}

/** One sentence per reason for which numbers are missing. */
function missingNotes(scene: Scene, columns: Column[], data: Row[]): string[] {
  const counts = new Map<string, number>();
  for (const { name, kind } of columns) {
    if (kind !== "number") continue;
    for (const row of data) {
      const status = String(row[`${name}_status`] ?? "");
      if (status !== "") counts.set(status, (counts.get(status) ?? 0) + 1);
    }
  }
  return [...counts].map(([status, count]) =>
    scene.t("figure.missing", { count, number: scene.number(count), reason: reason(scene, status) }),
  );
}

/** Why a value is missing, in words that fit inside a sentence. */
export function reason(scene: Scene, status: Value | undefined): string {
  const words = scene.label("missing", String(status ?? "not_reported"));
  return words.charAt(0).toLowerCase() + words.slice(1);
}
