import type { AiAgentSpec } from "@chatloom/flows-schema";
import { Button, Group, Paper, ScrollArea, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemText } from "../ui/show-problem.ts";
import classes from "./ai.module.css";
import { useAgentTrial } from "./use-agent-trial.ts";

/** A chat with an agent's draft, run by the engine of production with real calls. */
export function TryAgent({
  agentId,
  name,
  prepare,
}: {
  readonly agentId: string;
  readonly name: string;
  /** Saves the draft, which the server asks the model with. */
  readonly prepare: () => Promise<AiAgentSpec>;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const trial = useAgentTrial(agentId, name, prepare);
  const send = () => {
    const said = text.trim();
    if (said !== "" && !trial.thinking) {
      setText("");
      trial.say(said);
    }
  };
  return (
    <Paper component="section" p="lg" className={classes.card ?? ""}>
      <Group justify="space-between" mb={4}>
        <Title order={2}>{t("ai.agents.try.title")}</Title>
        {trial.lines.length > 0 && (
          <Button size="xs" variant="subtle" onClick={trial.restart}>
            {t("ai.agents.try.again")}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {t("ai.agents.try.hint")}
      </Text>
      <ScrollArea.Autosize mah={360} mb="sm">
        <div role="log" aria-label={t("ai.agents.try.chat")} className={classes.chat}>
          {trial.lines.map((line) => (
            <div key={line.id} data-from={line.from} className={classes.bubble}>
              {line.text}
            </div>
          ))}
          {trial.thinking && (
            <Text size="sm" c="dimmed">
              {t("ai.agents.try.thinking")}
            </Text>
          )}
        </div>
      </ScrollArea.Autosize>
      {trial.error !== null && (
        <Text size="sm" c="var(--cl-error)" role="alert" mb="sm">
          {problemText(trial.error)}
        </Text>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Group wrap="nowrap" gap="xs">
          <TextInput
            flex={1}
            maxLength={2_000}
            aria-label={t("ai.agents.try.placeholder")}
            placeholder={t("ai.agents.try.placeholder")}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" loading={trial.thinking}>
            {t("ai.agents.try.send")}
          </Button>
        </Group>
      </form>
      {trial.tokens.input > 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          {t("ai.agents.try.cost", trial.tokens)}
        </Text>
      )}
    </Paper>
  );
}
