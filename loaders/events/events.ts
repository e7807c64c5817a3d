import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { csvParse } from "d3";
import { UserError } from "../errors.ts";
import type { Event } from "../release/manifest.ts";

const columns = ["date", "area", "topic", "text_en", "text_zh", "source_en", "source_zh"];

/** What an event may name: codes of areas and of topics. */
export interface Known {
  areas: Set<string>;
  topics: Set<string>;
}

/**
 * Reads what happened and may explain a course over time: a day, the area with all below it, the topic ('' for all),
 * a few words and who says so, in each language. Sorted by date.
 * @param file what to call the file in a message
 * @throws UserError that names the row and what to do
 */
export function parseEvents(text: string, file: string, { areas, topics }: Known): Event[] {
  const table = csvParse(text.replace(/^\uFEFF/, ""));
  const missing = columns.filter((name) => !table.columns.includes(name));
  if (missing.length > 0)
    throw new UserError(
      `${file}: no column ${missing.join(", ")}. The columns of an event are ${columns.join(", ")}.`,
    );
  return table
    .map(
      (
        { date = "", area = "", topic = "", text_en = "", text_zh = "", source_en = "", source_zh = "" },
        at,
      ) => {
        const bad = (what: string) => {
          throw new UserError(`${file}, row ${at + 2}: ${what}`);
        };
        const day = new Date(`${date}T00:00:00Z`);
        if (Number.isNaN(day.valueOf()) || day.toISOString().slice(0, 10) !== date)
          bad(`expected a day like 2021-03-31, found \`${date}\`.`);
        if (!areas.has(area)) bad(`the collection has no area \`${area}\`. Correct the code.`);
        if (topic !== "" && !topics.has(topic))
          bad(`no topic \`${topic}\` in data/codes/topic.csv. Choose one, or leave it empty for all topics.`);
        if (!text_en || !text_zh || !source_en || !source_zh)
          bad(
            "an event needs its words and its source in both languages (text_en, text_zh, source_en, source_zh).",
          );
        return {
          date,
          area,
          topic,
          text: { en: text_en, zh: text_zh },
          source: { en: source_en, zh: source_zh },
        };
      },
    )
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** The events of a collection from `data/events/<collection>.csv`, where it is there. */
export async function readEvents(
  root: string,
  collection: string,
  known: Known,
): Promise<Event[] | undefined> {
  const file = `data/events/${collection}.csv`;
  const text = await readFile(join(root, file), "utf8").catch(() => undefined);
  return text === undefined ? undefined : parseEvents(text, file, known);
}
