import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import sirv from "sirv";
import { UserError } from "../errors.ts";
import { compress } from "./compress.ts";
import { missingFile } from "./missing.ts";

export interface Served {
  /** Address with a slash at its end. */
  url: string;
  close(): Promise<void>;
}

const firstPort = 3000;
const lastPort = 3099;

const types: Record<string, string> = {
  ".arrow": "application/vnd.apache.arrow.stream",
  ".parquet": "application/vnd.apache.parquet",
};

/**
 * Serves a built site on this machine only. It answers as the web server of docs/deploy.md does, so that what
 * works here works there. Without a port, takes the first free one from 3000 on; 0 means any free one.
 */
export async function serve({ folder, port }: { folder: string; port?: number }): Promise<Served> {
  if (!existsSync(join(folder, "index.html")))
    throw new UserError(`There is no site in ${folder}. Build it first, with "npm run build".`);
  const server = createServer(siteHandler(folder));
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function siteHandler(dist: string) {
  // `dev` looks at the disk each time, so that a site built anew is served without a restart.
  const files = sirv(dist, {
    dev: true,
    etag: true,
    extensions: ["html"],
    setHeaders(response, path) {
      const type = types[extname(path)];
      if (type) response.setHeader("Content-Type", type);
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Cache-Control", "no-cache");
      // Only a page that shows one figure alone may stand in a frame of another site.
      response.setHeader(
        "Content-Security-Policy",
        `frame-ancestors ${/\/embed\//.test(path) ? "*" : "'self'"}`,
      );
    },
  });
  return ((request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
    if (isFolder(dist, pathname)) {
      response.writeHead(301, { Location: `.${pathname.slice(pathname.lastIndexOf("/"))}/${search}` }).end();
      return;
    }
    compress(request, response);
    files(request, response, () => {
      const file = join(dist, missingFile);
      response
        .writeHead(404, { "Content-Type": "text/html; charset=utf-8" })
        .end(existsSync(file) ? readFileSync(file) : "There is no such page.");
    });
  }) satisfies Parameters<typeof createServer>[1];
}

/** An address of a folder without its slash would break the relative links of the page in it. */
function isFolder(dist: string, pathname: string): boolean {
  if (pathname.endsWith("/") || existsSync(join(dist, `${pathname}.html`))) return false;
  try {
    return statSync(join(dist, decodeURIComponent(pathname))).isDirectory();
  } catch {
    return false;
  }
}

/** The port that was asked for, or the first free one from 3000 on, as a number that was free a moment ago. */
export async function freePort(asked: number | undefined): Promise<number> {
  const server = createServer();
  await listen(server, asked);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listen(server: Server, asked: number | undefined): Promise<void> {
  const last = asked ?? lastPort;
  for (let port = asked ?? firstPort; port <= last; port++) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, "127.0.0.1", () => {
          server.off("error", reject);
          resolve();
        });
      });
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EACCES")
        throw new UserError(
          `Port ${port} may not be used by this account. Choose another, for example --port 3000.`,
        );
      if (code !== "EADDRINUSE") throw error;
    }
  }
  throw new UserError(
    asked === undefined
      ? `No port from ${firstPort} to ${lastPort} is free. Choose another with --port.`
      : `Port ${asked} is in use by another program. Choose another, for example --port ${asked + 1}.`,
  );
}
