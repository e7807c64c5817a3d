import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import type { FigureSpec } from "../../../src/components/figure/spec.ts";
import { choicesOf, filters } from "../../../src/components/filters/filters.ts";
import { months, strip } from "../../../src/figures/exchange/delivery.ts";
import { exchangePage } from "../../../src/figures/exchange/page.ts";
import { matched, rows } from "../../../src/figures/exchange/rows.ts";
import { totals } from "../../../src/figures/exchange/totals.ts";
import { releaseOf, sceneIn } from "../release.ts";
import { tables } from "../tables.ts";

const { document } = parseHTML("<html><body></body></html>") as unknown as { document: Document };
const draw = (spec: FigureSpec, scene = december) =>
  spec.chart(spec.state(scene), scene, { width: 960, document });

/** Five feeds due in December 2021: three in time, one six days late, one not received; taxation owes nothing yet. */
const december = sceneIn(releaseOf(tables));

describe("the exchange page", () => {
  test("says how many of the feeds due came in time, late and not at all", () => {
    expect(strip.state(december).title).toBe(
      "Of 5 feeds due for December 2021, 3 came in time, 1 came late and 1 did not come",
    );
  });

  test("tells the states of a feed apart by their shape, and in words beside it", () => {
    const svg = draw(strip);
    const said = [...svg.querySelectorAll("text.key tspan")].map((part) => part.textContent);
    for (const words of ["■", "In time", "▣", "Late, with days", "☒", "Not received", "□", "Not due"])
      expect(said).toContain(words);
    expect([...svg.querySelectorAll("text")].map((text) => text.textContent)).toContain("6");
  });

  test("names the topic only of a department that sends more than one", () => {
    const text = draw(strip).textContent;
    expect(text).toContain("Civil affairs: Disability certificates");
    expect(text).not.toContain("Education: School enrolment");
  });

  test("shows two totals of the same persons without preferring one", () => {
    const state = totals.state(december);
    expect(state.title).toBe(
      "December 2021: Persons with a disability certificate number 580 or 690, depending on which department is asked",
    );
    const now = state.rows.filter(({ period }) => period === "2021-12");
    expect(now.map(({ department, persons_total }) => [department, persons_total])).toEqual([
      ["civil_affairs", 580],
      ["disabled_federation", 690],
    ]);
    // Nothing between the two, such as their mean of 635.
    expect(JSON.stringify(state)).not.toContain("635");
  });

  test("compares no totals of topics that count different persons", () => {
    expect(totals.state(december).rows.every(({ topic }) => topic === "disability")).toBe(true);
    const scene = sceneIn(
      releaseOf({ ...tables, exchange_totals: { ...tables.exchange_totals!, rows: [] } }),
    );
    expect(totals.state(scene).title).toBe("No two departments state the same total for December 2021");
  });

  test("says of a feed without rows whether it was due", () => {
    const text = draw(rows).textContent;
    expect(text).toContain("Not received");
    expect(text).toContain("Not due");
    expect(rows.state(december).title).toBe("Departments sent 2,700 rows for December 2021");
  });

  test("gives the share of rows matched over all feeds, not the mean of their shares", () => {
    // 2,200 of 2,700; the mean of 90%, 80%, 50% and 99% would be 79.6%.
    expect(matched.state(december).title).toBe(
      "81.5% of the rows for December 2021 were found in the register",
    );
  });

  test("says nothing of a share where the rows of a feed are withheld", () => {
    const [feed] = tables.exchange!.rows;
    const few = [...feed!.slice(0, 2), "2021-12", "in_time", 0, "withheld", "withheld", "withheld"];
    const scene = sceneIn(releaseOf({ ...tables, exchange: { ...tables.exchange!, rows: [few] } }));
    expect(matched.state(scene).rows[0]).toMatchObject({ share: null, share_status: "withheld" });
    expect(draw(matched, scene).textContent).toContain("Withheld");
  });

  test("counts the months in which every feed that was due came in time", () => {
    expect(months.state(december).title).toBe("In 1 of 2 months every feed that was due came in time");
  });

  test("heads the page with feeds due, in time, late and missing, and names the late ones", () => {
    const tiles = exchangePage.headline!(december);
    expect(tiles.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      "Feeds due: 5",
      "Came in time: 3",
      "Came late: 1",
      "Not received: 1",
      "Rows matched to the register: 81.5%",
    ]);
    expect(tiles[2]!.comparison).toBe("Education");
    expect(tiles[4]!.comparison).toBe("1.5 percentage points more than in December 2020");
  });

  test("offers periods but no areas, since a feed is a whole department's", () => {
    const choices = choicesOf(december, exchangePage);
    expect(choices).toMatchObject({ areas: ["9"], periods: ["2020-12", "2021-12"] });
    const form = filters(document, december, choices);
    expect(form.querySelector("select[name=area]")).toBeNull();
    expect(form.querySelectorAll("select[name=period] option")).toHaveLength(2);
  });
});
