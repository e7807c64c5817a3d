import { type AuditReport, audit } from "../audit/audit.ts";
import { UserError } from "../errors.ts";
import type { Table } from "./manifest.ts";
import type { ProtectedTable, Protection } from "./tables.ts";

/** So often more is withheld around what an audit finds too narrow before a build gives up. */
const rounds = 8;

/** A draft that can be audited: the folder of the release and its sealed list. */
export interface Draft {
  folder: string;
  sealed: string;
  collection: string;
  tables: Record<string, Table>;
}

/**
 * Protects a collection, writes it, audits what was written, and withholds more where the audit found an interval too
 * narrow, until it finds none. The draft's tables then say how narrow the narrowest is.
 * @param write writes what may be published as a draft, over the draft of the round before
 * @throws UserError that names the tables and periods, and no area, if the audit is not content in the end
 */
export async function protectAudited(
  protection: Protection,
  write: (tables: ProtectedTable[]) => Promise<Draft>,
  log: (line: string) => void,
): Promise<{ draft: Draft; tables: ProtectedTable[] }> {
  let narrow = new Set<number>();
  let withheld = -1;
  for (let round = 1; ; round++) {
    const tables = await protection.decide(narrow);
    const draft = await write(tables);
    if (tables.every(({ cells }) => cells.withheld_size === 0)) return { draft, tables };
    const report = await audit(draft.folder, { sealed: draft.sealed });
    if (report.passed) {
      log(`audit passed${round > 1 ? ` in round ${round}` : ""}`);
      for (const found of report.tables) tell(draft, found);
      return { draft, tables };
    }
    const before = withheld;
    withheld = tables.reduce((n, { cells }) => n + cells.withheld_size + cells.withheld_others, 0);
    if (round === rounds || withheld === before || report.impossible.length > 0)
      throw new UserError(complaint(draft, report));
    log(`audit: ${report.narrow.length} withheld values can be computed too closely, more is withheld`);
    narrow = await protection.cellsOf(report.narrow);
  }
}

/** Puts what the audit found narrowest into the manifest's entry of a table. */
function tell({ collection, tables }: Draft, found: AuditReport["tables"][number]): void {
  if (found.collection !== collection || found.asked === 0) return;
  const { cells } = tables[found.table]!;
  if (!found.narrowestCount) {
    cells.narrowest = "as_required";
    return;
  }
  const { measure, width, required } = found.narrowestCount;
  const floor = (value: number) => Math.floor(10 * value + 1e-6) / 10;
  cells.narrowest = { measure, width: floor(width), of_required: floor(width / required) };
}

function complaint({ tables }: Draft, { narrow, impossible }: AuditReport): string {
  if (impossible.length > 0)
    return `The values of ${impossible.join(", ")} that would be published cannot all be true together, so nothing shows that they give nobody away. Correct what the tables' declarations say of how they add up.`;
  const names = new Set(
    narrow.map(({ table, measure, key }) => {
      const at = tables[table]!.dimensions.findIndex((d) => d.name === "period");
      const period = key.split("|")[at];
      return `${table}.${measure}${period ? ` in ${period}` : ""}`;
    }),
  );
  const more = names.size > 5 ? ` and ${names.size - 5} others` : "";
  return `The audit finds small values of ${[...names].slice(0, 5).join("; ")}${more} that can be computed too closely, whatever else is withheld. Ask for narrower widths in disclosure.yml, take \`open\` from a measure there, or leave a code out of the mart.`;
}
