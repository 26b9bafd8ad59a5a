import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent, IncomingSender, ReplyToken } from "../channel.ts";
import { id, type Json, list, object, objects, text } from "../read-json.ts";
import { parseCommandContent } from "./command-content.ts";
import { payloadOf } from "./components.ts";
import { profileOf } from "./person.ts";
import { addressOf, timeOfId } from "./place.ts";

interface Base {
  readonly id: string;
  readonly account: string | undefined;
  readonly at: number;
}

/** Discord takes an answer for 15 minutes; a minute is left for what is under way. */
const answerableMs = 14 * 60_000;

/** The kinds of interactions, by Discord's number. */
const names: Readonly<Record<number, string>> = {
  1: "ping",
  2: "command",
  3: "component",
  4: "autocomplete",
  5: "modal",
};

/** The one event of an interaction: a slash command is a message, a tap or choice a postback. */
export function parseDiscordInteraction(
  content: unknown,
  _settings: unknown,
  now: number,
): readonly ChannelEvent[] {
  const body = object(content);
  const interactionId = id(body.id);
  const name = typeof body.type === "number" ? names[body.type] : undefined;
  if (interactionId === undefined || typeof body.type !== "number") {
    return [];
  }
  const at = timeOfId(interactionId) ?? now;
  const base = { id: interactionId, account: id(body.application_id), at };
  const from = senderOf(body);
  const event =
    from === undefined
      ? undefined
      : name === "command"
        ? parseCommand(body, base, from)
        : name === "component"
          ? parseComponent(body, base, from)
          : undefined;
  return [event ?? { ...base, kind: "ignored", what: name ?? `interaction ${body.type}` }];
}

function parseCommand(body: Json, base: Base, from: IncomingSender): ChannelEvent | undefined {
  const data = object(body.data);
  const name = text(data.name);
  if (name === undefined) {
    return undefined;
  }
  const content = parseCommandContent(name, data);
  const known = defined({ replyToken: tokenOf(body, base) });
  return { ...base, kind: "message", from, messageId: base.id, content, ...known };
}

/** The first answer takes the place of "thinking…". */
function tokenOf({ token }: Json, { account, at }: Base): ReplyToken | undefined {
  const value = text(token);
  return value === undefined || account === undefined
    ? undefined
    : { value: `${account}/${encodeURIComponent(value)}`, until: at + answerableMs };
}

function parseComponent(body: Json, base: Base, from: IncomingSender): ChannelEvent | undefined {
  const { custom_id, values } = object(body.data);
  const [chosen] = list(values);
  const tapped = text(chosen) ?? text(custom_id);
  if (tapped === undefined) {
    return undefined;
  }
  const label = labelOf(object(body.message).components, tapped);
  return { ...base, kind: "postback", from, payload: payloadOf(tapped), ...defined({ label }) };
}

/** Finds the label of the tapped button or the chosen row, anywhere in the message. */
function labelOf(components: unknown, tapped: string): string | undefined {
  for (const component of objects(components)) {
    const options = [component, ...objects(component.options)];
    const found = options.find((it) => it.custom_id === tapped || it.value === tapped);
    const label = text(found?.label) ?? labelOf(component.components, tapped);
    if (label !== undefined) {
      return label;
    }
  }
  return undefined;
}

/** In a server the person is a member. */
function senderOf(body: Json): IncomingSender | undefined {
  const { user } = object(body.member);
  const person = object(user ?? body.user);
  const [userId, channelId] = [id(person.id), id(body.channel_id)];
  if (userId === undefined || channelId === undefined) {
    return undefined;
  }
  const isDirect = id(body.guild_id) === undefined;
  const profile = { ...profileOf(person), ...defined({ language: text(body.locale) }) };
  return {
    id: addressOf(channelId, userId, isDirect),
    profile: Object.keys(profile).length > 0 ? profile : undefined,
  };
}
