import { readByStatus } from "../../channels/read-by-status.ts";
import { object, text } from "../../channels/read-json.ts";
import { actionOf } from "../../desks/action-of.ts";
import { defineCrm } from "../crm.ts";
import { findOverHttp, httpCrmCall, writeOverHttp } from "./contacts.ts";
import { httpCrmGuide } from "./guide.ts";
import { filledPath } from "./paths.ts";
import { HttpCrmSettings } from "./settings.ts";

/** Any CRM with a REST API, described by its requests. Contacts are only sent to it. */
export const httpCrm = defineCrm({
  type: "httpCrm",
  title: "HTTP CRM",
  icon: "api",
  settings: HttpCrmSettings,
  rate: { perSecond: 4, burst: 8 },
  environment: {},
  guide: httpCrmGuide,
  verify: () => false,
  parse: () => [],
  account: () => undefined,
  readReply: (reply) => {
    const { message, error } = object(reply.body);
    return readByStatus("The CRM", reply, text(message) ?? text(error));
  },
  identify: {
    // Asks for an address that no contact has: a "not found" proves that the key is accepted.
    ask: (settings) =>
      httpCrmCall(
        settings,
        "GET",
        filledPath(settings.findPath, { email: "nobody@chatloom.invalid", phone: "+10000000000" }),
      ),
    read: ({ status }) => (status < 300 || status === 404 ? { name: "HTTP CRM" } : undefined),
  },
  find: actionOf(findOverHttp),
  write: actionOf(writeOverHttp),
  pageOf: (id, { contactPage = "" }) =>
    contactPage === "" ? undefined : filledPath(contactPage, { id }),
});
