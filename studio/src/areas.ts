import { aiArea } from "./ai/area.ts";
import { channelsArea } from "./channels/area.ts";
import { contactsArea } from "./contacts/area.ts";
import { flowsArea } from "./flows/area.ts";
import { inboxArea } from "./inbox/area.ts";
import { operationsArea } from "./operations/area.ts";
import { reportsArea } from "./reports/area.ts";
import { settingsArea } from "./settings/area.ts";
import type { Area } from "./ui/area.ts";

/** The parts of the studio in the order of the navigation. To add one: a folder with an `area.ts`, and a line here. */
export const areas: readonly Area[] = [
  flowsArea,
  aiArea,
  inboxArea,
  contactsArea,
  reportsArea,
  channelsArea,
  operationsArea,
  settingsArea,
];
