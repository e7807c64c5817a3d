import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { CollectionConfig } from "../config.ts";
import { UserError } from "../errors.ts";
import { exists, readJson, sha256, sha256File, toJson, writeAtomic } from "../files.ts";
import { shownHeader } from "../intake/identity.ts";
import type { Paths } from "../paths.ts";
import { type HttpConfig, type PostgresConfig, periodsOf, type Source } from "./config.ts";
import { download, type HttpRequest, type Validators } from "./http.ts";
import { Landing } from "./landing.ts";
import { SourceError, type Surroundings } from "./retry.ts";
import { Secrets } from "./secrets.ts";

export interface FetchOptions extends Partial<Surroundings> {
  paths: Paths;
  env: NodeJS.ProcessEnv;
  log: (line: string) => void;
}

/** What is remembered of a file received over HTTP, in `.foothold/sources.json`. */
interface Known extends Validators {
  /** Hash of the address as `sources.yml` writes it. */
  id: string;
  sha256: string;
}

interface Context extends Surroundings {
  paths: Paths;
  secrets: Secrets;
  /** The collection's name. */
  collection: string;
}

/** What became of a source: how many files are new or changed, and how many were asked for. */
interface Tally {
  asked: number;
  landed: number;
  /** Periods that the source does not have yet. */
  absent: string[];
  /** Columns that were left at the source. */
  left?: string[];
}

/**
 * Brings the snapshots of a collection up to date with its sources. A file lands whole or not at all, with
 * its date of arrival in `origin.yml`; what has not changed is left alone.
 * @throws UserError naming the source and the reason; of an optional source the last file stays instead
 */
export async function fetchSources(
  collection: CollectionConfig,
  sources: Source[],
  { paths, env, log, ...given }: FetchOptions,
): Promise<void> {
  const secrets = new Secrets(env);
  const say = (line: string) => log(secrets.hide(line));
  const around: Context = {
    clock: given.clock ?? (() => new Date()),
    random: given.random ?? Math.random,
    wait: given.wait ?? sleep,
    log: say,
    paths,
    secrets,
    collection: collection.name,
  };
  for (const source of sources) {
    const folder = join(paths.root, collection.snapshots, source.contract.dataset);
    const parts = join(paths.scratch, "sources", collection.name, source.contract.dataset);
    const landing = new Landing(folder, parts, source.origin, source.where);
    try {
      await mkdir(parts, { recursive: true });
      const fetch = source.http ? fromHttp : fromPostgres;
      say(summary(source, await fetch(source, landing, around)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const message = secrets.hide(error.message);
      if (!(error instanceof SourceError)) throw new UserError(message);
      if (!source.optional) throw new UserError(`sources.yml, ${source.where}: ${message}.`);
      say(`${source.where}: ${message}; ${await age(landing, around.clock())}`);
    }
  }
}

function summary({ where }: Source, { asked, landed, absent, left }: Tally): string {
  const parts = [`${where}: ${asked} asked for, ${landed} new or changed`];
  if (absent.length > 0) parts.push(`not there yet: ${absent.join(", ")}`);
  if (left?.length)
    parts.push(
      `columns that the contract does not name were left there: ${left.map(shownHeader).join(", ")}`,
    );
  return parts.join("; ");
}

async function age(landing: Landing, now: Date): Promise<string> {
  const last = await landing.lastReceived();
  if (!last) return "nothing has been received from it yet";
  const days = Math.floor((now.getTime() - Date.parse(last)) / 86_400_000);
  return `the last file stays, received ${last}, ${days} days ago`;
}

/** Words that a failure follows: the source's name, with its secrets hidden. */
const naming = async <T>(name: string, work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof SourceError) throw new SourceError(`${name} ${error.message}`);
    throw error;
  }
};

async function fromHttp(source: Source, landing: Landing, around: Context): Promise<Tally> {
  const http = source.http!;
  const { paths, collection } = around;
  const stateFile = join(paths.scratch, "sources.json");
  const tally: Tally = { asked: 0, landed: 0, absent: [] };
  for (const period of periodsOf(http.periods, around.clock())) {
    const { request, file, shown } = httpRequest(source, http, period, around.secrets);
    const state = (await readJson<Record<string, Known>>(stateFile)) ?? {};
    const place = `${collection}/${source.contract.dataset}/${file}`;
    const known = state[place];
    const valid = known?.id === request.id && (await isAsLeft(landing.path(file), known.sha256));
    const got = await naming(
      shown,
      download(request, landing.part(file), valid ? known : undefined, {
        ...around,
        log: (line) => around.log(`${shown} ${line}`),
      }),
    );
    tally.asked++;
    if (got.kind === "absent") {
      if (await exists(landing.path(file))) throw new SourceError(`${shown} no longer has the file (404)`);
      tally.absent.push(period ?? file);
    }
    if (got.kind !== "whole") continue;
    if (await landing.land(file, got.received)) tally.landed++;
    const next: Known = { id: request.id, ...got.validators, sha256: await sha256File(landing.path(file)) };
    await writeAtomic(stateFile, around.secrets.hide(toJson({ ...state, [place]: next })));
  }
  refuseNothing(tally, http.url);
  return tally;
}

