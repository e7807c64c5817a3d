import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bakePage } from "../../../loaders/bake/bake.ts";
import { readRelease } from "../../../loaders/bake/release-reader.ts";
import { UserError } from "../../../loaders/errors.ts";
import { releaseOf } from "../../src/release.ts";
import { tables } from "../../src/tables.ts";

const open = (body: string) =>
  parseHTML(`<html><head></head><body><main>${body}</main></body></html>`).document as unknown as Document;

/** The HTML that Framework would leave of a page's places. */
async function places(slug: string): Promise<string> {
  const markdown = await readFile(`src/[collection]/${slug}.md`, "utf8");
  return [...markdown.matchAll(/^<\/?(?:div|section|figure)[^>]*>.*$/gm)].map(([line]) => line).join("\n");
}

describe("baking", () => {
  test.each(["index", "employment"])(
    "leaves a drawing, a table and a download in every place of %s",
    async (slug) => {
      const release = releaseOf(tables);
      const document = open(await places(slug));
      const files = new Map<string, string>();
      bakePage(document, `/test/${slug}`, release, (path, text) => files.set(path, text));
      const figures = [...document.querySelectorAll("[data-figure]")];
      expect(figures.length).toBeGreaterThanOrEqual(3);
      for (const figure of figures) {
        expect(figure.querySelectorAll("svg")).toHaveLength(2);
        expect(figure.querySelectorAll("tbody tr").length).toBeGreaterThan(0);
        const href = figure.querySelector("a[download]")!.getAttribute("href")!;
        expect(files.get(href.replace("../", ""))).toContain("SYNTHETIC: fictional county");
      }
      expect(document.querySelectorAll("[data-tables=figures]")).toHaveLength(0);
      expect(document.querySelectorAll(".tile").length).toBeGreaterThanOrEqual(3);
      expect(document.querySelector("select[name=area] option[selected]")?.textContent).toBe("Test County");
      expect(document.querySelector("select[name=period] option[selected]")?.getAttribute("value")).toBe(
        "2021-12",
      );
      expect(document.documentElement.getAttribute("data-root")).toBe("../data/");
      expect(document.querySelector("[data-banner]")?.textContent).toContain("Synthetic data.");
    },
  );

  test("bakes the site's front page as the default collection's overview", async () => {
    const document = open(await places("index"));
    bakePage(document, "/index", releaseOf(tables), () => {});
    expect(document.documentElement.getAttribute("data-collection")).toBe("test");
    expect(document.documentElement.getAttribute("data-root")).toBe("./data/");
  });

  test("leaves a page that is no dashboard as it is", () => {
    const document = open("<p>Prose</p>");
    const before = document.toString();
    bakePage(document, "/notebooks/prose", releaseOf(tables), () => {});
    expect(document.toString()).toBe(before);
  });

  test("writes names from the data as text, never as markup", async () => {
    const attack = structuredClone(tables);
    attack.areas!.rows[0]![4] = "<img src=x onerror=alert(1)>";
    const document = open(await places("employment"));
    bakePage(document, "/test/employment", releaseOf(attack), () => {});
    expect(document.querySelectorAll("main img")).toHaveLength(0);
    expect(document.querySelector("select option")?.textContent).toBe("<img src=x onerror=alert(1)>");
  });
});

describe("reading a release", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "foothold-release-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("gives back the tables that were published", async () => {
    const { manifest, codes, table } = releaseOf(tables);
    await mkdir(join(folder, "test"));
    await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
    await writeFile(join(folder, "codes.json"), JSON.stringify(codes));
    await writeFile(join(folder, "test/employment.arrow"), table("test", "employment").toArrowIPC()!);
    const read = readRelease(folder).table("test", "employment");
    expect(read.numRows()).toBe(tables.employment!.rows.length);
    expect(read.get("workers", 1)).toBe(100);
  });

  test("says in a sentence that a file is missing, or that there is no such table", async () => {
    expect(() => readRelease(folder)).toThrow(UserError);
    const { manifest, codes } = releaseOf(tables);
    await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
    await writeFile(join(folder, "codes.json"), JSON.stringify(codes));
    expect(() => readRelease(folder).table("test", "nothing")).toThrow("The release has no table nothing");
    expect(() => readRelease(folder).table("test", "employment")).toThrow("Build it again");
  });
});
