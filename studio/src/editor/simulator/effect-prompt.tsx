import type { EffectError, Input, JsonValue } from "@chatloom/runtime";
import { Button, Code, Group, Paper, Spoiler, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "../state/editor-store.ts";
import { AnswerFieldInput } from "./answer-field-input.tsx";
import { answerFields, answerOf, filledOf } from "./answer-fields.ts";
import { exampleBody } from "./example-body.ts";
import { RealCall } from "./real-call.tsx";
import { type PromptedEffect, take } from "./simulation.ts";
import { advance } from "./simulator-store.ts";

/** Shown while the flow waits for an outside call: enter the answer, or make the real call. */
export function EffectPrompt({ effect }: { readonly effect: PromptedEffect }) {
  const { t } = useTranslation();
  const node = useEditor((editor) => editor.flow.nodes.find((it) => it.id === effect.nodeId));
  const [fields] = useState(() => answerFields(effect, node, exampleBody(node)));
  const [filled, setFilled] = useState(() =>
    Object.fromEntries(fields.map((it) => [it.path, it.first])),
  );
  const [failure, setFailure] = useState<EffectError>();
  const simulated = { code: "simulated", message: t("simulator.effect.failure") };
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
      {fields.map((field) => (
        <AnswerFieldInput
          key={field.path}
          field={field}
          value={filled[field.path] ?? ""}
          onChange={(value) => setFilled({ ...filled, [field.path]: value })}
        />
      ))}
      {effect.type !== "callSheet" && (
        <RealCall
          effect={effect}
          onAnswer={(answer) => {
            setFailure(undefined);
            // Tools that are to be called cannot be edited as a form.
            if (callsTools(answer)) {
              advance((it) => take(it, { type: "effectAnswered", effectId: effect.id, answer }));
              return;
            }
            setFilled(filledOf(fields, answer));
          }}
          onFailure={setFailure}
        />
      )}
      <Group gap="xs" mt={8}>
        <Button
          size="compact-sm"
          onClick={() => advance((it) => take(it, answerInput(effect, answerOf(effect, filled))))}
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
                error: failure ?? simulated,
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
function answerInput(effect: PromptedEffect, answer: JsonValue): Input {
  const { status, body = null } = (answer ?? {}) as { status?: JsonValue; body?: JsonValue };
  return effect.type === "callHttp" && typeof status === "number" && status >= 400
    ? {
        type: "effectFailed",
        effectId: effect.id,
        error: { code: "http.status", message: String(status), status, body },
      }
    : { type: "effectAnswered", effectId: effect.id, answer };
}

function requestText(effect: PromptedEffect): string {
  if (effect.type === "runCode") {
    return effect.source;
  }
  if (effect.type === "callHttp") {
    return [`${effect.request.method} ${effect.request.url}`, effect.request.body]
      .filter(Boolean)
      .join("\n");
  }
  if (effect.type === "callMcp") {
    return `${effect.call.tool} ${effect.call.arguments}`;
  }
  if (effect.type === "callSheet") {
    const { action, sheet, column, value, values } = effect.sheet;
    const written = values.map((it) => `${it.column} = ${it.value}`);
    return [`${action} ${sheet}`, `${column} = ${value}`, ...written].join("\n");
  }
  return effect.request.messages.map((it) => `${it.role}: ${it.content}`).join("\n");
}

function callsTools(answer: JsonValue): boolean {
  const { calls } = (answer ?? {}) as { readonly calls?: JsonValue };
  return Array.isArray(calls) && calls.length > 0;
}
