import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort, type Served, serve } from "../../loaders/site/serve.ts";
import { write } from "../site/project.ts";

/** Finds nginx, or installs it where this account may, or says what to do. */
function findNginx(): string {
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    "/usr/sbin",
    "/usr/local/sbin",
    "/opt/homebrew/bin",
  ];
  const look = () => folders.map((folder) => join(folder, "nginx")).find(existsSync);
  const found = look();
  if (found) return found;
  if (userInfo().uid === 0 && existsSync("/usr/bin/apt-get")) {
    // A new machine has no list of packages yet.
    for (const args of [["update"], ["install", "-y", "--no-install-recommends", "nginx-light"]])
      execFileSync("apt-get", ["-qq", ...args], { stdio: "inherit" });
    const installed = look();
    if (installed) return installed;
  }
  throw new Error(
    "nginx was not found. Install it (Debian: apt-get install nginx-light) and run this test again.",
  );
}

const table = "county,persons\n".repeat(200);
const hashed = "_npm/plot@1.0.0/1a2b3c4d.js";
let folder: string;
let nginx: ChildProcess;
let url: string;
let ours: Served;

beforeAll(async () => {
  // Where it has to be installed first, so have its media types.
  const binary = findNginx();
  folder = await mkdtemp(join(tmpdir(), "foothold-nginx-"));
  for (const site of ["www", "www/county"]) {
    await write(folder, `${site}/index.html`, "<h1>home</h1>");
    await write(folder, `${site}/demo/index.html`, "<h1>demo</h1>");
    await write(folder, `${site}/demo/employment.html`, "<h1>employment</h1>");
    await write(folder, `${site}/zh/embed/demo/income-trend.html`, "<h1>figure</h1>");
    await write(folder, `${site}/data/demo/income.arrow`, table);
    await write(folder, `${site}/data/demo/income.parquet`, table);
    await write(folder, `${site}/data/demo/income.csv`, table);
    await write(folder, `${site}/${hashed}`, "export {}");
    await write(folder, `${site}/_npm/duckdb@1.0.0/duckdb.wasm`, table);
  }
  const port = await freePort(undefined);
  url = `http://127.0.0.1:${port}/`;
  const documented = await readFile(join(import.meta.dirname, "../../docs/nginx.conf"), "utf8");
  const site = documented
    .replace("listen 80;", `listen 127.0.0.1:${port};`)
    .replace("root /var/www/foothold;", `root ${join(folder, "www")};`);
  expect(site).not.toContain("/var/www/foothold;");
  await write(folder, "site.conf", site);
  const types = ["/etc/nginx/mime.types", "/opt/homebrew/etc/nginx/mime.types"].find(existsSync)!;
  const scratch = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  );
  await write(
    folder,
    "nginx.conf",
    `daemon off; pid ${join(folder, "pid")}; error_log stderr;
${userInfo().uid === 0 ? "user root;" : ""}
events {}
http { include ${types}; default_type application/octet-stream; access_log off; ${scratch.join(" ")} include ${join(folder, "site.conf")}; }`,
  );
  nginx = spawn(binary, ["-p", folder, "-c", join(folder, "nginx.conf")], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  await vi.waitFor(() => fetch(url), { timeout: 20_000 });
  ours = await serve({ folder: join(folder, "www"), port: 0 });
});
afterAll(async () => {
  await ours?.close();
  const ended = new Promise((resolve) => nginx?.once("close", resolve));
  nginx?.kill();
  await ended;
  await rm(folder, { recursive: true });
});

const get = (path: string, base = url) => fetch(new URL(path, base), { redirect: "manual" });

test.each(["", "county/"])("pages answer with their ending and without, below /%s", async (base) => {
  expect(await (await get(`${base}demo/employment`)).text()).toBe("<h1>employment</h1>");
  expect(await (await get(`${base}demo/employment.html`)).text()).toBe("<h1>employment</h1>");
  expect(await (await get(`${base}demo/`)).text()).toBe("<h1>demo</h1>");
  expect((await get(`${base}demo`)).headers.get("location")).toBe(`/${base}demo/`);
  expect((await get(`${base}demo/none`)).status).toBe(404);
});

test.each(["", "county/"])(
  "files named by their content are kept for good and pages never, below /%s",
  async (base) => {
    const cache = async (path: string) => (await get(base + path)).headers.get("cache-control");
    expect(await cache(hashed)).toBe("public, max-age=31536000, immutable");
    expect(await cache("demo/employment.html")).toBe("no-cache");
    expect(await cache("demo/employment")).toBe("no-cache");
    expect(await cache("data/demo/income.arrow")).toBe("no-cache");
  },
);

test.each(["demo/employment", "data/demo/income.arrow", "demo/none"])(
  "the headers that guard the reader come with %s",
  async (path) => {
    const { headers } = await get(path);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toBe("frame-ancestors 'self'");
    expect(headers.get("referrer-policy")).toBe("same-origin");
  },
);

test.each(["zh/embed/demo/income-trend", "county/zh/embed/demo/income-trend.html"])(
  "a page with one figure alone may stand in any frame: %s",
  async (path) => {
    const { status, headers } = await get(path);
    expect(status).toBe(200);
    expect(headers.get("content-security-policy")).toBe("frame-ancestors *");
  },
);

test.each([
  ["data/demo/income.arrow", "application/vnd.apache.arrow.stream"],
  ["data/demo/income.csv", "text/csv"],
  ["_npm/duckdb@1.0.0/duckdb.wasm", "application/wasm"],
])("%s goes out compressed and as %s", async (path, type) => {
  const { headers, body } = await raw(path);
  expect(headers["content-type"]).toContain(type);
  expect(headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(body).toString()).toBe(table);
});

test("the server of `npm run dashboard` answers as nginx does", async () => {
  for (const path of [
    "",
    "demo",
    "demo/",
    "demo/employment",
    "demo/employment.html",
    "demo/none",
    "data/demo/income.parquet",
    "zh/embed/demo/income-trend",
  ]) {
    const [theirs, own] = [await get(path), await get(path, ours.url)];
    expect([path, own.status]).toEqual([path, theirs.status]);
    if (theirs.status === 200) {
      expect(own.headers.get("content-type")?.split(";")[0]).toBe(
        theirs.headers.get("content-type")?.split(";")[0],
      );
      expect(own.headers.get("content-security-policy")).toBe(theirs.headers.get("content-security-policy"));
      expect(await own.text()).toBe(await theirs.text());
    }
  }
});

/** The answer as it comes over the wire, not unpacked. */
const raw = (path: string) =>
  new Promise<{ headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    request(new URL(path, url), { headers: { "Accept-Encoding": "gzip" } }, async (response) => {
      resolve({ headers: response.headers, body: Buffer.concat(await response.toArray()) });
    })
      .on("error", reject)
      .end();
  });
