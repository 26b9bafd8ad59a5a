import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent, HttpCall, HttpReply } from "../channel.ts";
import type { Lead } from "../lead.ts";
import { graphCall } from "../meta/graph-call.ts";
import { id, type Json, object, objects, text, timeOf } from "../read-json.ts";
import type { MessengerSettings } from "./settings.ts";

const fields =
  "id,created_time,form_id,ad_id,ad_name,adset_name,campaign_id,campaign_name,platform,is_organic,field_data";

/** The forms of Facebook's lead ads. The page's token needs the permission `leads_retrieval`. */
export const messengerLeads = {
  ask: (leadId: string, settings: MessengerSettings): HttpCall =>
    graphCall(
      settings,
      settings.pageAccessToken,
      "GET",
      `${encodeURIComponent(leadId)}?fields=${fields}`,
    ),
  read: ({ status, body }: HttpReply): Lead | undefined => {
    const lead = object(body);
    if (status !== 200 || id(lead.id) === undefined) {
      return undefined;
    }
    const answers = objects(lead.field_data).flatMap(({ name, values }) => {
      const called = text(name);
      const given = Array.isArray(values) ? values.flatMap((it) => id(it) ?? []) : [];
      return called === undefined ? [] : [{ name: called, value: given.join(", ") }];
    });
    return { profile: profileOf(answers), answers, facts: factsOf(lead) };
  },
};

/** Reads the event of a filled-in form (field `leadgen`); undefined where the form is not named. */
export function parseLead(
  value: Json,
  { account, at }: { readonly account: string | undefined; readonly at: number },
): ChannelEvent | undefined {
  const leadId = id(value.leadgen_id);
  return leadId === undefined
    ? undefined
    : { id: `lead:${leadId}`, account, at: timeOf(value.created_time, at), kind: "lead", leadId };
}

function profileOf(answers: Lead["answers"]): Lead["profile"] {
  const first = (...names: readonly string[]) =>
    answers.find(({ name, value }) => names.includes(name) && value.trim() !== "")?.value.trim();
  return defined({
    name: first("full_name"),
    firstName: first("first_name"),
    lastName: first("last_name"),
    email: first("email", "work_email"),
    phone: first("phone_number", "work_phone_number"),
  });
}

function factsOf(lead: Json): Record<string, string> {
  return defined({
    formId: id(lead.form_id),
    adId: id(lead.ad_id),
    adName: text(lead.ad_name),
    adSetName: text(lead.adset_name),
    campaignId: id(lead.campaign_id),
    campaignName: text(lead.campaign_name),
    platform: text(lead.platform),
    createdAt: text(lead.created_time),
  });
}
