import { readByStatus } from "../../channels/read-by-status.ts";
import { id, object, text } from "../../channels/read-json.ts";
import { actionOf } from "../../desks/action-of.ts";
import { defineCrm } from "../crm.ts";
import { hubspotCall } from "./call.ts";
import {
  findContact,
  listChangedContacts,
  listContactFields,
  readContacts,
  writeContact,
} from "./contacts.ts";
import { hubspotGuide } from "./guide.ts";
import { listHubspotLists, listHubspotMembers } from "./lists.ts";
import { addHubspotNote } from "./notes.ts";
import { parseHubspotWebhook } from "./parse-webhook.ts";
import { HubspotSettings, normaliseHubspot } from "./settings.ts";
import { isSignedByHubspot } from "./signature.ts";

/** How long the short limit of HubSpot lasts, in milliseconds. */
const rollingMs = 10_000;

/** HubSpot's contacts, with a connected account or the token of a private app. */
export const hubspot = defineCrm({
  type: "hubspot",
  title: "HubSpot",
  icon: "brand-hubspot",
  settings: HubspotSettings,
  normalise: normaliseHubspot,
  signIn: { account: "account", token: "accessToken" },
  // Free accounts have 100 calls in ten seconds; the search takes four a second.
  rate: { perSecond: 4, burst: 8 },
  environment: {
    accessToken: "HUBSPOT_ACCESS_TOKEN",
    clientSecret: "HUBSPOT_CLIENT_SECRET",
    apiBaseUrl: "HUBSPOT_BASE_URL",
  },
  guide: hubspotGuide,
  verify: (request, { clientSecret }, now) => isSignedByHubspot(request, clientSecret, now),
  signs: ({ clientSecret = "" }) => clientSecret !== "",
  parse: parseHubspotWebhook,
  account: () => undefined,
  readReply: (reply) => {
    const { message, policyName } = object(reply.body);
    // 423: another call changes the same contact.
    const status = reply.status === 423 ? 429 : reply.status;
    const read = readByStatus("HubSpot", { ...reply, status }, text(message));
    return !read.ok && reply.status === 429 && policyName !== "DAILY"
      ? { ...read, failure: { retryAfterMs: rollingMs, ...read.failure } }
      : read;
  },
  identify: {
    ask: (settings) => hubspotCall(settings, "GET", "account-info/v3/details"),
    read: ({ status, body }) => {
      const portal = id(object(body).portalId);
      return status < 300 && portal !== undefined
        ? { name: `HubSpot ${portal}`, learned: { portalId: portal } }
        : undefined;
    },
  },
  find: actionOf(findContact),
  write: actionOf(writeContact),
  read: actionOf(readContacts),
  listChanged: actionOf(listChangedContacts),
  listFields: actionOf(listContactFields),
  addNote: actionOf(addHubspotNote),
  listLists: actionOf(listHubspotLists),
  listMembers: actionOf(listHubspotMembers),
  pageOf: (crmId, { portalId = "" }) =>
    portalId === ""
      ? undefined
      : `https://app.hubspot.com/contacts/${portalId}/record/0-1/${encodeURIComponent(crmId)}`,
});
