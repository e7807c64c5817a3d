import { describe, expect, test } from "vitest";
import { account } from "../../../src/figures/monitoring/account.ts";
import { finding, waiting } from "../../../src/figures/monitoring/finding.ts";
import { flows, movement, year } from "../../../src/figures/monitoring/flows.ts";
import { monitoringPage } from "../../../src/figures/monitoring/page.ts";
import { risks } from "../../../src/figures/monitoring/risks.ts";
import { stock, townships } from "../../../src/figures/monitoring/stock.ts";
import { villages } from "../../../src/figures/monitoring/villages.ts";
import { monitoringTables } from "../monitoring-tables.ts";
import { releaseOf, sceneIn } from "../release.ts";
import { tables } from "../tables.ts";

const release = releaseOf(tables);
const county = sceneIn(release);
const township = sceneIn(release, { area: "901" });

describe("the monitoring page", () => {
  test("states the stock with its change on a year earlier, worked by hand", () => {
    expect(stock.state(county).title).toBe("25 households are monitored, 25% more than in December 2020");
  });

  test("keeps a withheld category of a township missing, and never shows it as zero", () => {
    const withheld = { households: null, households_status: "withheld" };
    const inStock = stock
      .state(township)
      .rows.find((r) => r.category === "unstable_lifted" && r.period === "2021-12");
    expect(inStock).toMatchObject(withheld);
    const inTable = townships
      .state(county)
      .rows.find((r) => r.category === "unstable_lifted" && r.area === "901");
    expect(inTable).toMatchObject(withheld);
  });

  test("tells months of the whole county whatever township is chosen, and says so", () => {
    const state = flows.state(township);
    expect(state.title).toBe("In December 2021, 30 households came onto the list and 25 left it");
    expect(state.area).toBe(county.area("9"));
  });

  test("never names as the largest movement one that is withheld", () => {
    expect(movement.state(county).title).toBe(
      "Marginal, at risk: 16 newly identified in December 2021, the most of the three categories that can be shown",
    );
  });

  test("shows a township's whole year without the parts that are withheld", () => {
    expect(year.state(county).title).toContain(
      "120 came onto the list, 15 of them for a second time; 90 left it",
    );
    expect(year.state(township).title).toBe(`${county.area("901")}, 2021: 40 came onto the list, 30 left it`);
  });

  test("says that the risks of households do not add up to 100%, and to what they add up", () => {
    const state = risks.state(county);
    expect(state.title).toBe("Illness is the most frequent risk: 80% of monitored households have it");
    expect(state.notes[0]).toContain(
      "do not add up to 100%: a household can have several risks, so they come to 120%",
    );
    const primary = state.rows.filter(({ role }) => role === "primary");
    expect(primary.reduce((sum, row) => sum + Number(row.share), 0)).toBeCloseTo(1);
  });

  test("gives no sum of the risks where one of them is withheld", () => {
    const state = risks.state(township);
    expect(state.title).toContain("Schooling costs");
    expect(state.notes[0]).toContain("would not add up to 100%");
    expect(state.notes[0]).not.toMatch(/come to/);
  });

  test("compares how households were found, and shows what the records leave out", () => {
    const state = finding.state(county);
    expect(state.title).toBe(
      "A department's early warning found 40% of those identified in 2021, and 20% in 2020",
    );
    expect(state.rows).toContainEqual(
      expect.objectContaining({ period: "2021", found_by: "not_reported", identified: 12 }),
    );
  });

  test("puts the wait for registration into days and the share over 15", () => {
    expect(waiting.state(county).title).toBe(
      "2021: half of the registrations came within 9 days of the lead; 20% took more than 15",
    );
    expect(waiting.state(township).title).toBe(
      "2021: half of the registrations came within 8 days of the lead",
    );
  });

  test("shows where the stock identity fails and by how much", () => {
    const state = account.state(county);
    const place = county.area("901");
    expect(state.title).toBe(`1 of 3 monthly accounts does not add up: ${place}`);
    expect(state.rows).toEqual([
      expect.objectContaining({ area: "901", period: "2021-12", return_gap: 3, difference: 3 }),
    ]);
    expect(state.notes[0]).toBe(
      `${place}, December 2021, Lifted but unstable: return off by 3, records off by 0, return less records 3 households.`,
    );
  });

  test("says that every account adds up where every one does", () => {
    const whole = releaseOf({
      ...tables,
      monitoring_gap: {
        ...monitoringTables.monitoring_gap!,
        rows: [
          ["9", "2021-12", "all", 0, 0, 0],
          ["901", "2021-12", "unstable_lifted", 0, 0, 0],
        ],
      },
    });
    const state = account.state(sceneIn(whole));
    expect(state.title).toBe("All 1 monthly accounts add up");
    expect(state.rows).toHaveLength(1);
  });

  test("counts the villages that can be shown, and in a township shows those that can", () => {
    expect(villages.state(county).title).toBe("1 of 2 villages have enough monitored households to be shown");
    expect(villages.state(township).rows).toEqual([
      expect.objectContaining({ area: "90101", households: 12 }),
      expect.objectContaining({ area: "90102", households: null, households_status: "withheld" }),
      expect.objectContaining({ area: "90103", households: 0, households_status: "" }),
    ]);
  });

  test("gives every headline figure a comparison or the reason why there is none", () => {
    expect(monitoringPage.headline!(county).map(({ value, comparison }) => [value, comparison])).toEqual([
      ["25", "25% more than in December 2020"],
      ["60", "the same as in December 2020"],
      ["120", "20% more than in 2020"],
      ["90", "the same as in 2020"],
      ["9", "No comparison: the release has no figure for 2020"],
    ]);
  });
});
