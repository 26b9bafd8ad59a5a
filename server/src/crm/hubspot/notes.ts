import { id, object, objects, text } from "../../channels/read-json.ts";
import type { Story } from "../../desks/action-of.ts";
import type { NoteRequest } from "../crm.ts";
import { hubspotCall } from "./call.ts";
import { idsOf } from "./contacts.ts";
import type { HubspotSettings } from "./settings.ts";

/** HubSpot's type of the connection from a note to a contact. */
const noteToContact = 202;
const mostNotes = 100;
const longestNote = 60_000;

/** Adds a note to a contact. Its end holds our id, by which an earlier attempt is found. */
export function* addHubspotNote(
  { crmId, noteId, text: words, at, again }: NoteRequest,
  settings: HubspotSettings,
): Story<{ readonly id: string }> {
  const mark = `[chatloom ${noteId}]`;
  const earlier = again ? yield* findNote(crmId, mark, settings) : undefined;
  if (earlier !== undefined) {
    return { id: earlier };
  }
  const body = [...words].slice(0, longestNote).join("");
  const reply = yield {
    call: hubspotCall(settings, "POST", "crm/v3/objects/notes", {
      properties: {
        hs_note_body: `${inHtml(body)}<br><br>${mark}`,
        hs_timestamp: new Date(at).toISOString(),
      },
      associations: [
        {
          to: { id: crmId },
          types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: noteToContact }],
        },
      ],
    }),
  };
  return { id: id(object(reply.body).id) ?? "" };
}

function* findNote(
  crmId: string,
  mark: string,
  settings: HubspotSettings,
): Story<string | undefined> {
  const path = `crm/v4/objects/contacts/${encodeURIComponent(crmId)}/associations/notes?limit=${mostNotes}`;
  const found = yield { call: hubspotCall(settings, "GET", path), expect: [404] };
  const ids = idsOf(object(found.body).results, "toObjectId");
  if (found.status === 404 || ids.length === 0) {
    return undefined;
  }
  const read = yield {
    call: hubspotCall(settings, "POST", "crm/v3/objects/notes/batch/read", {
      properties: ["hs_note_body"],
      inputs: ids.map((it) => ({ id: it })),
    }),
  };
  const own = objects(object(read.body).results).find((it) =>
    text(object(it.properties).hs_note_body)?.includes(mark),
  );
  return own && id(own.id);
}

function inHtml(words: string): string {
  return words
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\n", "<br>");
}
