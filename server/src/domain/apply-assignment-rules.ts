import type { AssignmentRule } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { chooseRoute } from "@chatloom/runtime";
import { addEvent } from "./add-event.ts";
import type { ContactDoc } from "./contact-doc.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { storedPriority } from "./priority-of.ts";
import type { TurnContext } from "./turn-draft.ts";

/** A conversation that waits for people, and the member whom a rule names. */
interface Ruled {
  readonly conversation: ConversationDoc;
  readonly memberId?: string;
}

/** Lets the first assignment rule that holds decide who gets a conversation that was handed to anyone. The thread says which. */
export function applyAssignmentRules(
  conversation: ConversationDoc,
  { language, tags }: Pick<ContactDoc, "language" | "tags">,
  { assignment, said = "", now }: TurnContext,
): Ruled {
  if (!assignment || conversation.handoff?.assignTo !== "anyone") {
    return { conversation };
  }
  const { channelId, labelIds = [] } = conversation;
  const rules = assignment.rules.filter(
    (it) => it.labelIds.length === 0 || it.labelIds.some((id) => labelIds.includes(id)),
  );
  const message = { channelId, language, tags, text: said, now };
  const rule = chooseRoute(rules, message, assignment.timeZone);
  return rule ? follow(conversation, rule, now) : { conversation };
}

function follow(
  conversation: ConversationDoc,
  { name, teamId, memberId, distribution, priority }: AssignmentRule,
  now: number,
): Ruled {
  const told = addEvent(conversation, "ruled", { type: "system" }, now, name);
  const { handoff } = conversation;
  const given = memberId === "" ? (teamId === "" ? "anyone" : "team") : "member";
  const ways = { anyone: "manual", team: "leastBusy", member: "manual" } as const;
  return {
    ...defined({ memberId: memberId || undefined }),
    conversation: changed(told, {
      priority: priority === "" ? conversation.priority : storedPriority(priority),
      teamId: teamId === "" ? conversation.teamId : teamId,
      handoff: handoff && {
        ...handoff,
        assignTo: given,
        ...defined({
          teamId: given === "team" ? teamId : undefined,
          memberId: given === "member" ? memberId : undefined,
        }),
        distribution: distribution === "" ? ways[given] : distribution,
      },
    }),
  };
}
