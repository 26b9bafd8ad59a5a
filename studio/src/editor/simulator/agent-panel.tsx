import { Button, Group, Select } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconHandStop } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MessageLine } from "./message-line.tsx";
import { agentSays, agentTakes, handBack, resolve } from "./simulated-agent.ts";
import type { Simulation } from "./simulation.ts";
import classes from "./simulator.module.css";
import { advance } from "./simulator-store.ts";

/** Shows the tester's actions as an agent, while people own the conversation. */
export function AgentPanel({ simulation }: { readonly simulation: Simulation }) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<string | null>(null);
  const { handler, handoff } = simulation;
  const outcomes = handoff?.outcomes ?? [];
  const chosen = outcomes.find((it) => it.id === outcome)?.id;
  return (
    <div className={classes.agent}>
      <span>{t("simulator.asAgent")}</span>
      {outcomes.length > 0 && (
        <Select
          size="xs"
          my={4}
          clearable
          aria-label={t("simulator.outcome")}
          placeholder={t("simulator.outcome")}
          data={outcomes.map((it) => ({ value: it.id, label: it.label }))}
          value={chosen ?? null}
          onChange={setOutcome}
        />
      )}
      <Group gap={6} mb={4}>
        {handler === "waiting" && (
          <Button
            size="compact-xs"
            variant="light"
            leftSection={<IconHandStop size={13} />}
            onClick={() => advance(agentTakes)}
          >
            {t("simulator.takeOver")}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="light"
          leftSection={<IconCheck size={13} />}
          onClick={() => advance((it) => resolve(it, chosen))}
        >
          {t("simulator.resolve")}
        </Button>
        <Button
          size="compact-xs"
          variant="light"
          leftSection={<IconArrowBackUp size={13} />}
          onClick={() => advance((it) => handBack(it, chosen))}
        >
          {t("simulator.handBack")}
        </Button>
      </Group>
      <MessageLine
        label={t("simulator.writeAsAgent")}
        onSend={(text) => advance((it) => agentSays(it, text))}
      />
    </div>
  );
}
