import type { RefLink } from "@chatloom/api-schema";
import { linkTarget, type Program } from "@chatloom/runtime";
import type { ChannelRecord } from "../../records/channel-account-model.ts";
import { chatLink } from "../../records/chat-link.ts";
import type { LinkResults, RefLinkRecord } from "../../records/ref-link-model.ts";

/** Presents a link with its address and what came of it. */
export function presentRefLink(
  record: RefLinkRecord,
  surroundings: {
    readonly channel: ChannelRecord | undefined;
    readonly results: LinkResults | undefined;
    readonly active: readonly Program[];
    readonly publicUrl: string;
  },
): RefLink {
  const { _id, name, code, channelId, flowId, nodeId, text, page, values } = record;
  const { channel, results, active, publicUrl } = surroundings;
  const url = channel && chatLink(publicUrl, channel, { code, text, page });
  const { people = 0, started = 0, lastAt } = results ?? {};
  return {
    id: String(_id),
    channelId,
    code,
    name,
    flowId,
    nodeId,
    text,
    page,
    values,
    expiresAt: record.expiresAt === undefined ? undefined : moment(record.expiresAt),
    url,
    opens: linkTarget(active, { id: "", name, flowId, nodeId }) !== undefined,
    people,
    started,
    lastAt: lastAt === undefined ? undefined : moment(lastAt),
    createdAt: moment(record.createdAt),
  };
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
