import type { NodeTypeId } from "@chatloom/flows-schema";
import { AbSplitCard } from "./ab-split-card.tsx";
import { AskCard } from "./ask-card.tsx";
import type { Card } from "./card.ts";
import { ChangeCard } from "./change-card.tsx";
import { ChangesCard } from "./changes-card.tsx";
import { CodeCard } from "./code-card.tsx";
import { ConditionCard } from "./condition-card.tsx";
import { HandoffCard } from "./handoff-card.tsx";
import { InstructionsCard } from "./instructions-card.tsx";
import { JumpCard } from "./jump-card.tsx";
import { KeywordsCard } from "./keywords-card.tsx";
import { MessageCard } from "./message-card.tsx";
import { NotifyCard } from "./notify-card.tsx";
import { QuickRepliesCard } from "./quick-replies-card.tsx";
import { SetVariableCard } from "./set-variable-card.tsx";
import { SummaryCard } from "./summary-card.tsx";
import { WaitCard } from "./wait-card.tsx";

/** The cards that show more than a line. A node type that is not here shows its summary. */
const cards: { readonly [K in NodeTypeId]?: Card<K> } = {
  "trigger.keyword": { Body: KeywordsCard },
  "trigger.contact": { Body: ChangeCard },
  message: { Body: MessageCard, drawsPort: (id) => id.startsWith("button:") },
  quickReplies: { Body: QuickRepliesCard },
  ask: { Body: AskCard },
  condition: { Body: ConditionCard, drawsPort: (id) => id.startsWith("branch:") },
  abSplit: { Body: AbSplitCard, drawsPort: (id) => id.startsWith("variant:") },
  setVariable: { Body: SetVariableCard },
  wait: { Body: WaitCard },
  jump: { Body: JumpCard },
  subflow: { Body: JumpCard },
  code: { Body: CodeCard },
  contact: { Body: ChangesCard },
  notify: { Body: NotifyCard },
  llm: { Body: InstructionsCard },
  handoff: { Body: HandoffCard },
};

/** The card of a kind of node. */
export function cardOf(type: NodeTypeId): Card {
  return (cards[type] ?? { Body: SummaryCard }) as Card;
}
