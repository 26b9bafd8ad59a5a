import { defined } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import type { Caller } from "../../pipeline/outbound/noting-client.ts";
import { channelAccounts, type TemplateListState } from "../../records/channel-account-model.ts";
import type { ConnectedChannel } from "../../records/connected-channel.ts";
import { storeTemplates } from "../../records/template-store.ts";
import { askInSteps } from "./ask-in-steps.ts";

/** How long a list counts as new. */
export const readEveryMs = 3_600_000;

/** Reads the templates of a channel from its platform and stores them. Says how old the list is then, and what went wrong. */
export async function readTemplates(
  context: ServerContext,
  client: Caller,
  connected: ConnectedChannel,
): Promise<TemplateListState> {
  const { channel, settings, id, workspaceId } = connected;
  const accounts = channelAccounts(context.connection).in(workspaceId);
  const problem = await attempt();
  const now = context.now();
  const state = {
    "templates.dueAt": now + readEveryMs,
    ...(problem === undefined ? { "templates.readAt": now } : { "templates.problem": problem }),
  };
  const changed = await accounts.findOneAndUpdate(
    { _id: id },
    {
      $set: state,
      ...defined({ $unset: problem === undefined ? { "templates.problem": 1 } : undefined }),
    },
  );
  return changed?.templates ?? {};

  async function attempt(): Promise<string | undefined> {
    const { templates } = channel;
    if (!templates) {
      return `${channel.title} has no templates`;
    }
    const lacks = templates.lacks?.(settings);
    if (lacks !== undefined) {
      return lacks;
    }
    const answers = await askInSteps(context, client, channel, (replies) =>
      templates.ask(settings, replies),
    );
    if ("problem" in answers) {
      return answers.problem;
    }
    await storeTemplates(context, connected, templates.read(answers.replies));
    return undefined;
  }
}
