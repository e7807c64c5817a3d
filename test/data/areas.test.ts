import { expect, test } from "vitest";
import { csvSql, query } from "./csv.ts";

const list = (path: string) => `select * from ${csvSql(path)}`;
const all = `${list("data/areas/xinjiang.csv")} union all ${list("data/areas/shache_villages.csv")}`;

test("the reference lists hold every unit of the region down to townships and every village of one county", async () => {
  expect(await query(`select level, count(*)::int as n from (${all}) group by level order by n`)).toEqual([
    { level: "region", n: 1 },
    { level: "prefecture", n: 15 },
    { level: "county", n: 108 },
    { level: "village", n: 581 },
    { level: "township", n: 1400 },
  ]);
});

test("every area has a code of its own, a Chinese name and a parent one level up that its code extends", async () => {
  const wrong = await query(`
    with areas as (${all}),
    levels as (select code, row_number() over () as rank from ${csvSql("data/codes/level.csv")})
    select a.code from areas a
    left join areas p on p.code = a.parent
    join levels l on l.code = a.level
    left join levels pl on pl.code = p.level
    where a.name_zh = ''
      or (a.level <> 'region' and (p.code is null or not starts_with(a.code, p.code) or l.rank <> pl.rank + 1))
      or a.kind not in (select '' union all select code from ${csvSql("data/codes/area_kind.csv")})
    union all
    select code from areas group by code having count(*) > 1`);
  expect(wrong).toEqual([]);
});

test("the areas of the published figures are those of the reference list, up to the region", async () => {
  const reported = await query<{ code: string }>(`${list("data/reported/areas/areas.csv")} order by code`);
  expect(reported.map((a) => a.code)).toEqual(["65", "6531", "653125", "653125105", "653125411"]);
  expect(
    await query(`${list("data/reported/areas/areas.csv")} except ${list("data/areas/xinjiang.csv")}`),
  ).toEqual([]);
});
