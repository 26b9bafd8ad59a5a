import { contactLimits } from "@chatloom/flows-schema";
import type { JsonObject } from "@chatloom/runtime";
import type { Lead } from "../channels/lead.ts";
import type { ContactDoc } from "./contact-doc.ts";
import { factsOf } from "./learn-profile.ts";

/** Names the answers as flows and contacts can: letters, digits and `_`, at most 64 characters. Empty answers are left out. */
function answersOf({ answers }: Lead): Readonly<Record<string, string>> {
  const named = answers.flatMap(({ name, value }) => {
    const key = name
      .normalize("NFC")
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, contactLimits.nameCharacters);
    const given = value.trim().slice(0, longestAnswer);
    return key === "" || given === "" ? [] : [[key, given] as const];
  });
  return Object.fromEntries(named.slice(0, mostAnswers));
}

const longestAnswer = 1_000;
const mostAnswers = 60;
/** Answers that a contact has fields of its own for. */
const own = new Set([
  "full_name",
  "first_name",
  "last_name",
  "email",
  "work_email",
  "phone_number",
  "work_phone_number",
]);

/** The properties of the event that starts flows: the answers under `answers`, and the facts of form and ad. */
export function leadProperties(lead: Lead): JsonObject {
  const { profile, facts } = lead;
  return { ...facts, ...factsOf(profile), answers: answersOf(lead) };
}

/**
 * Fills the empty fields of a contact from a lead: name, e-mail, phone, and custom fields named like the questions. `source` says where a
 * new contact came from. Values that are there stay. `typed` are custom fields that hold something else than text.
 */
export function contactOfLead(
  contact: ContactDoc,
  lead: Lead,
  source: string,
  typed: ReadonlySet<string>,
): ContactDoc {
  const told = Object.entries(factsOf(lead.profile)).filter(
    ([fact]) => contact[fact as keyof ContactDoc] === "",
  );
  const given = { ...answersOf(lead), source };
  const fresh = Object.entries(given).filter(
    ([name]) => !own.has(name) && !typed.has(name) && contact.fields[name] === undefined,
  );
  const room = contactLimits.fields - Object.keys(contact.fields).length;
  if (told.length === 0 && fresh.length === 0) {
    return contact;
  }
  const fields = { ...contact.fields, ...Object.fromEntries(fresh.slice(0, Math.max(0, room))) };
  return { ...contact, ...Object.fromEntries(told), fields };
}
