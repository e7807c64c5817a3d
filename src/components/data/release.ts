import type { ColumnTable } from "arquero";
import type {
  AreaMap,
  CodeLists,
  Collection,
  Event,
  Manifest,
  Table,
} from "../../../loaders/release/manifest.js";

export type { Frequency, Qualifier, Text, Tier } from "../../../loaders/contracts/contract.js";
export type { AreaMap, CodeLists, Collection, Event, Manifest, Table };

/** A release as the site reads it: the manifest, the code lists and, by collection and name, the tables. */
export interface ReleaseReader {
  manifest: Manifest;
  codes: CodeLists;
  /** The table as published. Throws when the collection has no such table or it was not loaded. */
  table(collection: string, name: string): ColumnTable;
}

/** The collection on which the site opens: the first that the manifest offers. */
export function defaultCollection(manifest: Manifest): string {
  return Object.keys(manifest.collections)[0] ?? "";
}
