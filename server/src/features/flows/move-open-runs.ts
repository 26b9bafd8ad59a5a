import { framesOf, retarget } from "@chatloom/runtime";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { readConversation } from "../../domain/stored-conversation.ts";
import { type ChangeParts, changeConversation } from "../../pipeline/turn/change-conversation.ts";
import { conversations } from "../../records/conversation-model.ts";
import { loadPrograms } from "../../records/load-programs.ts";

/** How many conversations are looked at in one go. */
const batch = 200;

/** Moves the open runs of a flow to a version if it has their steps; the others keep their version. Returns how many moved. */
export async function moveOpenRuns(
  parts: ChangeParts,
  workspaceId: string,
  flowId: string,
  version: number,
): Promise<number> {
  const model = conversations(parts.context.connection).in(workspaceId);
  let moved = 0;
  let last = "";
  for (;;) {
    const filter = {
      _id: { $gt: last },
      $or: [{ "run.frames.flowId": flowId }, { "run.parked.frames.flowId": flowId }],
    };
    const found = await model.find(filter, { sort: { _id: 1 }, limit: batch });
    for (const stored of found) {
      const conversation = readConversation(stored);
      last = conversation._id;
      if (await moveRun(parts, conversation, flowId, version)) {
        moved += 1;
      }
    }
    if (found.length < batch) {
      return moved;
    }
  }
}

async function moveRun(
  parts: ChangeParts,
  conversation: ConversationDoc,
  flowId: string,
  version: number,
): Promise<boolean> {
  let moved = false;
  await changeConversation(parts, conversation, async (current) => {
    moved = false;
    const frames = framesOf(current.run).filter((it) => it.flowId === flowId);
    const programs = await loadPrograms(parts.context, String(current.workspaceId), [
      ...frames,
      { flowId, version },
    ]);
    const to = programs.pinned(flowId, version);
    let { run } = current;
    for (const frame of frames) {
      const from = programs.pinned(flowId, frame.version);
      if (!run || !from || !to || frame.version === version) {
        continue;
      }
      const retargeted = retarget(run, from, to);
      if (!retargeted) {
        continue;
      }
      run = retargeted;
      moved = true;
    }
    return moved ? { ...current, run } : current;
  });
  return moved;
}
