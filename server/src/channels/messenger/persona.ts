import type { HttpCall, HttpReply, OutgoingMessage, PreparingCall } from "../channel.ts";
import { fileIdIn } from "../file-id-in.ts";
import { fingerprint } from "../fingerprint.ts";
import { graphCall } from "../meta/graph-call.ts";
import { id, object } from "../read-json.ts";
import { pageOf } from "./page-of.ts";
import type { MessengerSettings } from "./settings.ts";

/** Meta says nothing of an end. A year bounds what the store keeps of members who write no more. */
const goodForDays = 365;
const longestName = 50;

/** Makes the call that gives Messenger the name of the member who wrote, and the picture of the settings; undefined where none is shown. */
export function personaCall(
  { author, agent }: OutgoingMessage,
  settings: MessengerSettings,
): PreparingCall | undefined {
  const { agentPicture } = settings;
  if (author !== "human" || agent === undefined || !agentPicture) {
    return undefined;
  }
  const name = agent.name.trim().slice(0, longestName);
  const json = { name, profile_picture_url: agentPicture };
  const picture = fileIdIn(agentPicture) ?? agentPicture;
  return {
    ...graphCall(settings, settings.pageAccessToken, "POST", `${pageOf(settings)}/personas`, json),
    keep: {
      as: `persona:${agent.id}:${fingerprint([name, picture])}`,
      days: goodForDays,
      ofMember: agent.id,
    },
    optional: true,
  };
}

/** Reads the persona's id from the answer; undefined where Meta refused it. */
export function readPersona(reply: HttpReply | undefined): string | undefined {
  return reply?.status === 200 ? id(object(reply.body).id) : undefined;
}

/** Makes the call that deletes a persona, from the answer that made it; undefined for the answer to another call. */
export function discardPersona(body: unknown, settings: MessengerSettings): HttpCall | undefined {
  const persona = id(object(body).id);
  return persona === undefined
    ? undefined
    : graphCall(settings, settings.pageAccessToken, "DELETE", encodeURIComponent(persona));
}
