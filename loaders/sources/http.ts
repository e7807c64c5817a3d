import { open, rm, stat } from "node:fs/promises";
import { readJson, toJson, writeAtomic } from "../files.ts";
import {
  isCertificateError,
  networkReason,
  retrying,
  SourceError,
  type Surroundings,
  Transient,
} from "./retry.ts";

/** What a server said of a file's version, to ask later whether there is a newer one. */
export interface Validators {
  etag?: string;
  lastModified?: string;
}

export interface HttpRequest {
  url: string;
  /** Sent to the host of `url` only. */
  headers: Record<string, string>;
  /** Other hosts, with the port if it is not the usual one, to which the server may redirect. */
  redirects: string[];
  /** Bytes that a file may have. */
  limit: number;
  /** Milliseconds without a byte after which an attempt ends. */
  timeout: number;
  attempts: number;
  /** Identifies the request without its secrets: a part of another request is not resumed. */
  id: string;
}

export type Downloaded =
  /** The whole file is in the part file. */
  | { kind: "whole"; validators: Validators; received: Date }
  /** The server has no newer one than the one known. */
  | { kind: "unchanged" }
  /** The server has no such file. */
  | { kind: "absent" };

/**
 * Downloads one file into `part`. A cut download goes on where it ended, in the next attempt or the next run,
 * as long as the server says that its file is still the same.
 * @param known the version that was received before, if it is still there
 * @throws SourceError in words that follow the address, such as `answered 403 (forbidden)`
 */
export const download = (
  request: HttpRequest,
  part: string,
  known: Validators | undefined,
  around: Surroundings,
): Promise<Downloaded> => retrying(() => attempt(request, part, known, around), request.attempts, around);

interface Cut extends Validators {
  id: string;
}

const sidecar = (part: string) => `${part}.json`;

/** Removes a part and what is known of it. */
export async function dropPart(part: string): Promise<void> {
  await rm(part, { force: true });
  await rm(sidecar(part), { force: true });
}

/** How much of the file is there, if it can be resumed. */
async function cutAt(part: string, id: string): Promise<{ size: number; condition: string } | undefined> {
  const cut = await readJson<Cut>(sidecar(part));
  const size = await stat(part).then(
    (s) => s.size,
    () => 0,
  );
  const condition = cut?.etag?.startsWith("W/") ? cut.lastModified : (cut?.etag ?? cut?.lastModified);
  return cut?.id === id && size > 0 && condition ? { size, condition } : undefined;
}

async function attempt(
  request: HttpRequest,
  part: string,
  known: Validators | undefined,
  { clock }: Surroundings,
): Promise<Downloaded> {
  const cut = await cutAt(part, request.id);
  const headers: Record<string, string> = { "accept-encoding": "identity" };
  if (cut) Object.assign(headers, { range: `bytes=${cut.size}-`, "if-range": cut.condition });
  else if (known?.etag) headers["if-none-match"] = known.etag;
  else if (known?.lastModified) headers["if-modified-since"] = known.lastModified;

  const watch = new Watch(request.timeout);
  try {
    const response = await follow(request, headers, watch);
    const { status } = response;
    if (status === 304 && known && !cut) return { kind: "unchanged" };
    if (status === 404 || status === 410) return { kind: "absent" };
    const resumed = status === 206 && cut !== undefined && startsAt(response, cut.size);
    if (status === 416 || (status === 206 && !resumed)) {
      await dropPart(part);
      throw new Transient("answered with another part of the file than was asked for");
    }
    if (status !== 200 && status !== 206) refuse(response, clock());
    if (/^text\/html\b/i.test(response.headers.get("content-type") ?? "")) {
      throw new SourceError("answered with a web page instead of a file. Does the address need a login?");
    }
    const validators = validatorsOf(response);
    const from = resumed ? cut.size : 0;
    if (!resumed) await start(part, { id: request.id, ...validators }, response);
    await append(part, from, response, request.limit, watch);
    await rm(sidecar(part), { force: true });
    return { kind: "whole", validators, received: receivedOn(response, clock()) };
  } finally {
    watch.end();
  }
}

/** Ends an attempt when nothing has arrived for a while. */
class Watch {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  readonly signal = this.controller.signal;

  constructor(private readonly timeout: number) {
    this.alive();
  }

  alive(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.controller.abort(), this.timeout);
  }

  /** Closes the connection too, if an answer was left unread. */
  end(): void {
    clearTimeout(this.timer);
    this.controller.abort();
  }

  /** What a failed fetch or read means. */
  failure(error: unknown): Error {
    if (this.signal.aborted) return new Transient(`sent nothing for ${this.timeout / 1000} s`);
    if (isCertificateError(error)) {
      return new SourceError(
        `has a certificate that is not trusted here (${networkReason(error)}). If your office signs its own, point NODE_EXTRA_CA_CERTS to its certificate`,
      );
    }
    return new Transient(networkReason(error));
  }
}

