import { defined } from "@chatloom/flows-schema";
import { id, object, objects, text } from "../../channels/read-json.ts";
import type { Story } from "../../desks/action-of.ts";
import type { CrmList, MembersPage, MembersRequest } from "../crm.ts";
import { hubspotCall } from "./call.ts";
import { idsOf } from "./contacts.ts";
import type { HubspotSettings } from "./settings.ts";

const contactType = "0-1";

/** Lists the first 200 lists of contacts. */
export function* listHubspotLists(
  _: undefined,
  settings: HubspotSettings,
): Story<readonly CrmList[]> {
  const reply = yield {
    call: hubspotCall(settings, "POST", "crm/v3/lists/search", {
      query: "",
      offset: 0,
      count: 200,
    }),
  };
  return objects(object(reply.body).lists).flatMap((it): CrmList[] => {
    const listId = id(it.listId);
    const other = text(it.objectTypeId) !== undefined && it.objectTypeId !== contactType;
    return listId === undefined || other ? [] : [{ id: listId, name: text(it.name) ?? listId }];
  });
}

/** Lists the members of a list, a page at a time. */
export function* listHubspotMembers(
  { listId, after }: MembersRequest,
  settings: HubspotSettings,
): Story<MembersPage> {
  const query = new URLSearchParams({ limit: "250", ...defined({ after }) });
  const path = `crm/v3/lists/${encodeURIComponent(listId)}/memberships?${query}`;
  const { results, paging } = object((yield { call: hubspotCall(settings, "GET", path) }).body);
  return { ids: idsOf(results, "recordId"), next: id(object(object(paging).next).after) };
}
