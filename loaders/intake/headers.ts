import type { Contract } from "../contracts/contract.ts";
import { UserError } from "../errors.ts";
import { headerUnit, unitsAbove } from "./formats/units.ts";
import { headerIdentifies, shownHeader } from "./identity.ts";

/** One contract column found in a file. */
export interface Mapped {
  column: string;
  /** Position in the file, from 0. */
  index: number;
  header: string;
  /** Multiplier from the header's unit to the contract's, e.g. 10000 under `资产原值（万元）`. */
  factor: number;
}

export interface Mapping {
  mapped: Mapped[];
  /** Headers that no contract column claims. Their values are never stored. */
  dropped: string[];
  /** How many columns the file has. */
  width: number;
  /** Of the dropped, those whose header says that they identify someone. */
  identifying: string[];
}

/** Headers are compared without case, width, spaces and the marks that offices put around them. */
export const normalHeader = (header: string): string =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_*：:．.、"'“”]+/g, "");

/** The names under which a contract's columns may come, normalised. */
export function headerNames(contract: Contract): Map<string, string> {
  const names = new Map<string, string>();
  for (const [column, c] of Object.entries(contract.columns)) {
    for (const name of [column, c.label.en, c.label.zh, ...(c.aliases ?? [])])
      names.set(normalHeader(name), column);
  }
  for (const column of Object.keys(contract.columns)) names.set(normalHeader(column), column);
  return names;
}

/** Whether a header belongs to the contract: tells the reader which row of a file is its header. */
export function knownHeader(contract: Contract): (header: string) => boolean {
  const names = headerNames(contract);
  return (header) => find(names, contract, header) !== undefined;
}

function find(
  names: Map<string, string>,
  contract: Contract,
  header: string,
): { column: string; factor?: number } | undefined {
  const exact = names.get(normalHeader(header));
  if (exact) return { column: exact };
  const { name } = headerUnit(header);
  const [lastPart, ...groups] = name.split("/").reverse() as [string, ...string[]];
  const column = names.get(normalHeader(name)) ?? names.get(normalHeader(lastPart));
  if (!column) return undefined;
  const { unit } = contract.columns[column]!;
  const stated = headerUnit(header, unit);
  if (stated.name !== name) return undefined;
  if (unit === undefined) return { column };
  if (name !== header) return { column, factor: stated.factor };
  const group = groups.find((g) => headerUnit(g, unit).name !== g);
  return { column, factor: group === undefined ? undefined : headerUnit(group, unit).factor };
}

/**
 * Which column of the contract each header of a file is.
 * @param above what stands above the header: a unit there holds for the columns whose headers state none
 * @throws UserError where a required column is missing, two headers claim one column, or the contract
 * refuses files with identifying columns.
 */
export function mapHeaders(
  contract: Contract,
  headers: string[],
  file: string,
  optional: string[],
  above: string[] = [],
): Mapping {
  const names = headerNames(contract);
  const mapped: Mapped[] = [];
  const dropped: string[] = [];
  headers.forEach((header, index) => {
    const found = find(names, contract, header);
    if (!found) {
      if (header) dropped.push(header);
      return;
    }
    const { type, unit } = contract.columns[found.column]!;
    const number = type === "integer" || type === "decimal";
    if (number && unit === undefined && !names.has(normalHeader(header)) && headerUnit(header).factor !== 1) {
      throw new UserError(
        `${file}: the header \`${header}\` states a unit, but the contract ${contract.dataset} gives column \`${found.column}\` none, so that nobody can say what to convert it to. Write the values in the unit that each row states, and the header without one.`,
      );
    }
    const twin = mapped.find((m) => m.column === found.column);
    if (twin) {
      throw new UserError(
        `${file}: the headers \`${twin.header}\` and \`${header}\` are both column \`${found.column}\`. Keep one of them.`,
      );
    }
    const { column, factor = number && unit ? factorAbove(above, unit, header, file) : 1 } = found;
    mapped.push({ column, index, header, factor });
  });
  const missing = Object.entries(contract.columns)
    .filter(([name, c]) => c.required && !optional.includes(name) && !mapped.some((m) => m.column === name))
    .map(([name, c]) => `\`${name}\` (${c.label.zh})`);
  if (missing.length > 0) {
    throw new UserError(
      `${file}: no column for ${missing.join(", ")}. Found the headers ${headers
        .filter(Boolean)
        .map((h) => `\`${shownHeader(h)}\``)
        .join(", ")}; rename one, or add an alias to the contract ${contract.dataset}.`,
    );
  }
  const identifying = dropped.filter(headerIdentifies);
  if (contract.identifying === "refuse" && identifying.length > 0) {
    throw new UserError(
      `${file}: the column \`${shownHeader(identifying[0]!)}\` identifies someone, and ${contract.dataset} takes no such file. Remove the column and send it again.`,
    );
  }
  return { mapped, dropped, width: headers.length, identifying };
}

/** @throws UserError where the note above the table names two units of a column's kind */
function factorAbove(above: string[], unit: string, header: string, file: string): number {
  const [factor = 1, other] = unitsAbove(above, unit);
  if (other === undefined) return factor;
  throw new UserError(
    `${file}: the note above the table names several units that \`${header}\` may be in. Write its own behind its name, as in \`${header}（万元）\`, and send the file again.`,
  );
}
