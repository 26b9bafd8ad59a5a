import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import type { World } from "../support/world.ts";
import { connect } from "../turns/connect-double.ts";

/** People who write to the bot of a world over a channel of their own. */
export interface BotTalk {
  readonly double: Double;
  /** A person writes; gives the webhook's status. */
  readonly write: (from: string, text: string, id?: string) => Promise<number>;
  /** A person sends another content, such as a picture by its address; gives the webhook's status. */
  readonly send: (from: string, content: object) => Promise<number>;
  /** Gives the bot's texts to a person so far. */
  readonly heard: (from: string) => string[];
  readonly close: () => Promise<void>;
}

/** Connects a company's own channel to the world. `now` is the channel's clock: give that of a world whose clock is moved. */
export async function talkToBot(world: World, now: () => number = Date.now): Promise<BotTalk> {
  const double = await startDouble("http", now);
  const webhook = await connect(world, double);
  let sent = 0;
  return {
    double,
    write: (from, text, id) =>
      double.deliver(webhook, { kind: "text", from, text, ...(id && { id }) }),
    send(from, content) {
      const id = `sent-${++sent}`;
      const event = { id, type: "message", at: new Date(now()).toISOString() };
      const events = [{ ...event, contact: { id: from, name: from }, content }];
      return double.deliver(webhook, { kind: "raw", body: { events } });
    },
    heard: (from) =>
      double.sends.flatMap((it) => {
        const { contact, content } = it.body as {
          contact?: { id?: string };
          content?: { text?: string };
        };
        return contact?.id === from && content?.text !== undefined ? [content.text] : [];
      }),
    close: double.close,
  };
}
