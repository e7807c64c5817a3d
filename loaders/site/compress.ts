import type { IncomingMessage, ServerResponse } from "node:http";
import { createGzip } from "node:zlib";

/** Types that shrink; the same as in docs/nginx.conf. */
const shrinks =
  /^(text\/(html|css|csv|javascript)|application\/(javascript|json|wasm|vnd\.apache\.arrow\.stream)|image\/svg\+xml)/;
const fewest = 512;

/** Makes an answer leave compressed where the asker takes gzip, its type shrinks and it is no part of a file. */
export function compress(request: IncomingMessage, response: ServerResponse): void {
  if (!/\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""))) return;
  const { writeHead, write, end } = response;
  response.writeHead = ((status: number, headers: Record<string, string | number> = {}) => {
    const { "Content-Length": length, ...others } = headers;
    if (status !== 200 || !shrinks.test(String(headers["Content-Type"])) || Number(length) < fewest)
      return writeHead.call(response, status, headers);
    const gzip = createGzip({ level: 6 });
    gzip.on("data", (part) => {
      if (!write.call(response, part, "utf8")) gzip.pause();
    });
    response.on("drain", () => gzip.resume());
    gzip.on("end", () => end.call(response, undefined, "utf8"));
    // Who writes here waits for this answer's `drain`, which is now the compressor's.
    gzip.on("drain", () => response.emit("drain"));
    response.write = gzip.write.bind(gzip) as typeof write;
    response.end = ((last?: string | Buffer) => {
      gzip.end(last);
      return response;
    }) as typeof end;
    return writeHead.call(response, status, {
      ...others,
      "Content-Encoding": "gzip",
      Vary: "Accept-Encoding",
    });
  }) as typeof writeHead;
}
