import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSources } from "../../../loaders/sources/config.ts";
import { areasCsv, incomeCsv, makeProject, type Project } from "../../project.ts";
import { declare, someOrigin } from "./fixture.ts";
import { type Server, startPostgres } from "./postgres-server.ts";

const ref = (name: string) => `$${`{${name}}`}`;

/** Every secret that the declarations below use, with characters that addresses and YAML treat specially. */
const env = {
  STAT_TOKEN: "synthetic-token/with+signs&=1",
  STAT_PASSWORD: "synthetic:pass word%",
  STAT_HEADER: "Synthetic-Header-77 a1b2",
  DB_PASSWORD: "synthetic'db\"pass$1",
};
const forms = Object.values(env).flatMap((value) => [
  value,
  encodeURIComponent(value),
  JSON.stringify(value).slice(1, -1),
  Buffer.from(value).toString("base64").replace(/=+$/, ""),
  Buffer.from(`reader:${value}`).toString("base64").replace(/=+$/, ""),
]);

let project: Project;
let server: Server;
let answer: (url: string) => { status: number; headers?: Record<string, string>; body?: string };
const web = createServer((request, response) => {
  const { status, headers, body } = answer(request.url!);
  response.writeHead(status, { ...headers, etag: `"${request.url}"` }).end(body);
});
let host: string;
beforeAll(async () => {
  project = await makeProject();
  server = await startPostgres(env.DB_PASSWORD);
  await server.sql(
    `create table income as select 'S' || n as household, '999901001001' as area, '2021-Q1' as period, 2 as persons,
       9000 as wage, 0 as operating, 0 as property, 0 as transfer, 9000 as total from generate_series(1, 30) n`,
  );
  web.listen(0, "127.0.0.1");
  await once(web, "listening");
  host = `127.0.0.1:${(web.address() as { port: number }).port}`;
  Object.assign(project.env, env);
});
afterAll(async () => {
  web.closeAllConnections();
  web.close();
  await server.stop();
  await project.remove();
});

const sources = (postgres: Record<string, unknown> = {}) => ({
  areas: {
    origin: someOrigin,
    http: {
      url: `http://${host}/areas.csv?token=${ref("STAT_TOKEN")}`,
      user: "reader",
      password: ref("STAT_PASSWORD"),
      headers: { "x-api-key": ref("STAT_HEADER") },
      attempts: 2,
    },
  },
  income: {
    origin: someOrigin,
    postgres: {
      host: "127.0.0.1",
      port: server.port,
      database: "postgres",
      user: "owner",
      password: ref("DB_PASSWORD"),
      table: "income",
      ...postgres,
    },
  },
});

