import { botMayAct } from "@chatloom/runtime";
import { useTranslation } from "react-i18next";
import { AgentPanel } from "./agent-panel.tsx";
import { MessageLine } from "./message-line.tsx";
import { contactSays, type Simulation } from "./simulation.ts";
import classes from "./simulator.module.css";
import { advance } from "./simulator-store.ts";

/** The input for messages of the contact, and of the agent while people own the conversation. */
export function Composer({ simulation }: { readonly simulation: Simulation }) {
  const { t } = useTranslation();
  return (
    <div className={classes.composer}>
      {!botMayAct(simulation) && <AgentPanel simulation={simulation} />}
      <MessageLine
        label={t("simulator.writeAsContact")}
        onSend={(text) =>
          advance((it) => {
            const content = { kind: "text", text } as const;
            return contactSays(it, content, {
              type: "message",
              messageId: `m${it.entries.length}`,
              content,
            });
          })
        }
      />
    </div>
  );
}
