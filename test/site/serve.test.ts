import { mkdtemp, rm } from "node:fs/promises";
import { type IncomingHttpHeaders, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, serve } from "../../loaders/site/serve.ts";
import { write } from "./project.ts";

const long = "county,persons\n".repeat(30_000);
let folder: string;
let site: Served;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "foothold-serve-"));
  await write(folder, "index.html", "home");
  await write(folder, "demo/index.html", "demo");
  await write(folder, "demo/employment.html", "employment");
  await write(folder, "data/table.arrow", "arrow");
  await write(folder, "data/long.csv", long);
  await write(folder, "data/long.parquet", long);
  site = await serve({ folder, port: 0 });
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

const get = (path: string) => fetch(new URL(path, site.url), { redirect: "manual" });

test("a page answers with its ending and without", async () => {
  expect(await (await get("demo/employment.html")).text()).toBe("employment");
  expect(await (await get("demo/employment")).text()).toBe("employment");
  expect(await (await get("demo/")).text()).toBe("demo");
});

test("a folder without its slash leads to the one with it, and keeps the query", async () => {
  const response = await get("demo?area=999901");
  expect(response.status).toBe(301);
  expect(new URL(response.headers.get("location")!, response.url).href).toBe(`${site.url}demo/?area=999901`);
});

test("nothing outside the folder is served, and a page that is missing says so", async () => {
  expect((await get("%2e%2e/%2e%2e/etc/hosts")).status).toBe(404);
  expect((await get("demo/none")).status).toBe(404);
});

test("tables go out as Arrow, and no type is guessed by the browser", async () => {
  const { headers } = await get("data/table.arrow");
  expect(headers.get("content-type")).toBe("application/vnd.apache.arrow.stream");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

test("an address that leads nowhere gets the site's own page for it, once there is one", async () => {
  await write(folder, "404.html", "<h1>not here</h1>");
  const answer = await get("demo/none/at/all");
  expect([answer.status, await answer.text()]).toEqual([404, "<h1>not here</h1>"]);
  expect(answer.headers.get("content-type")).toContain("text/html");
});

test("what shrinks goes out compressed to who takes it, whole and marked, and nothing else does", async () => {
  const raw = (path: string, headers: Record<string, string>) =>
    new Promise<{ headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
      request(new URL(path, site.url), { headers }, async (answer) => {
        const parts: Buffer[] = [];
        for await (const part of answer) parts.push(part);
        resolve({ headers: answer.headers, body: Buffer.concat(parts) });
      })
        .on("error", reject)
        .end();
    });
  const takes = { "accept-encoding": "gzip, deflate, br" };
  const packed = await raw("data/long.csv", takes);
  expect(packed.headers).toMatchObject({ "content-encoding": "gzip", vary: "Accept-Encoding" });
  expect(gunzipSync(packed.body).toString()).toBe(long);
  for (const { headers, body } of [await raw("data/long.csv", {}), await raw("data/long.parquet", takes)]) {
    expect(headers["content-encoding"]).toBeUndefined();
    expect(body.toString()).toBe(long);
  }
  const part = await raw("data/long.csv", { ...takes, range: "bytes=0-5" });
  expect(part.body.toString()).toBe("county");
});

test("it listens on this machine only", () => {
  expect(new URL(site.url).hostname).toBe("127.0.0.1");
});

test("a port in use is named in one sentence", async () => {
  const port = Number(new URL(site.url).port);
  await expect(serve({ folder, port })).rejects.toThrow(`Port ${port} is in use by another program.`);
});

test("a folder without a site is refused", async () => {
  await expect(serve({ folder: join(folder, "none"), port: 0 })).rejects.toThrow(
    /There is no site in .*npm run build/,
  );
});
