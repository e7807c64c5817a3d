import fc from "fast-check";
import { expect, test } from "vitest";
import { csvOf, field } from "../../../../src/components/figure/csv.ts";
import { trend } from "../../../../src/figures/employment/work.ts";
import { releaseOf, sceneIn } from "../../release.ts";
import { tables } from "../../tables.ts";

test("text that a spreadsheet would run as a formula is made harmless", () => {
  expect(field("=1+1")).toBe("'=1+1");
  expect(field("@SUM(A1)")).toBe("'@SUM(A1)");
  expect(field('=HYPERLINK("x","y")')).toBe('"\'=HYPERLINK(""x"",""y"")"');
  expect(field("＝1+1")).toBe("'＝1+1");
  expect(field("\n=1+1")).toBe('"\'\n=1+1"');
  expect(field("-12.5")).toBe("-12.5");
});

test("no field begins with a sign that starts a formula, unless it is a number, and each is read back as it was", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `=${text}`),
      ),
      (text) => {
        const written = field(text);
        const read = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
        expect([text, `'${text}`]).toContain(read);
        expect(/^[=+\-@\t\r\n＝＋－＠]/.test(read) && Number.isNaN(Number(read))).toBe(false);
      },
    ),
  );
});

test("every line of a download says what it is, and that it is synthetic", () => {
  const scene = sceneIn(releaseOf(tables), { area: "901" });
  const [head, ...lines] = csvOf(trend.state(scene), scene).trimEnd().split("\r\n");
  expect(head).toBe(
    "period,kind,kind_label,workers,workers_status,workers_unit,figure,area_shown,population,tier,qualifier,source,collection,synthetic",
  );
  expect(lines).toHaveLength(26);
  for (const line of lines) expect(line).toContain("SYNTHETIC: fictional county");
  expect(lines.at(-1)).toContain("2021-12,public_post,Public-welfare post,,withheld,persons,");
});