/** Every byte below the project and every line said, together with the names of all files. */
async function everything(said: string): Promise<string> {
  const parts = [said];
  for (const entry of await readdir(project.paths.root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    parts.push(path);
    if (entry.isFile()) parts.push((await readFile(path)).toString("latin1"));
  }
  return parts.join("\n");
}

async function expectNoSecret(said: string): Promise<void> {
  const all = await everything(said);
  expect(forms.filter((form) => all.includes(form))).toEqual([]);
}

describe("a secret reaches the server it is for, and nothing else", () => {
  test("a whole build leaves no secret in a file, a name or a line", async () => {
    let asked = "";
    answer = (url) => {
      asked = url;
      return { status: 200, body: areasCsv };
    };
    await declare(project, sources());
    const said = await project.build();
    expect(asked).toBe(`/areas.csv?token=${encodeURIComponent(env.STAT_TOKEN)}`);
    expect(said.filter((line) => line.includes(": sources: "))).toHaveLength(2);
    await expectNoSecret(said.join("\n"));
  });

  test.each<[string, typeof answer, Record<string, unknown>]>([
    ["a server that fails", () => ({ status: 500 }), {}],
    ["a refused login", () => ({ status: 401 }), {}],
    [
      "a redirect that repeats it",
      (url) => ({ status: 302, headers: { location: `http://elsewhere.test${url}` } }),
      {},
    ],
    [
      "a page that repeats it",
      (url) => ({ status: 200, headers: { "content-type": "text/html" }, body: url }),
      {},
    ],
    [
      "a query that holds it and fails",
      () => ({ status: 200, body: areasCsv }),
      { table: undefined, query: 'select * from "synthetic\'db""pass$1"' },
    ],
    ["a user that is refused", () => ({ status: 200, body: areasCsv }), { user: ref("STAT_HEADER") }],
    [
      "a database that is named by one",
      () => ({ status: 200, body: areasCsv }),
      { database: ref("STAT_HEADER") },
    ],
  ])("%s leaves none in the message or a file", async (_, answers, postgres) => {
    answer = answers;
    await declare(project, sources(postgres));
    const failure = await project.build().catch((error: Error) => error);
    expect(failure).toBeInstanceOf(Error);
    // What a person wrote into the declaration is theirs; all else is searched.
    await declare(project, sources());
    const { message, stack } = failure as Error;
    await expectNoSecret(`${message}\n${stack}`);
  });
});

describe("a secret that is written out, or is not there, is said", () => {
  const fails = async (http: Record<string, unknown>) => {
    await declare(project, {
      areas: { origin: someOrigin, http: { url: `http://${host}/areas.csv`, ...http } },
    });
    return project.build().then(
      () => "",
      (error: Error) => error.message,
    );
  };

  test.each<[Record<string, unknown>, RegExp]>([
    [{ password: "open-secret" }, /areas\.http\.password: a secret stands in an environment variable/],
    [{ headers: { Authorization: "Bearer open-secret" } }, /`Authorization` looks like a secret/],
    [{ url: "https://host.test/a.csv?access_token=open-secret" }, /`access_token` looks like a secret/],
    [{ url: "https://reader:open-secret@host.test/a.csv" }, /no user or password in an address/],
  ])("%j", async (http, expected) => {
    const message = await fails(http);
    expect(message).toMatch(expected);
    expect(message).not.toContain("open-secret");
  });

  test("a variable that is not set is named", async () => {
    expect(await fails({ password: ref("NOT_SET_ANYWHERE") })).toMatch(
      /own\.areas: the environment variable NOT_SET_ANYWHERE is not set/,
    );
  });

  test("a variable with a line break inside is refused without its value", async () => {
    project.env.BROKEN = "synthetic\nbreak";
    const message = await fails({ headers: { "x-api-key": ref("BROKEN") } });
    expect(message).toMatch(/BROKEN holds a line break/);
    expect(message).not.toContain("synthetic");
  });
});

test("the example of the guide and the commented one are valid", async () => {
  const guide = await readFile(join(import.meta.dirname, "../../../docs/sources.md"), "utf8");
  const commented = await readFile(join(import.meta.dirname, "../../../sources.yml"), "utf8");
  const uncommented = commented.slice(commented.indexOf("# own:")).replaceAll(/^# ?/gm, "");
  for (const yaml of [/```yaml\n([^`]*)```/.exec(guide)![1]!, uncommented]) {
    await writeFile(join(project.paths.root, "sources.yml"), yaml);
    const { own } = await readSources(project.paths.root, ["own"]);
    expect(own!.map((s) => s.where)).toEqual(["own.employment", "own.income"]);
  }
  await writeFile(join(project.paths.root, "sources.yml"), commented);
  expect(await readSources(project.paths.root, ["own"])).toEqual({});
});

describe("a mistake in sources.yml names its place", () => {
  test.each<[string, RegExp]>([
    ["own: [", /sources\.yml is not valid YAML/],
    ["other: {}", /`other` is not a collection of foothold\.yml, which has own/],
    [
      "own: { incomes: { http: { url: 'https://h.test/a.csv' } } }",
      /own\.incomes: `incomes` is not one of areas/,
    ],
    ["own: { income: {} }", /own\.income: say either `http` or `postgres`/],
    ["own: { income: { http: { url: ftp://h.test/a.csv } } }", /own\.income\.http\.url: an address like/],
    [
      "own: { income: { http: { url: 'https://h.test/export?id=5' } } }",
      /does not end in a file name.*`file: income\.csv`/,
    ],
    [
      "own: { income: { postgres: { host: h, database: d, user: u, query: select 1, periods: [2021-Q1] } } }",
      /`periods` and \$period in the query go together/,
    ],
  ])("%s", async (yaml, expected) => {
    await writeFile(join(project.paths.root, "sources.yml"), yaml);
    await expect(project.build()).rejects.toThrow(expected);
  });

  test("a file without an origin says what an origin needs", async () => {
    answer = () => ({ status: 200, body: incomeCsv(3) });
    await declare(project, { livestock: { http: { url: `http://${host}/livestock-2021-Q1.csv` } } });
    await expect(project.build()).rejects.toThrow(/own\.livestock: `origin` has no title/);
  });
});
