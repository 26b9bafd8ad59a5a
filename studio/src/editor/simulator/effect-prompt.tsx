import type { AnsweringEffect, Input, JsonValue } from "@chatloom/runtime";
import { Button, Code, Group, JsonInput, Paper, Spoiler, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "../state/editor-store.ts";
import { exampleAnswer } from "./example-answer.ts";
import { take } from "./simulation.ts";
import { advance } from "./simulator-store.ts";

/** The flow asks something outside; here one decides what comes back. */
export function EffectPrompt({ effect }: { readonly effect: AnsweringEffect }) {
  const { t } = useTranslation();
  const node = useEditor((editor) => editor.flow.nodes.find((it) => it.id === effect.nodeId));
  const [answer, setAnswer] = useState(() => JSON.stringify(exampleAnswer(effect, node), null, 2));
  const parsed = parse(answer);
  return (
    <Paper
      withBorder
      m="xs"
      p="xs"
      radius="md"
      role="group"
      aria-label={t("simulator.effect.title")}
    >
      <Text fw={600} fz="sm">
        {t(`simulator.effect.${effect.type}`)}
      </Text>
      <Spoiler
        maxHeight={66}
        showLabel={t("simulator.effect.more")}
        hideLabel={t("simulator.effect.less")}
      >
        <Code block fz={11}>
          {requestText(effect)}
        </Code>
      </Spoiler>
      <JsonInput
        mt={6}
        size="xs"
        label={t("simulator.effect.answer")}
        value={answer}
        onChange={setAnswer}
        autosize
        minRows={2}
        maxRows={8}
        error={parsed === undefined ? t("simulator.effect.notJson") : undefined}
      />
      <Group gap="xs" mt={8}>
        <Button
          size="compact-sm"
          disabled={parsed === undefined}
          onClick={() => advance((it) => take(it, answerInput(effect, parsed as JsonValue)))}
        >
          {t("simulator.effect.submit")}
        </Button>
        <Button
          size="compact-sm"
          variant="light"
          color="red"
          onClick={() =>
            advance((it) =>
              take(it, {
                type: "effectFailed",
                effectId: effect.id,
                error: { code: "simulated", message: t("simulator.effect.failure") },
              }),
            )
          }
        >
          {t("simulator.effect.fail")}
        </Button>
      </Group>
    </Paper>
  );
}

/** As in production, an HTTP answer with a status of 400 or more is a failure. */
function answerInput(effect: AnsweringEffect, answer: JsonValue): Input {
  const status = effect.type === "callHttp" && (answer as { status?: JsonValue } | null)?.status;
  return typeof status === "number" && status >= 400
    ? {
        type: "effectFailed",
        effectId: effect.id,
        error: { code: "http.status", message: String(status) },
      }
    : { type: "effectAnswered", effectId: effect.id, answer };
}

function requestText(effect: AnsweringEffect): string {
  if (effect.type === "runCode") return effect.source;
  if (effect.type === "callHttp")
    return [`${effect.request.method} ${effect.request.url}`, effect.request.body]
      .filter(Boolean)
      .join("\n");
  return effect.request.messages.map((it) => `${it.role}: ${it.content}`).join("\n");
}

/** Undefined for what is no JSON; JSON itself has no undefined. */
function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
