import type { CollectionConfig } from "../../../loaders/config.ts";
import { runIntake } from "../../../loaders/intake/run.ts";
import { pathsOf } from "../../../loaders/paths.ts";
import { keyBeside } from "../../project.ts";

/** Takes in the snapshots of a throw-away project's collection `own`. */
export const takeIn = (root: string, log: (line: string) => void = () => {}) =>
  runIntake(
    {
      name: "own",
      title: { en: "Synthetic county", zh: "合成县" },
      tier: "administrative",
      snapshots: "snapshots",
    } as CollectionConfig,
    { paths: pathsOf(root), env: { FOOTHOLD_KEY_FILE: keyBeside(root) }, log },
  );
