import { routes } from "@chatloom/api-schema";
import type { EffectError, JsonValue } from "@chatloom/runtime";
import { Button, Text } from "@mantine/core";
import { IconWorldBolt } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { reasonText } from "../../ui/reason-text.ts";
import { problemText } from "../../ui/show-problem.ts";
import type { TriableEffect } from "./simulation.ts";
import { useSimulator } from "./simulator-store.ts";
import { triedEffect } from "./tried-effect.ts";

/** Lets the server make the call as in production. The answer can be edited before it is used. */
export function RealCall({
  effect,
  onAnswer,
  onFailure,
}: {
  readonly effect: TriableEffect;
  readonly onAnswer: (answer: JsonValue) => void;
  readonly onFailure: (error: EffectError) => void;
}) {
  const { t } = useTranslation();
  const real = useMutation({
    meta: { quiet: true },
    mutationFn: () => {
      const entries = useSimulator.getState().simulation?.entries ?? [];
      return call(routes.effects.tryEffect, { body: { effect: triedEffect(effect, entries) } });
    },
    onSuccess: ({ answer, error }) => {
      if (error) {
        onFailure(error as EffectError);
      } else {
        onAnswer((answer ?? null) as JsonValue);
      }
    },
  });
  const failure = real.data?.error;
  return (
    <>
      <Button
        mt={8}
        size="compact-sm"
        variant="default"
        leftSection={<IconWorldBolt size={14} />}
        loading={real.isPending}
        onClick={() => real.mutate()}
      >
        {t(`simulator.effect.real.${effect.type}`)}
      </Button>
      <div aria-live="polite">
        {failure && (
          <Text fz="xs" mt={4} c="var(--cl-error)">
            {failure.code === "llm.not-set-up"
              ? t("simulator.effect.notSetUp")
              : t("simulator.effect.realFailed", { message: reasonText(t, failure) })}
          </Text>
        )}
        {real.error && (
          <Text fz="xs" mt={4} c="var(--cl-error)">
            {problemText(real.error)}
          </Text>
        )}
      </div>
    </>
  );
}
