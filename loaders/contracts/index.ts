import {
  accountChanges,
  accountConversions,
  accountNotes,
  accountReasons,
  accounts,
  accountWarnings,
} from "./accounts.ts";
import { areas } from "./areas.ts";
import type { Contract } from "./contract.ts";
import { employment } from "./employment.ts";
import { figures } from "./figures.ts";
import { households } from "./households.ts";
import { income } from "./income.ts";
import { livestock } from "./livestock.ts";
import { monitoring, monitoringReturn } from "./monitoring.ts";
import { assets, enterprises, exchange, measures, resettlement } from "./support.ts";

/** Every dataset that Foothold knows, areas first since the others refer to them. */
export const contracts: readonly Contract[] = [
  areas,
  households,
  employment,
  livestock,
  income,
  monitoring,
  monitoringReturn,
  measures,
  resettlement,
  assets,
  enterprises,
  exchange,
  figures,
  accounts,
  accountReasons,
  accountWarnings,
  accountConversions,
  accountNotes,
  accountChanges,
];

export const contractOf = (dataset: string): Contract | undefined =>
  contracts.find((c) => c.dataset === dataset);
