/**
 * A mistake or a circumstance that a person can act on. Its message is one clear sentence (or a few) that
 * names the file, what was found, what was expected and what to do. The command line prints it without a
 * stack trace and exits with 1.
 */
export class UserError extends Error {
  override name = "UserError";
}
