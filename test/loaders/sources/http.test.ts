import { once } from "node:events";
import { readFile, stat, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { list, walk } from "../../../loaders/files.ts";
import { retryAfter } from "../../../loaders/sources/http.ts";
import { areasCsv, incomeCsv, makeProject, type Project } from "../../project.ts";
import { takeIn } from "../intake/county.ts";
import { expectNothingLeft, planted, plantedAccount } from "../intake/planting.ts";
import { declare, fetchAll, type Run, someOrigin } from "./fixture.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback that gives the answers in turn, the last one for ever, and keeps the requests. */
async function serve(...answers: Answer[]) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answers[Math.min(requests.length, answers.length) - 1]!(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  const { port } = server.address() as { port: number };
  return { host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}/income-2021-Q1.csv`, requests };
}

const modified = "Mon, 12 Jul 2021 03:00:00 GMT";
const csv = incomeCsv(200);
const whole: Answer = (_, response) =>
  response.writeHead(200, { etag: '"one"', "last-modified": modified }).end(csv);
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response.writeHead(code, headers).end();

/** Sends the first bytes, and cuts the connection once they have been stored, though it promised all. */
const cutAfter =
  (bytes: number): Answer =>
  async (_, response) => {
    response.writeHead(200, { etag: '"one"', "content-length": Buffer.byteLength(csv) });
    response.write(Buffer.from(csv).subarray(0, bytes));
    const part = join(project.paths.root, ".foothold/sources/own/income/income-2021-Q1.csv.part");
    const stored = () =>
      stat(part).then(
        (s) => s.size,
        () => 0,
      );
    while ((await stored()) < bytes) await setImmediate();
    response.destroy();
  };

/** Answers a range as asked for, if the version still matches. */
const rest: Answer = (request, response) => {
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
  if (!from || request.headers["if-range"] !== '"one"') return whole(request, response);
  const bytes = Buffer.from(csv);
  response
    .writeHead(206, { etag: '"one"', "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}` })
    .end(bytes.subarray(from));
};

let project: Project;
let servers: Server[] = [];
beforeEach(async () => {
  project = await makeProject();
});
afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }
  servers = [];
  await project.remove();
});

