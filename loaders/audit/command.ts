import { join } from "node:path";
import { exists } from "../files.ts";
import type { Paths } from "../paths.ts";
import { audit } from "./audit.ts";
import { reportLines } from "./report.ts";

/**
 * Audits a release given by its folder or its id. For one of this project the sealed list that was made
 * with it is used unless another is named.
 */
export async function auditRelease(
  release: string,
  { sealed, earlier = [] }: { sealed?: string; earlier?: string[] },
  paths: Paths,
): Promise<{ lines: string[]; passed: boolean }> {
  const isOwn = async (id: string) => /^[0-9a-f]{16}$/.test(id) && (await exists(join(paths.releases, id)));
  const folderOf = async (id: string) => ((await isOwn(id)) ? join(paths.releases, id) : id);
  const kept = join(paths.private, "releases", release, "required.parquet");
  const list = sealed ?? ((await isOwn(release)) && (await exists(kept)) ? kept : undefined);
  const report = await audit(await folderOf(release), {
    sealed: list,
    earlier: await Promise.all(earlier.map(folderOf)),
  });
  const against = list
    ? `Judged by the widths in ${list}.`
    : "Judged without a sealed list: no withheld value may be known exactly.";
  return { lines: [...reportLines(report), against], passed: report.passed };
}
