import { routes, type WhatsappCustomer } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import { Invalid } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { everyChannel } from "../../domain/consent-entry.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { presentContact } from "../../domain/present-contact.ts";
import { answer, askRoute } from "../../http/answer.ts";
import { contacts } from "../../records/contact-model.ts";
import { bareWaId, findCustomer } from "./find-customer.ts";
import { chosenNumbers } from "./whatsapp-numbers.ts";

const chapter = routes.whatsappApi;

/** Adds the routes for contacts on WhatsApp. */
export function whatsappCustomerRoutes(api: Router, context: ServerContext): void {
  answer(api, chapter.listWhatsappCustomers, async ({ workspaceId, query }) => {
    const { shopId, tag, optedIn, limit = 50, cursor } = query;
    if (cursor !== undefined && !/^[0-9a-f]{24}$/.test(cursor)) {
      const flaw = { at: "/cursor", message: "must be the `next` of an earlier page" };
      throw new Invalid("request.cursor", "The cursor is not one that a list of ours gave", [flaw]);
    }
    const numbers = await chosenNumbers(context, workspaceId, shopId);
    const channelIds = numbers.map((it) => String(it._id));
    const before = cursor === undefined ? undefined : { $lt: cursor };
    const found = await contacts(context.connection)
      .in(workspaceId)
      .find(
        {
          "identities.channelId": { $in: channelIds },
          ...defined({ tags: tag, optedIn, _id: before }),
        },
        { sort: { _id: -1 }, limit: limit + 1 },
      );
    const page = found.slice(0, limit);
    return {
      items: page.map((it) => present(it, channelIds)),
      next: found.length > limit ? page.at(-1)?._id : undefined,
    };
  });

  answer(api, chapter.readWhatsappCustomer, async ({ workspaceId, params }) =>
    shown(workspaceId, params.waId),
  );

  answer(api, chapter.tagWhatsappCustomer, async (asked) => {
    const { workspaceId, params, body } = asked;
    const { _id: contactId } = await findCustomer(context, workspaceId, params.waId);
    const { tags } = body;
    await askRoute(api, asked, routes.contacts.updateContact, {
      params: { contactId },
      body: { tags },
    });
    return shown(workspaceId, params.waId);
  });

  answer(api, chapter.optInWhatsappCustomer, async (asked) => {
    const { workspaceId, params, body } = asked;
    const { _id: contactId } = await findCustomer(context, workspaceId, params.waId);
    const { optedIn, wording } = body;
    await askRoute(api, asked, routes.contacts.recordConsent, {
      params: { contactId },
      body: {
        channelId: everyChannel,
        purpose: "marketing",
        state: optedIn ? "given" : "withdrawn",
        ...defined({ wording }),
      },
    });
    return shown(workspaceId, params.waId);
  });

  async function shown(workspaceId: string, waId: string): Promise<WhatsappCustomer> {
    const numbers = await chosenNumbers(context, workspaceId, undefined);
    const contact = await findCustomer(context, workspaceId, waId);
    const channelIds = numbers.map((it) => String(it._id));
    return present(contact, channelIds, bareWaId(waId));
  }
}

/** `waId` is the address by which the caller knows the contact; else it is the first one on these channels. */
function present(
  contact: ContactDoc,
  channelIds: readonly string[],
  waId = contact.identities.find((it) => channelIds.includes(it.channelId))?.address ?? "",
): WhatsappCustomer {
  const { identities: _, firstName: _f, lastName: _l, ...shown } = presentContact(contact);
  return { ...shown, waId };
}