const from = (http: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  declare(project, { income: { origin: someOrigin, http, ...more } });
const landed = (file = "income-2021-Q1.csv") =>
  readFile(join(project.paths.root, "snapshots/income", file), "utf8");
const files = () => walk(join(project.paths.root, "snapshots"));

describe("a file comes whole, once, with its date", () => {
  test("it lands as sent, with an origin that says when the server's file was made", async () => {
    const { url } = await serve(whole);
    await from({ url });
    await fetchAll(project);
    expect(await landed()).toBe(csv);
    expect(await landed("origin.yml")).toContain("income-2021-Q1.csv:\n    received: 2021-07-12");
    expect(await files()).toEqual(["income/income-2021-Q1.csv", "income/origin.yml"]);
  });

  test("of identities in it no byte is left beside the snapshot once it is taken in", async () => {
    const text = planted("2021-Q1")
      .map((row) => row.join(","))
      .join("\n");
    const { url } = await serve((_, response) => response.writeHead(200).end(text));
    await project.send("areas", "areas.csv", areasCsv);
    await declare(project, { income: { origin: someOrigin, http: { url } } });
    const { said } = await fetchAll(project);
    const [, income] = await takeIn(project.paths.root, (line) => said.push(line));
    expect(income!.accounts[0]).toMatchObject(plantedAccount);
    await expectNothingLeft(project.paths.root, said);
  });

  test("the next run asks for a newer version only, and leaves the file alone", async () => {
    const { url, requests } = await serve(whole, status(304));
    await from({ url });
    await fetchAll(project);
    const before = await stat(join(project.paths.root, "snapshots/income/income-2021-Q1.csv"));
    const { said } = await fetchAll(project);
    expect(requests[1]!.headers["if-none-match"]).toBe('"one"');
    expect(said).toEqual(["own.income: 1 asked for, 0 new or changed"]);
    const after = await stat(join(project.paths.root, "snapshots/income/income-2021-Q1.csv"));
    expect(after.mtimeMs).toBe(before.mtimeMs);
  });

  test("a file that somebody changed here is asked for anew, whatever the server said before", async () => {
    const { url, requests } = await serve(whole);
    await from({ url });
    await fetchAll(project);
    await writeFile(join(project.paths.root, "snapshots/income/income-2021-Q1.csv"), "edited");
    await fetchAll(project);
    expect(requests[1]!.headers["if-none-match"]).toBeUndefined();
    expect(await landed()).toBe(csv);
  });

  test("the same bytes under a new date are no new snapshot", async () => {
    const again: Answer = (_, response) =>
      response.writeHead(200, { "last-modified": "Wed, 01 Dec 2021 00:00:00 GMT" }).end(csv);
    const { url } = await serve(whole, again);
    await from({ url });
    await fetchAll(project);
    await fetchAll(project);
    expect(await landed("origin.yml")).toContain("received: 2021-07-12");
  });

  test("what a person wrote into origin.yml stays", async () => {
    const { url } = await serve(whole);
    await project.send("income", "income-2020-Q4.csv", incomeCsv(3, "2020-Q4"));
    const path = join(project.paths.root, "snapshots/income/origin.yml");
    await writeFile(path, `# asked for in a letter\n${await readFile(path, "utf8")}`);
    await from({ url }, { origin: {} });
    await fetchAll(project);
    expect(await landed("origin.yml")).toMatch(/^# asked for in a letter\n(.|\n)*received: 2021-07-12/);
  });

  test("a period that the server does not have yet is said, and is no failure", async () => {
    const { host, requests } = await serve(whole, status(404));
    await from({ url: `http://${host}/income-$period.csv`, periods: { first: "2021-Q3" } });
    const { said } = await fetchAll(project);
    expect(requests.map((r) => r.url)).toEqual(["/income-2021-Q3.csv", "/income-2021-Q4.csv"]);
    expect(said).toEqual(["own.income: 2 asked for, 1 new or changed; not there yet: 2021-Q4"]);
  });

  test("an address that has nothing at all is a failure", async () => {
    const { url } = await serve(status(404));
    await from({ url });
    await expect(fetchAll(project)).rejects.toThrow(/own\.income: http:.* has nothing of what was asked for/);
  });
});

describe("a server that fails is asked again, later each time", () => {
  test("500, then 503, then the file: the pauses double, spread by chance", async () => {
    const { url } = await serve(status(500), status(503), whole);
    await from({ url });
    const { waited, said } = await fetchAll(project);
    expect(waited).toEqual([1000, 2000]);
    expect(said[0]).toBe(`${url} has a fault of its own (500); attempt 2 of 5 in 1.0 s`);
    expect(await landed()).toBe(csv);
  });

  test("the pause that the server asks for comes first", async () => {
    const { url } = await serve(status(429, { "retry-after": "7" }), whole);
    await from({ url });
    expect((await fetchAll(project)).waited).toEqual([7000]);
    const now = new Date("2022-01-20T08:00:00Z");
    expect(retryAfter("Thu, 20 Jan 2022 08:00:30 GMT", now)).toBe(30_000);
    expect(retryAfter("soon", now)).toBeUndefined();
  });

  test("a pause of hours is not waited for", async () => {
    const { url } = await serve(status(503, { "retry-after": "7200" }));
    await from({ url });
    await expect(fetchAll(project)).rejects.toThrow(/asks to come back in 120 minutes/);
  });

  test("a server that never recovers ends the build with its name and the reason", async () => {
    const { url, requests } = await serve(status(502));
    await from({ url, attempts: 3 });
    await expect(fetchAll(project)).rejects.toThrow(
      `sources.yml, own.income: ${url} has a fault behind it (502) (3 attempts).`,
    );
    expect(requests).toHaveLength(3);
    expect(await files()).toEqual([]);
  });

  test("a refused login is not tried again", async () => {
    const { url, requests } = await serve(status(401));
    await from({ url });
    await expect(fetchAll(project)).rejects.toThrow(/refused the login/);
    expect(requests).toHaveLength(1);
  });

  test("a server that stalls before or within the file is left after the time-out", async () => {
    const silent: Answer = () => {};
    const halfway: Answer = (_, response) => {
      response.writeHead(200, { etag: '"one"', "content-length": Buffer.byteLength(csv) });
      response.write(csv.slice(0, 1000));
    };
    const { url, requests } = await serve(silent, halfway, rest);
    await from({ url, timeout: 1 });
    const { said } = await fetchAll(project);
    expect(said.filter((line) => /sent nothing for 1 s/.test(line))).toHaveLength(2);
    expect(requests[2]!.headers.range).toBe("bytes=1000-");
    expect(await landed()).toBe(csv);
  });

  test("a server that is not there is said to refuse the connection", async () => {
    const { url } = await serve(whole);
    const server = servers.pop()!;
    server.close();
    await once(server, "close");
    await from({ url, attempts: 2 });
    await expect(fetchAll(project)).rejects.toThrow(/refused the connection \(2 attempts\)/);
  });
});

describe("a cut download goes on where it ended", () => {
  test("within a run, for the rest of the same version", async () => {
    const { url, requests } = await serve(cutAfter(2000), rest);
    await from({ url });
    await fetchAll(project);
    expect(requests[1]!.headers).toMatchObject({ range: "bytes=2000-", "if-range": '"one"' });
    expect(await landed()).toBe(csv);
  });

  test("in the next run, when the first one gave up; until then no part of it is a snapshot", async () => {
    const { url, requests } = await serve(cutAfter(2000), rest);
    await from({ url, attempts: 1 });
    await expect(fetchAll(project)).rejects.toThrow(/cut the connection \(one attempt\)/);
    expect(await files()).toEqual([]);
    await fetchAll(project);
    expect(requests[1]!.headers.range).toBe("bytes=2000-");
    expect(await landed()).toBe(csv);
  });

  test("from the start, when the file has changed in between", async () => {
    const other = incomeCsv(150);
    const changed: Answer = (_, response) => response.writeHead(200, { etag: '"two"' }).end(other);
    const { url } = await serve(cutAfter(2000), changed);
    await from({ url });
    await fetchAll(project);
    expect(await landed()).toBe(other);
  });

  test("from the start, when the server sends another part than was asked for", async () => {
    const wrong: Answer = (_, response) =>
      response.writeHead(206, { etag: '"one"', "content-range": "bytes 5-9/10" }).end("xxxxx");
    const { url } = await serve(cutAfter(2000), wrong, whole);
    await from({ url });
    await fetchAll(project);
    expect(await landed()).toBe(csv);
  });
});

describe("a server cannot give what was not asked for", () => {
  test.each([
    ["announces", (r: ServerResponse) => r.writeHead(200, { "content-length": 2_000_000 }).write("x")],
    [
      "does not announce",
      (r: ServerResponse) => {
        r.writeHead(200);
        for (let i = 0; i < 20; i++) r.write("x".repeat(100_000));
        r.end();
      },
    ],
  ])("a file above the limit that the server %s is refused, and nothing of it stays", async (_, answer) => {
    const { url } = await serve((_, response) => void answer(response));
    await from({ url, megabytes: 1 });
    await expect(fetchAll(project)).rejects.toThrow(/sends more than 1 MB. Raise `megabytes`/);
    await expect(
      stat(join(project.paths.root, ".foothold/sources/own/income/income-2021-Q1.csv.part")),
    ).rejects.toThrow(/ENOENT/);
  });

  test("a login page is no snapshot, and the good file stays", async () => {
    const page: Answer = (_, response) =>
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<html>");
    const { url } = await serve(whole, page);
    await from({ url });
    await fetchAll(project);
    await expect(fetchAll(project)).rejects.toThrow(/answered with a web page/);
    expect(await landed()).toBe(csv);
  });

  test("an empty file does not replace a good one", async () => {
    const { url } = await serve(whole, status(200));
    await from({ url });
    await fetchAll(project);
    await expect(fetchAll(project)).rejects.toThrow(/sent an empty file/);
    expect(await landed()).toBe(csv);
  });

  test("a redirect to another host is refused", async () => {
    const other = await serve(whole);
    const { url } = await serve(status(302, { location: other.url }));
    await from({ url });
    await expect(fetchAll(project)).rejects.toThrow(`redirects to another host, ${other.host}`);
    expect(other.requests).toHaveLength(0);
  });

  test("a host that is allowed is followed, without headers and password; the own host is followed with them", async () => {
    const other = await serve(whole);
    const first = await serve(status(307, { location: "/moved.csv" }), status(302, { location: other.url }));
    await from({
      url: first.url,
      user: "reader",
      password: "$" + "{STAT_PASSWORD}",
      headers: { "x-office": "one" },
      redirects: [other.host],
    });
    await fetchAll(project, { STAT_PASSWORD: "synthetic-secret" });
    const login = `Basic ${Buffer.from("reader:synthetic-secret").toString("base64")}`;
    for (const r of first.requests)
      expect(r.headers).toMatchObject({ authorization: login, "x-office": "one" });
    expect(first.requests[1]!.url).toBe("/moved.csv");
    expect(other.requests[0]!.headers.authorization).toBeUndefined();
    expect(other.requests[0]!.headers["x-office"]).toBeUndefined();
    expect(await landed()).toBe(csv);
  });

  test("redirects in a circle end", async () => {
    const { url } = await serve(status(302, { location: "/income-2021-Q1.csv" }));
    await from({ url });
    await expect(fetchAll(project)).rejects.toThrow(/redirects more than five times/);
  });
});

describe("an optional source does not stop the build", () => {
  test("the last file stays, and the log says how old it is", async () => {
    const { url } = await serve(whole, status(500));
    await from({ url, attempts: 1 }, { optional: true });
    await fetchAll(project);
    const { said } = await fetchAll(project);
    expect(said.at(-1)).toBe(
      `own.income: ${url} has a fault of its own (500) (one attempt); the last file stays, received 2021-07-12, 192 days ago`,
    );
    expect(await landed()).toBe(csv);
  });

  test("before the first file, the log says that there is none", async () => {
    const { url } = await serve(status(403));
    await from({ url }, { optional: true });
    const run: Run = await fetchAll(project);
    expect(run.said.at(-1)).toMatch(/refused access \(403\).*; nothing has been received from it yet/);
    // An empty folder would make the collection count as present.
    expect(await list(join(project.paths.root, "snapshots"))).toEqual([]);
  });
});
