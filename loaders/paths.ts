import { join } from "node:path";

/** Where things lie below the project's root. Everything here but `src` is generated. */
export const pathsOf = (root: string) => ({
  root,
  codes: join(root, "data/codes"),
  lake: join(root, "data/lake"),
  marts: join(root, "data/marts"),
  releases: join(root, "data/releases"),
  /** Quarantine and other things that never reach a release. */
  private: join(root, "data/private"),
  demo: join(root, "data/snapshots/demo"),
  siteData: join(root, "src/data"),
  dist: join(root, "dist"),
  /** Scratch files and stamps; safe to delete at any time. */
  scratch: join(root, ".foothold"),
});

export type Paths = ReturnType<typeof pathsOf>;
