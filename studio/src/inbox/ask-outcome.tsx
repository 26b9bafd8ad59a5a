import type { Conversation } from "@chatloom/api-schema";
import { Button, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import type { TFunction } from "i18next";

/** Asks which outcome of the handoff step it was, where the step lists any, and then does it. `undefined` is none of them. */
export function askOutcome(
  t: TFunction,
  { handoff }: Conversation,
  act: (outcome: string | undefined) => void,
): void {
  const outcomes = handoff?.outcomes ?? [];
  if (outcomes.length === 0) {
    act(undefined);
    return;
  }
  const choose = (outcome: string | undefined) => {
    modals.close(id);
    act(outcome);
  };
  const id = modals.open({
    title: t("inbox.outcome.title"),
    children: (
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {t("inbox.outcome.hint")}
        </Text>
        {outcomes.map((it) => (
          <Button key={it.id} variant="light" onClick={() => choose(it.id)}>
            {it.label}
          </Button>
        ))}
        <Button variant="default" onClick={() => choose(undefined)}>
          {t("inbox.outcome.other")}
        </Button>
      </Stack>
    ),
  });
}