/** Sends the request and goes after redirects, to the same host or one that is allowed, never back to plain HTTP. */
async function follow(
  request: HttpRequest,
  conditions: Record<string, string>,
  watch: Watch,
): Promise<Response> {
  const first = new URL(request.url);
  let url = first;
  for (let step = 0; step <= 5; step++) {
    const headers = { ...(url.host === first.host ? request.headers : {}), ...conditions };
    const response = await fetch(url, { headers, redirect: "manual", signal: watch.signal }).catch(
      (error) => {
        throw watch.failure(error);
      },
    );
    watch.alive();
    const location = response.headers.get("location");
    if (![301, 302, 303, 307, 308].includes(response.status) || !location) return response;
    await response.body?.cancel().catch(() => {});
    if (!URL.canParse(location, url)) throw new SourceError("redirects to something that is no address");
    const next = new URL(location, url);
    if (!/^https?:$/.test(next.protocol) || (url.protocol === "https:" && next.protocol === "http:")) {
      throw new SourceError(`redirects to an address that is not encrypted (${next.host})`);
    }
    if (next.host !== first.host && !request.redirects.includes(next.host)) {
      throw new SourceError(
        `redirects to another host, ${next.host}. If that is right, add it to \`redirects\`; your headers and password are not sent there`,
      );
    }
    url = next;
  }
  throw new SourceError("redirects more than five times");
}

const phrases: Record<number, string> = {
  401: "refused the login (401); check the user, password or header and its environment variable",
  403: "refused access (403); ask its operator for the right to read this file",
  408: "waited too long for the request (408)",
  429: "asks for fewer requests (429)",
  500: "has a fault of its own (500)",
  502: "has a fault behind it (502)",
  503: "is not available now (503)",
  504: "has a slow server behind it (504)",
};

function refuse(response: Response, now: Date): never {
  const { status } = response;
  const phrase = phrases[status] ?? `answered ${status}`;
  if ([408, 425, 429, 500, 502, 503, 504].includes(status)) {
    throw new Transient(phrase, retryAfter(response.headers.get("retry-after"), now));
  }
  throw new SourceError(phrase);
}

/** Milliseconds that `Retry-After` asks for, as seconds or as a date. */
export function retryAfter(header: string | null, now: Date): number | undefined {
  if (!header) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}

const startsAt = (response: Response, at: number): boolean =>
  response.headers.get("content-range")?.startsWith(`bytes ${at}-`) ?? false;

/** Whether fetch unpacks what arrives: then its length and positions are not those of what was sent. */
const unpackedByFetch = (response: Response): boolean =>
  !["identity", ""].includes(response.headers.get("content-encoding")?.toLowerCase() ?? "");

function validatorsOf(response: Response): Validators {
  const etag = response.headers.get("etag") ?? undefined;
  const lastModified = response.headers.get("last-modified") ?? undefined;
  return { ...(etag && { etag }), ...(lastModified && { lastModified }) };
}

/** When the server's file was made, else when it was sent. */
function receivedOn(response: Response, now: Date): Date {
  for (const name of ["last-modified", "date"]) {
    const at = Date.parse(response.headers.get(name) ?? "");
    if (!Number.isNaN(at)) return new Date(at);
  }
  return now;
}

async function start(part: string, cut: Cut, response: Response): Promise<void> {
  await dropPart(part);
  await writeAtomic(part, "");
  if (!unpackedByFetch(response)) await writeAtomic(sidecar(part), toJson(cut));
}

/** Appends the body to what is there, within the limit, and sees that nothing is missing at the end. */
async function append(
  part: string,
  from: number,
  response: Response,
  limit: number,
  watch: Watch,
): Promise<void> {
  const length = unpackedByFetch(response) ? null : response.headers.get("content-length");
  const expected = length === null ? undefined : from + Number(length);
  const tooMuch = async () => {
    await dropPart(part);
    return new SourceError(
      `sends more than ${Math.floor(limit / 1e6)} MB. Raise \`megabytes\` if the file is that large`,
    );
  };
  if ((expected ?? 0) > limit) throw await tooMuch();
  const file = await open(part, "r+");
  let size = from;
  try {
    for await (const chunk of arriving(response, watch)) {
      if (size + chunk.length > limit) throw await tooMuch();
      await file.write(chunk, 0, chunk.length, size);
      size += chunk.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (size < (expected ?? 0)) throw new Transient("cut the connection");
  if (size === 0) {
    await dropPart(part);
    throw new SourceError("sent an empty file");
  }
}

async function* arriving(response: Response, watch: Watch): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response.body! as unknown as AsyncIterable<Uint8Array>) {
      watch.alive();
      yield chunk;
    }
  } catch (error) {
    throw watch.failure(error);
  }
}
