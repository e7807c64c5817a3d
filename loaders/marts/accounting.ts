import type { Declaration, Dimension, Measure } from "./declaration.ts";

/**
 * The identities that follow from a declaration: where a measure adds up over a dimension, its total is
 * the sum of its parts, a subtotal the sum of its own, and an area the sum of the areas below it.
 */

export type Identity = Declaration["identities"][number];

const list = (values: string[]) => values.map((v) => `'${v}'`).join(", ");

/** SQL of what adds up: the measure, or where it is divided by another, the two multiplied. */
export const summed = ({ name, per }: Measure, of = "mart"): string =>
  per ? `${of}.${name} * ${of}.${per}` : `${of}.${name}`;

/** Identities of every measure and dimension that `adds_over` names, as SQL that must return no row. */
export function accountingIdentities(declaration: Declaration): Identity[] {
  const dimensions = new Map(declaration.dimensions.map((d) => [d.name, d]));
  return declaration.measures.flatMap((measure) =>
    measure.adds_over.flatMap((over) => {
      const dimension = dimensions.get(over)!;
      if (over === "area") return [areasAddUp(declaration, measure)];
      const others = declaration.keys.filter((k) => k !== over);
      const sums = Object.entries(dimension.subtotals ?? {}).map(([whole, parts]) =>
        partsAddUp(measure, dimension, others, whole, `${over} in (${list(parts)})`),
      );
      if (dimension.total) sums.push(totalAddsUp(measure, dimension, others, dimension.total));
      return sums;
    }),
  );
}

function totalAddsUp(measure: Measure, dimension: Dimension, others: string[], total: string): Identity {
  // A subtotal stands for its parts, which may be absent from the mart.
  const covered = Object.values(dimension.subtotals ?? {}).flat();
  return partsAddUp(
    measure,
    dimension,
    others,
    total,
    `${dimension.name} not in (${list([total, ...covered])})`,
  );
}

function partsAddUp(
  measure: Measure,
  { name, label }: Dimension,
  others: string[],
  whole: string,
  isPart: string,
): Identity {
  return {
    id: `${measure.name}_add_up_over_${name}_to_${whole}`,
    label: {
      en: `${measure.label.en}: ${whole} is the sum over ${label.en.toLowerCase()}`,
      zh: `${measure.label.zh}：“${whole}”等于各${label.zh}之和`,
    },
    sql: `
      with parts as (
        select ${others.join(", ")}, sum(${summed(measure)}) as expected
        from mart where ${isPart} group by ${others.join(", ")}
      )
      select w.${others.join(", w.")}, ${summed(measure, "w")} as found, p.expected
      from mart w
      left join parts p on ${others.map((k) => `p.${k} = w.${k}`).join(" and ")}
      where w.${name} = '${whole}' and exists (select 1 from parts)
        and abs(coalesce(${summed(measure, "w")}, 0) - coalesce(p.expected, 0)) > 0.001`,
  };
}

/** An area that has records of its own, beside those of the areas below it, is left out. */
function areasAddUp({ keys, inputs }: Declaration, measure: Measure): Identity {
  const others = keys.filter((k) => k !== "area");
  return {
    id: `${measure.name}_add_up_over_area`,
    label: {
      en: `${measure.label.en}: an area is the sum of the areas below it`,
      zh: `${measure.label.zh}：地区数等于下级地区之和`,
    },
    sql: `
      with below as (
        select a.parent as area, m.${others.join(", m.")}, sum(${summed(measure, "m")}) as expected
        from mart m join lake.areas a on a.code = m.area
        group by a.parent, m.${others.join(", m.")}
      )
      select w.area, w.${others.join(", w.")}, ${summed(measure, "w")} as found, b.expected
      from mart w
      join below b on b.area = w.area and ${others.map((k) => `b.${k} = w.${k}`).join(" and ")}
      where abs(coalesce(${summed(measure, "w")}, 0) - coalesce(b.expected, 0)) > 0.001
        and w.area not in (select area from lake.${inputs[0]})`,
  };
}