const isAsLeft = async (path: string, hash: string) =>
  (await exists(path)) && (await sha256File(path)) === hash;

/** A source that has nothing of all that was asked for is a mistake in its address or query. */
function refuseNothing({ asked, absent }: Tally, name: string): void {
  if (absent.length === asked) {
    throw new SourceError(
      `${name} has nothing of what was asked for (${absent.slice(0, 3).join(", ")}${asked > 3 ? ", …" : ""})`,
    );
  }
}

function httpRequest(source: Source, http: HttpConfig, period: string | undefined, secrets: Secrets) {
  const { where } = source;
  const shown = period ? http.url.replaceAll("$period", period) : http.url;
  const queryAt = shown.includes("?") ? shown.indexOf("?") : shown.length;
  const url =
    secrets.fill(shown.slice(0, queryAt), where) +
    secrets.fill(shown.slice(queryAt), where, encodeURIComponent);
  if (!URL.canParse(url)) throw new UserError(`sources.yml, ${where}: ${shown} is not an address.`);
  if (new URL(url).username || new URL(url).password) {
    throw new UserError(
      `sources.yml, ${where}: ${shown} holds a user or a password. Write them as \`user\` and \`password\`.`,
    );
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(http.headers)) headers[name] = secrets.fill(value, where);
  if (http.user !== undefined || http.password !== undefined) {
    const login = `${secrets.fill(http.user ?? "", where)}:${secrets.fill(http.password ?? "", where)}`;
    secrets.keep("(login)", login);
    headers.authorization = `Basic ${Buffer.from(login).toString("base64")}`;
  }
  const request: HttpRequest = {
    url,
    headers,
    redirects: http.redirects,
    limit: http.megabytes * 1e6,
    timeout: http.timeout * 1000,
    attempts: http.attempts,
    id: sha256(shown),
  };
  return { request, shown, file: fileName(source, http, period, shown) };
}

function fileName(
  { where }: Source,
  { file }: HttpConfig,
  period: string | undefined,
  shown: string,
): string {
  const path = decodeURIComponent(basename(shown.split(/[?#]/)[0]!.replace(/^\w+:\/\/[^/]*/, "")));
  const name = file ? file.replaceAll("$period", period ?? "") : path;
  if (!/^[\p{L}\p{N}][\p{L}\p{N}_.-]*\.[\p{L}\p{N}]+$/u.test(name) || (period && !name.includes(period))) {
    throw new UserError(
      `sources.yml, ${where}: the address does not end in a file name${period ? " with its period" : ""}. Say under what name the file is kept, such as \`file: income${period ? "-$period" : ""}.csv\`.`,
    );
  }
  return name;
}

async function fromPostgres(source: Source, landing: Landing, around: Context): Promise<Tally> {
  const { landQuery } = await import("./query.ts");
  const config = fillAll(source.postgres!, source.where, around.secrets);
  const { table, query, host, port } = source.postgres!;
  const name = `PostgreSQL at ${host}:${port}`;
  const tally: Tally = { asked: 0, landed: 0, absent: [] };
  for (const period of periodsOf(config.periods, around.clock())) {
    const request = {
      ...config,
      contract: source.contract,
      period,
      root: around.paths.root,
      where: source.where,
    };
    const got = await naming(
      name,
      landQuery(request, landing, around.paths.scratch, {
        ...around,
        log: (line) => around.log(`${name} ${line}`),
      }),
    );
    tally.asked += Math.max(1, got.files);
    tally.landed += got.landed;
    tally.left = got.left;
    if (got.files === 0) tally.absent.push(period ?? table ?? "rows");
  }
  refuseNothing(tally, query ? `${name}: the query` : name);
  return tally;
}

const fillAll = (config: PostgresConfig, where: string, secrets: Secrets): PostgresConfig => {
  const fill = <T extends string | undefined>(text: T) =>
    (text === undefined ? undefined : secrets.fill(text, where)) as T;
  const { host, database, user, password } = config;
  return {
    ...config,
    host: fill(host),
    database: fill(database),
    user: fill(user),
    password: fill(password),
  };
};
