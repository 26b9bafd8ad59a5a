import { routes, writingLimits } from "@chatloom/api-schema";
import type { WrittenText } from "@chatloom/flows-schema";
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconSparkles } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useHasAi } from "../../api/use-has-ai.ts";
import { NoAiHint } from "../../forms/writing/no-ai-hint.tsx";
import { reasonText } from "../../ui/reason-text.ts";
import { showProblem } from "../../ui/show-problem.ts";
import { translate } from "../commands/translate.ts";
import { useEditor } from "../state/editor-store.ts";

/** Lets a model translate the texts that are missing, some at a time; each batch is kept, and can be undone. */
export function DraftMissing({
  language,
  texts,
}: {
  readonly language: string;
  readonly texts: readonly WrittenText[];
}) {
  const { t } = useTranslation();
  const hasAi = useHasAi();
  const [done, setDone] = useState<{ readonly count: number; readonly of: number }>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function draft() {
    const { flow, flowId } = useEditor.getState();
    const controller = new AbortController();
    running.current = controller;
    const fitting = texts.filter((it) => it.text.length <= writingLimits.text);
    let count = 0;
    setDone({ count, of: fitting.length });
    for (const batch of batches(fitting)) {
      const { items, problem } = await call(routes.flowWriting.translateTexts, {
        body: {
          from: flow.settings.language,
          to: language,
          texts: batch.map(({ key, text }) => ({ key, text })),
        },
        signal: controller.signal,
      });
      const { edit, flowId: shown } = useEditor.getState();
      if (controller.signal.aborted || shown !== flowId) {
        return;
      }
      edit(translate(items.map(({ key, text }) => ({ language, key, after: text }))));
      count += batch.length;
      setDone({ count, of: fitting.length });
      if (problem) {
        notifications.show({ color: "red", message: reasonText(t, problem) });
        if (items.length === 0) {
          return;
        }
      }
    }
  }

  if (!hasAi) {
    return <NoAiHint label={t("translations.draft")} />;
  }
  return (
    <Group gap="xs">
      {done && (
        <Text size="xs" role="status">
          {t("common.job.progress", { position: done.count, total: done.of })}
        </Text>
      )}
      {done ? (
        <Button variant="default" onClick={() => running.current?.abort()}>
          {t("common.job.stop")}
        </Button>
      ) : (
        <Button
          variant="light"
          leftSection={<IconSparkles size={16} />}
          disabled={texts.length === 0}
          onClick={() =>
            void draft()
              .catch((error: unknown) => {
                if (!running.current?.signal.aborted) {
                  showProblem(error);
                }
              })
              .finally(() => setDone(undefined))
          }
        >
          {t("translations.draft")}
        </Button>
      )}
    </Group>
  );
}

const mostLetters = 6_000;

/** Cuts texts into requests that a model answers within its limits. */
function batches(texts: readonly WrittenText[]): readonly (readonly WrittenText[])[] {
  const cut: WrittenText[][] = [];
  let letters = 0;
  for (const text of texts) {
    const last = cut.at(-1);
    letters += text.text.length;
    if (!last || last.length === writingLimits.texts || letters > mostLetters) {
      cut.push([text]);
      letters = text.text.length;
    } else {
      last.push(text);
    }
  }
  return cut;
}
