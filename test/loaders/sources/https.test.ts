import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:https";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { list } from "../../../loaders/files.ts";
import { areasCsv, incomeCsv, makeProject, type Project } from "../../project.ts";
import { selfSigned } from "./certificate.ts";
import { declare, fetchAll, someOrigin } from "./fixture.ts";

const { key, cert } = selfSigned();
let project: Project;
let server: Server;
let answered = 0;
beforeEach(async () => {
  project = await makeProject();
  answered = 0;
  server = createServer({ key, cert }, (_, response) => {
    answered++;
    response.end(incomeCsv(12));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const url = `https://127.0.0.1:${port}/income-2021-Q1.csv`;
  await declare(project, { income: { origin: someOrigin, http: { url } } });
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
  await project.remove();
});

test("a server whose certificate nobody vouches for is refused before anything is asked of it", async () => {
  await expect(fetchAll(project)).rejects.toThrow(
    /has a certificate that is not trusted here .*NODE_EXTRA_CA_CERTS/,
  );
  expect(answered).toBe(0);
});

test("a server whose authority NODE_EXTRA_CA_CERTS names is trusted, and its file taken in", async () => {
  await project.send("areas", "areas.csv", areasCsv);
  const authority = join(project.paths.root, "authority.pem");
  await writeFile(authority, cert);
  const cli = fileURLToPath(new URL("../../../loaders/cli.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", cli, "build", "--data-only"], {
    env: {
      ...process.env,
      ...project.env,
      FOOTHOLD_ROOT: project.paths.root,
      NODE_EXTRA_CA_CERTS: authority,
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complained = "";
  child.stderr.on("data", (text) => {
    complained += text;
  });
  const [code] = await once(child, "close");
  expect(code, complained).toBe(0);
  expect(answered).toBe(1);
  const [income] = (await list(join(project.paths.root, "snapshots/income"))).filter((f) =>
    f.endsWith(".csv"),
  );
  expect(await readFile(join(project.paths.root, "snapshots/income", income!), "utf8")).toBe(incomeCsv(12));
});
