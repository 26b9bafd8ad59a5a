import { botMayAct } from "@chatloom/runtime";
import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { IconArrowBackUp, IconSend2 } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Simulation } from "./simulation.ts";
import { agentSays, contactSays, handBack } from "./simulation.ts";
import classes from "./simulator.module.css";
import { advance } from "./simulator-store.ts";

/** The input for messages of the contact, and of the agent while people own the conversation. */
export function Composer({ simulation }: { readonly simulation: Simulation }) {
  const { t } = useTranslation();
  return (
    <div className={classes.composer}>
      {!botMayAct(simulation) && (
        <div className={classes.agent}>
          <Group justify="space-between" mb={4}>
            <span>{t("simulator.asAgent")}</span>
            <Button
              size="compact-xs"
              variant="light"
              leftSection={<IconArrowBackUp size={13} />}
              onClick={() => advance(handBack)}
            >
              {t("simulator.handBack")}
            </Button>
          </Group>
          <Line
            label={t("simulator.writeAsAgent")}
            onSend={(text) => advance((it) => agentSays(it, text))}
          />
        </div>
      )}
      <Line
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

function Line({
  label,
  onSend,
}: {
  readonly label: string;
  readonly onSend: (text: string) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  function send(event: FormEvent) {
    event.preventDefault();
    if (text.trim() === "") {
      return;
    }
    setText("");
    onSend(text);
  }
  return (
    <form onSubmit={send}>
      <TextInput
        aria-label={label}
        placeholder={label}
        value={text}
        autoComplete="off"
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        rightSectionWidth={40}
        rightSection={
          <ActionIcon type="submit" variant="filled" color="loom" aria-label={t("simulator.send")}>
            <IconSend2 size={16} />
          </ActionIcon>
        }
      />
    </form>
  );
}
