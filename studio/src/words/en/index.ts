import {
  findingSentences,
  importNotes,
  testProblemSentences,
  translationProblems,
} from "@chatloom/flows-schema";
import ai from "./ai.json" with { type: "json" };
import audience from "./audience.json" with { type: "json" };
import audit from "./audit.json" with { type: "json" };
import broadcasts from "./broadcasts.json" with { type: "json" };
import channels from "./channels.json" with { type: "json" };
import common from "./common.json" with { type: "json" };
import contacts from "./contacts.json" with { type: "json" };
import editor from "./editor.json" with { type: "json" };
import find from "./find.json" with { type: "json" };
import flows from "./flows.json" with { type: "json" };
import forms from "./forms.json" with { type: "json" };
import imports from "./imports.json" with { type: "json" };
import inbox from "./inbox.json" with { type: "json" };
import links from "./links.json" with { type: "json" };
import marks from "./marks.json" with { type: "json" };
import operations from "./operations.json" with { type: "json" };
import reasons from "./reasons.json" with { type: "json" };
import replay from "./replay.json" with { type: "json" };
import reports from "./reports.json" with { type: "json" };
import routing from "./routing.json" with { type: "json" };
import session from "./session.json" with { type: "json" };
import settings from "./settings.json" with { type: "json" };
import simulator from "./simulator.json" with { type: "json" };
import start from "./start.json" with { type: "json" };
import tests from "./tests.json" with { type: "json" };
import translations from "./translations.json" with { type: "json" };

/** The catalogue, one file for each part of the studio; keys start with the part's name. */
export const words = {
  settings,
  operations,
  contacts,
  audience,
  ai,
  audit,
  broadcasts,
  channels,
  common,
  /** The checks declare the sentences of their findings. */
  editor: { ...editor, findings: findingSentences },
  /** The import declares the sentences of its report. */
  flows: { ...flows, importNotes },
  find,
  forms,
  imports,
  inbox,
  links,
  marks,
  reasons,
  replay,
  reports,
  routing,
  session,
  simulator,
  start,
  /** The engine declares the sentences of problems. */
  tests: { ...tests, problems: testProblemSentences },
  translations: { ...translations, problems: translationProblems },
};
