import { defined } from "@chatloom/flows-schema";
import type { Profile } from "../channel.ts";
import { id, type Json, text } from "../read-json.ts";

/** Reads a person, as Discord describes them. */
export function profileOf(user: Json): Profile {
  const [userId, avatar] = [id(user.id), text(user.avatar)];
  const picture =
    userId !== undefined && avatar !== undefined && /^\w+$/.test(avatar)
      ? `https://cdn.discordapp.com/avatars/${userId}/${avatar}.png`
      : undefined;
  return defined({
    name: text(user.global_name) ?? text(user.username),
    username: text(user.username),
    pictureUrl: picture,
  });
}
