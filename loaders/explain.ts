import { UserError } from "./errors.ts";

interface SystemError extends Error {
  code?: string;
  path?: string;
  port?: number;
}

/**
 * What to print for an error that ends a command: the sentence of a UserError, a sentence for what the
 * system refused, and the stack only for a mistake of ours.
 */
export function explain(error: unknown): string {
  if (error instanceof UserError) return error.message;
  const { code, path, message, stack } = error as SystemError;
  const where = path ? ` (${path})` : "";
  if (code === "ENOSPC" || /no space left on device/i.test(message)) {
    return `The disk is full${where}. Nothing was replaced: the last release and dist/ are as they were. Free some space and run the command again.`;
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return `No permission to write${where}. Nothing was replaced. Give this user write access and run the command again.`;
  }
  if (code === "ENOENT" && path) return `${path} does not exist. Check the path and run the command again.`;
  return `This is a fault in Foothold, not in your data. Please report it with the lines below.\n${stack ?? String(error)}`;
}
