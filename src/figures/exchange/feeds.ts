import type { Row } from "../../components/data/rows.js";
import type { Scene } from "../../components/figure/scene.js";
import type { Column } from "../../components/figure/spec.js";

/** How a feed came in a month. */
export type State = "in_time" | "late" | "missing" | "not_due";

/** One department's feed on one topic. */
export interface Feed {
  department: string;
  topic: string;
  /** The department, and its topic where it sends more than one. */
  name: string;
}

// Every figure of the page asks for them, and each answer reads the whole table.
const known = new WeakMap<Scene, Feed[]>();

/** The feeds of a collection, in the order of the list of departments. */
export function feedsOf(scene: Scene): Feed[] {
  const feeds = known.get(scene) ?? feedsIn(scene);
  known.set(scene, feeds);
  return feeds;
}

function feedsIn(scene: Scene): Feed[] {
  const rows = scene.rows("exchange");
  return scene.codes("department").flatMap((department) => {
    const own = rows.filter((row) => row.department === department);
    const topics = scene.codes("feed_topic").filter((topic) => own.some((row) => row.topic === topic));
    return topics.map((topic) => ({
      department,
      topic,
      name: nameOf(scene, department, topic, topics.length),
    }));
  });
}

function nameOf(scene: Scene, department: string, topic: string, topics: number): string {
  const name = scene.label("department", department);
  if (topics < 2) return name;
  return scene.t("exchange.feed", { department: name, topic: scene.label("feed_topic", topic) });
}

export const isOf = ({ department, topic }: Feed, row: Row): boolean =>
  row.department === department && row.topic === topic;

/** Rows of one month, one for each feed that the month's list names, in the order of the feeds. */
export function feedRows(scene: Scene, period: string): { feed: Feed; row: Row }[] {
  const rows = scene.rows("exchange", { period });
  return feedsOf(scene).flatMap((feed) =>
    rows.filter((row) => isOf(feed, row)).map((row) => ({ feed, row })),
  );
}

/** The row of all departments in a month. */
export const monthOf = (scene: Scene, period: string): Row | undefined =>
  scene.rows("exchange_month", { department: "all", period })[0];

/** Rows that all feeds of a month brought and that were matched, where none of the feeds received is withheld. */
export function rowsOf(scene: Scene, period: string): Row {
  const rows = scene.rows("exchange", { period });
  const sum = (name: string): Row => {
    const hidden = rows.some((row) => row[`${name}_status`] === "withheld");
    const known = rows.flatMap((row) => (typeof row[name] === "number" ? [row[name]] : []));
    const status = hidden ? "withheld" : known.length > 0 ? "" : "not_reported";
    return { [name]: status === "" ? known.reduce((a, b) => a + b, 0) : null, [`${name}_status`]: status };
  };
  return { ...sum("rows"), ...sum("matched") };
}

/** A row with the share of its rows that were matched, or why there is none. */
export function matchedShare(row: Row | undefined): Row {
  const { rows, matched } = row ?? {};
  const known = typeof rows === "number" && typeof matched === "number" && rows > 0;
  return {
    ...row,
    share: known ? matched / rows : null,
    share_status: known ? "" : row?.rows_status || row?.matched_status || "not_reported",
  };
}

export const shareColumn = (scene: Scene): Column => ({
  name: "share",
  label: scene.t("exchange.matched.share"),
  kind: "number",
  unit: "ratio",
});

/** Why a feed has no number: what is known of its delivery, or that the number was not reported. */
export function absence(scene: Scene, row: Row, status: string): string {
  if (row.state === "missing" || row.state === "not_due") return scene.label("feed_state", row.state);
  return scene.label("missing", status || "not_reported");
}
