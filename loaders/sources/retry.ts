import { UserError } from "../errors.ts";

/** A source that could not be read; with `optional: true` the build goes on with the last file received. */
export class SourceError extends UserError {}

/** A failure that may pass: the next attempt may succeed. */
export class Transient extends Error {
  /** @param after milliseconds that the other side asked to wait */
  constructor(
    message: string,
    readonly after?: number,
  ) {
    super(message);
  }
}

/** What is passed in so that a run can be repeated: the time, chance, and waiting. */
export interface Surroundings {
  clock: () => Date;
  /** A number from 0 to below 1. */
  random: () => number;
  /** Resolves after so many milliseconds. */
  wait: (ms: number) => Promise<void>;
  log: (line: string) => void;
}

const longestPause = 60_000;
const longestAsked = 10 * 60_000;

/**
 * Calls `work` again while it fails in a way that may pass. The pause doubles from one second and is drawn
 * from 50 to 150 % of that, so that many machines do not come back together; what the other side asks for
 * comes first.
 * @throws SourceError with the last reason when the attempts are used up, or the asked pause is above 10 minutes
 */
export async function retrying<T>(
  work: () => Promise<T>,
  attempts: number,
  { random, wait, log }: Surroundings,
): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Transient)) throw error;
      const { message, after } = error;
      if (after !== undefined && after > longestAsked) {
        throw new SourceError(`${message}, and asks to come back in ${Math.ceil(after / 60_000)} minutes`);
      }
      if (n >= attempts) throw new SourceError(`${message} (${n === 1 ? "one attempt" : `${n} attempts`})`);
      const pause = after ?? Math.min(longestPause, 1000 * 2 ** (n - 1)) * (0.5 + random());
      log(`${message}; attempt ${n + 1} of ${attempts} in ${(pause / 1000).toFixed(1)} s`);
      await wait(pause);
    }
  }
}

const reasons: Record<string, string> = {
  ECONNREFUSED: "refused the connection",
  ECONNRESET: "cut the connection",
  EPIPE: "cut the connection",
  UND_ERR_SOCKET: "cut the connection",
  ETIMEDOUT: "did not answer in time",
  UND_ERR_CONNECT_TIMEOUT: "did not answer in time",
  UND_ERR_HEADERS_TIMEOUT: "did not answer in time",
  ENOTFOUND: "is a name that no name server knows",
  EAI_AGAIN: "could not be looked up; is there a network?",
  ENETUNREACH: "cannot be reached from this network",
  EHOSTUNREACH: "cannot be reached from this network",
};

/** What a system or network error says, for a person; names its code where there is no sentence for it. */
export function networkReason(error: unknown): string {
  for (const e of [error, (error as Error)?.cause, (error as AggregateError)?.errors?.[0]]) {
    const code = (e as NodeJS.ErrnoException | undefined)?.code;
    if (code) return reasons[code] ?? `failed with ${code}`;
  }
  return "cut the connection";
}

/** Whether an error says that the other side's certificate is not trusted: no attempt will change that. */
export function isCertificateError(error: unknown): boolean {
  const codes = [error, (error as Error)?.cause].map((e) => (e as NodeJS.ErrnoException | undefined)?.code);
  return codes.some((code) => code && /CERT|UNABLE_TO_(VERIFY|GET)|ERR_TLS/.test(code));
}
