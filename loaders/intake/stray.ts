import type { Contract } from "../contracts/contract.ts";
import { literal } from "../db.ts";
import { columnNames } from "./formats/table.ts";
import { headerUnit } from "./formats/units.ts";
import type { Mapping } from "./headers.ts";

/** Rows that stand in a sheet and are no rows of its table: totals, the header of a further page, footnotes. */

const total =
  "[合总小共累][\\s\\x{3000}]*计[:：]?|([Ss]ub-?|[Gg]rand )?[Tt]otal[:：]?|(SUB-?|GRAND )?TOTAL[:：]?";
const note =
  "(注|备注|说明|填表|填报|制表|审核|复核|负责人|单位负责人|数据来源|资料来源|[Nn]otes?|[Ss]ources?)[^:：]{0,12}[:：]";

/** SQL of the first text of a row that is not blank; some may have been read as numbers already. */
export const firstText = ({ width }: Mapping): string =>
  `coalesce(${columnNames(width)
    .map((c) => `${c}::varchar`)
    .join(", ")}, null)`;

const keys = (contract: Contract, { mapped }: Mapping): string[] =>
  mapped.filter(({ column }) => contract.columns[column]!.type === "key").map(({ index }) => `c${index}`);

/** SQL of the reason for which a row of texts is none of the table, NULL for all others. */
export function straySql(contract: Contract, mapping: Mapping): string {
  const { mapped, width } = mapping;
  const names = mapped.map(({ index, header }) => {
    const forms = [header, ...header.split("/")].flatMap((h) => [h, headerUnit(h).name]);
    return `coalesce(c${index} in (${[...new Set(forms)].map(literal).join(", ")}), false)::int`;
  });
  const required = mapped.filter(({ column }) => contract.columns[column]!.required);
  const lacking = required.map(({ index }) => `c${index} is null`).join(" or ") || "false";
  const first = firstText(mapping);
  const totals = [first, ...keys(contract, mapping)].map((c) => `regexp_full_match(${c}, ${literal(total)})`);
  return `case
    when ${names.join(" + ")} >= 2 then 'repeated_header'
    when ${totals.join(" or ")} then 'totals_row'
    when (${lacking}) and (regexp_matches(${first}, ${literal(`^${note}`)})
      or (list_count([${columnNames(width).join(", ")}]) = 1 and ${width} > 2)) then 'text_line' end`;
}

/**
 * SQL that is true where a row may not be judged plainly: it could be one of totals, or its key a spreadsheet's.
 * @param first column that holds {@link firstText}
 */
export function oddSql(contract: Contract, mapping: Mapping, first: string): string {
  const chinese = ["合", "总", "小", "共", "累"].map((c) => `${first} like '${c}%'`).join(" or ");
  return [
    `contains(${first}, 'otal') or contains(${first}, 'OTAL') or (${first} > '一' and (${chinese}))`,
    ...keys(contract, mapping).map(
      (c) =>
        `${c} like '#%' or ${c} like '=%' or contains(${c}, 'E+') or contains(${c}, 'e+') or (${c} > '一' and regexp_full_match(${c}, ${literal(total)}))`,
    ),
  ].join(" or ");
}
