/** The way from a page, like `/demo/income`, up to the site's root; ends in a slash. */
export const rootFrom = (path: string): string => "../".repeat(path.split("/").length - 2) || "./";

/** A link from one page to another, as a server that knows only files answers it. */
export const linkBetween = (from: string, to: string): string =>
  rootFrom(from) + (to.endsWith("/index") ? to.slice(1, -"index".length) : `${to.slice(1)}.html`);
