import type { Column, Contract, Frequency } from "../contracts/contract.ts";
import { periodPattern } from "../periods.ts";
import type { CodeLists } from "../release/manifest.ts";

/** A field of a Frictionless Table Schema, with the unit and the header names that Foothold adds. */
export interface Field {
  name: string;
  type: "string" | "integer" | "number" | "boolean" | "date";
  title: string;
  title_zh: string;
  unit?: string;
  aliases?: readonly string[];
  trueValues?: string[];
  falseValues?: string[];
  constraints?: {
    required?: boolean;
    minimum?: number;
    maximum?: number;
    pattern?: string;
    enum?: string[];
  };
}

export interface TableSchema {
  $schema: string;
  title: string;
  description: string;
  fields: Field[];
  primaryKey: string[];
  missingValues: string[];
  foreignKeys?: { fields: string[]; reference: { resource: string; fields: string[] } }[];
}

const types: Partial<Record<Column["type"], Field["type"]>> = {
  integer: "integer",
  decimal: "number",
  boolean: "boolean",
  date: "date",
};

/**
 * The Frictionless Table Schema (version 2) of a dataset as an office sends it in its plainest form: the
 * contract's own headers, codes and units. Intake understands more than that.
 */
export function tableSchema(contract: Contract, codes: CodeLists): TableSchema {
  const columns = Object.entries(contract.columns);
  const places = columns.filter(([, column]) => column.type === "area").map(([name]) => name);
  const key = contract.columns.period && !contract.key.includes("period") ? ["period"] : [];
  return {
    $schema: "https://datapackage.org/profiles/2.0/tableschema.json",
    title: contract.title.en,
    description: `${contract.grain.en}. ${contract.population.en}.`,
    fields: columns.map(([name, column]) => field(name, column, contract.frequency, codes)),
    primaryKey: [...key, ...contract.key],
    missingValues: [""],
    ...(places.length > 0
      ? {
          foreignKeys: places.map((name) => ({
            fields: [name],
            reference: { resource: "areas", fields: ["code"] },
          })),
        }
      : {}),
  };
}

function field(name: string, column: Column, frequency: Frequency, codes: CodeLists): Field {
  const { type, label, unit, aliases, required, min, max } = column;
  const list = (codes[column.codes ?? ""] ?? []).map(({ code }) => code);
  const constraints = {
    ...(required ? { required } : {}),
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
    ...(type === "code" ? { enum: list } : {}),
    ...(type === "codes" ? { pattern: `(${list.join("|")})(;(${list.join("|")}))*` } : {}),
    ...(type === "period" ? { pattern: periodPattern[frequency] } : {}),
  };
  return {
    name,
    type: types[type] ?? "string",
    title: label.en,
    title_zh: label.zh,
    ...(unit ? { unit } : {}),
    ...(aliases?.length ? { aliases } : {}),
    ...(type === "boolean" ? { trueValues: ["true", "是"], falseValues: ["false", "否"] } : {}),
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
  };
}
