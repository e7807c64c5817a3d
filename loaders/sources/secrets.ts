import { UserError } from "../errors.ts";

const reference = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Whether a text names at least one environment variable as `${NAME}`. */
export const hasReference = (text: string): boolean => text.search(reference) >= 0;

/**
 * The values behind `${NAME}` references. It knows each value that it has handed out, and takes them out of
 * every text that is shown or stored.
 */
export class Secrets {
  private readonly known = new Map<string, string>();

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /**
   * Puts the values into a template.
   * @param where names the place in `sources.yml` for messages
   * @throws UserError where a variable is not set, or holds a line break or another control character
   */
  fill(template: string, where: string, encode: (value: string) => string = (v) => v): string {
    return template.replace(reference, (_, name: string) => {
      const value = this.env[name]?.trim();
      if (!value) {
        throw new UserError(
          `sources.yml, ${where}: the environment variable ${name} is not set. Set it for the user who runs the build.`,
        );
      }
      if (/\p{Cc}/u.test(value)) {
        throw new UserError(
          `sources.yml, ${where}: the environment variable ${name} holds a line break or another control character. Set it to one line of text.`,
        );
      }
      this.keep(`\${${name}}`, value);
      return encode(value);
    });
  }

  /** Remembers a text that must not be shown, and what stands in its place. */
  keep(instead: string, value: string): void {
    const base64 = Buffer.from(value).toString("base64");
    const forms = [value, encodeURIComponent(value), encodeURI(value), JSON.stringify(value).slice(1, -1)];
    for (const form of [...forms, base64, base64.replace(/=+$/, "")]) this.known.set(form, instead);
  }

  /** A text without any value that was handed out; longer values go first, so that no rest of one stays. */
  hide(text: string): string {
    const values = [...this.known.keys()].sort((a, b) => b.length - a.length);
    return values.reduce((shown, value) => shown.replaceAll(value, this.known.get(value)!), text);
  }
}
