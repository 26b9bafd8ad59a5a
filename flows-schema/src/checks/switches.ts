import type { FindingFacts } from "../finding.ts";
import { nodeTypeOf } from "../flow.ts";
import type { Inspection } from "../inspection.ts";
import { faultAt } from "./fault-at.ts";

/** Finds steps that go on in a channel that is gone, or that no link can open. */
export function checkSwitches({ flow, checkContext }: Inspection): FindingFacts[] {
  const { channels } = checkContext;
  return flow.nodes.flatMap((node): FindingFacts[] => {
    const channelId = nodeTypeOf(node).switchesTo?.(node.data);
    if (channels.length === 0 || channelId === undefined || channelId === "") {
      return [];
    }
    const channel = channels.find((it) => it.id === channelId);
    if (!channel) {
      return [faultAt(node, "/channelId", "switch.unknownChannel", {})];
    }
    if (channel.opensByLink !== false) {
      return [];
    }
    const fault = faultAt(node, "/channelId", "switch.noLink", { channel: channel.name });
    return [{ ...fault, severity: "warning" }];
  });
}
