import type { Event } from "../data/release.js";
import { months } from "../data/view.js";
import type { Scene } from "./scene.js";

/** An event by its number on the axis. */
export interface Numbered extends Event {
  number: number;
}

/**
 * What happened between two periods, both included, to the areas shown or to one that holds them, on a topic or on all
 * topics; numbered by date.
 */
export function eventsOf(scene: Scene, topic: string, first: string, last: string): Numbered[] {
  const { collection, view } = scene;
  const areas = new Set([view.area, view.compare ?? view.area].flatMap(scene.above));
  const within = ({ date }: Event) => {
    const month = months(date.slice(0, 7)).first;
    return month >= months(first).first && month <= months(last).last;
  };
  return (collection.events ?? [])
    .filter(
      (event) => areas.has(event.area) && (event.topic === "" || event.topic === topic) && within(event),
    )
    .map((event, at) => ({ ...event, number: at + 1 }));
}

/** The sentence that tells an event below its figure. */
export const eventNote = (scene: Scene, { number, date, text, source }: Numbered): string =>
  scene.t("event.note", {
    number,
    date: scene.date(date),
    text: text[scene.lang],
    source: source[scene.lang],
  });
