import { copyFile, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Document, parseDocument } from "yaml";
import { UserError } from "../errors.ts";
import { exists, sha256File, writeAtomic } from "../files.ts";
import type { OriginConfig } from "./config.ts";

/** The folder of one dataset's snapshots, in which a fetched file takes its place. */
export class Landing {
  constructor(
    readonly folder: string,
    /** Where files grow before they are whole. */
    private readonly parts: string,
    private readonly origin: OriginConfig,
    /** Place in `sources.yml`, for messages. */
    private readonly where: string,
  ) {}

  path(file: string): string {
    return join(this.folder, file);
  }

  part(file: string): string {
    return join(this.parts, `${file}.part`);
  }

  /**
   * Puts a whole part in its place and notes when it was received. The same bytes as before are no new
   * snapshot: the earlier date stays.
   * @returns whether the snapshot is new or has changed
   */
  async land(file: string, received: Date): Promise<boolean> {
    const part = this.part(file);
    const old = this.path(file);
    const same = (await exists(old)) && (await sha256File(old)) === (await sha256File(part));
    await this.note(file, received, same);
    if (same) await rm(part);
    else await move(part, old);
    return !same;
  }

  /** The last date on which a file of this dataset was received, as far as the origin says. */
  async lastReceived(): Promise<string | undefined> {
    const files = ((await this.read()).toJS() as { files?: Record<string, { received: string }> } | null)
      ?.files;
    return Object.values(files ?? {})
      .map((f) => f.received)
      .sort()
      .at(-1);
  }

  private async read(): Promise<Document> {
    const text = await readFile(join(this.folder, "origin.yml"), "utf8").catch(() => "");
    return parseDocument(text);
  }

  /** Writes what `sources.yml` says of the origin, and the date of arrival; comments stay where they are. */
  private async note(file: string, received: Date, keepDate: boolean): Promise<void> {
    const document = await this.read();
    if (document.errors.length > 0) {
      throw new UserError(`${join(this.folder, "origin.yml")} is not valid YAML. Correct it, or remove it.`);
    }
    const before = document.toString();
    for (const [name, value] of Object.entries(this.origin)) document.setIn([name], value);
    for (const name of ["title", "producer", "licence", "tier", "date"]) {
      if (!document.hasIn([name])) {
        throw new UserError(
          `sources.yml, ${this.where}: \`origin\` has no ${name}. Say there, or in ${join(this.folder, "origin.yml")}, where the snapshots come from: title, producer, licence, tier and date.`,
        );
      }
    }
    if (!(keepDate && document.hasIn(["files", file]))) {
      document.setIn(["files", file, "received"], received.toISOString().slice(0, 10));
    }
    const after = document.toString();
    if (after !== before) await writeAtomic(join(this.folder, "origin.yml"), after);
  }
}

/** Renames, also where the snapshots lie on another disk than the parts. */
async function move(part: string, place: string): Promise<void> {
  try {
    await rename(part, place);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    const beside = join(dirname(place), `.${basename(place)}.part`);
    await copyFile(part, beside);
    await rename(beside, place);
    await rm(part);
  }
}
