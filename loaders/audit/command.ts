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
  { sealed }: { sealed?: string },
  paths: Paths,
): Promise<{ lines: string[]; passed: boolean }> {
  const own = /^[0-9a-f]{16}$/.test(release) && (await exists(join(paths.releases, release)));
  const kept = join(paths.private, "releases", release, "required.parquet");
  const list = sealed ?? (own && (await exists(kept)) ? kept : undefined);
  const report = await audit(own ? join(paths.releases, release) : release, { sealed: list });
  const against = list
    ? `Judged by the widths in ${list}.`
    : "Judged without a sealed list: no withheld value may be known exactly.";
  return { lines: [...reportLines(report), against], passed: report.passed };
}
