import { dimension, type Given } from "./release.ts";

/** What households were allotted, what public money bought, and what departments send. */
export const support: Record<string, Given> = {
  resettlement: {
    dimensions: [dimension("area"), dimension("period"), dimension("origin", undefined, "all")],
    measures: [
      ["households", "households"],
      ["persons", "persons"],
      ["land", "mu", "sum"],
      ["land_reported", "households"],
      ["sheds", "sheds", "sum"],
      ["shed_households", "households"],
      ["dividend", "yuan", "sum"],
      ["dividend_reported", "households"],
      ["workers_near", "persons"],
    ],
    frequency: "quarter",
    rows: ["2020-Q4", "2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"].flatMap((period, at) =>
      ["9", "902"].flatMap((area) => [
        [area, period, "all", 100, 400, 1000, 100, 52, 40, at % 2 === 0 ? 6000 : 0, 60, 50 + 10 * at],
        [area, period, "901", 80, 320, 840, 80, 40, 32, at % 2 === 0 ? 5000 : 0, 50, 40 + 10 * at],
        [area, period, "unknown", 20, 80, 160, 20, "withheld", "withheld", at % 2 === 0 ? 1000 : 0, 10, 10],
      ]),
    ),
  },
  assets: {
    dimensions: [dimension("area"), dimension("period"), dimension("kind", "asset_kind", "all")],
    measures: [
      ["assets", "assets"],
      ["value", "yuan", "sum"],
      ["dividend", "yuan", "sum"],
      ["payments", "person_times", "sum"],
    ],
    frequency: "quarter",
    rows: ["2020-Q4", "2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"].flatMap((period) => [
      ["9", period, "all", 60, 5_000_000, 25_000, 100],
      ["9", period, "greenhouse", 45, 2_000_000, 5000, 80],
      ["9", period, "workshop", "withheld", "withheld", "withheld", "withheld"],
      ["901", period, "all", 20, 1_000_000, 4000, 40],
      ["902", period, "all", "withheld", "withheld", "withheld", "withheld"],
    ]),
  },
  asset_use: {
    dimensions: [dimension("area"), dimension("period"), dimension("use", "asset_use", "all")],
    measures: [
      ["assets", "assets"],
      ["value", "yuan", "sum"],
    ],
    frequency: "quarter",
    rows: ["2020-Q4", "2021-Q4"].flatMap((period, at) => [
      ["9", period, "all", 60, 5_000_000],
      ["9", period, "used", 40 + 3 * at, 4_000_000],
      ["9", period, "idle", 15 - 3 * at, 800_000],
      ["9", period, "unknown", 5, 200_000],
      ["901", period, "all", 20, 1_000_000],
      ["901", period, "used", "withheld", "withheld"],
      ["901", period, "idle", "withheld", "withheld"],
    ]),
  },
  exchange: {
    dimensions: [
      dimension("department", "department"),
      dimension("topic", "feed_topic"),
      dimension("period"),
      dimension("state", "feed_state"),
    ],
    measures: [
      ["days_late", "days", "other"],
      ["rows", "rows"],
      ["matched", "rows"],
      ["persons_total", "persons"],
    ],
    frequency: "month",
    rows: [
      ["education", "enrolment", "2020-12", "in_time", 0, 800, 640, 780],
      ["education", "enrolment", "2021-12", "late", 6, 900, 810, 890],
      ["civil_affairs", "minimum_living", "2021-12", "in_time", 0, 500, 400, "not_reported"],
      ["civil_affairs", "disability", "2021-12", "in_time", 0, 600, 300, 580],
      ["disabled_federation", "disability", "2021-12", "in_time", 0, 700, 690, 690],
      ["water", "water_supply", "2021-12", "missing", ...Array(4).fill("not_reported")],
      ["taxation", "vehicles", "2021-12", "not_due", ...Array(4).fill("not_reported")],
    ],
  },
  exchange_month: {
    dimensions: [dimension("department", "department", "all"), dimension("period")],
    measures: [
      ...["due", "in_time", "late", "missing"].map((name): Given["measures"][number] => [
        name,
        "feeds",
        "other",
      ]),
    ],
    frequency: "month",
    rows: [
      ["all", "2020-12", 1, 1, 0, 0],
      ["all", "2021-12", 5, 3, 1, 1],
    ],
  },
  exchange_totals: {
    dimensions: [dimension("topic", "shared_total"), dimension("period")],
    measures: [
      ["departments", "departments", "other"],
      ["lowest", "persons"],
      ["highest", "persons"],
      ["apart", "persons"],
    ],
    frequency: "month",
    rows: [["disability", "2021-12", 2, 580, 690, 110]],
  },
};
