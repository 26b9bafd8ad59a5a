import { channels } from "../../channels/index.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { connectChannel } from "./connect-channel.ts";

/** Gives a new workspace a web chat, so that its first flow can be talked to at once. */
export async function connectWebChat(context: ServerContext, workspaceId: string): Promise<void> {
  const web = channels.web;
  await connectChannel(context, workspaceId, web, { name: "Website", settings: {} });
}
