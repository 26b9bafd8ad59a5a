import { routes } from "@chatloom/api-schema";
import { ModerationRule } from "@chatloom/flows-schema";
import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { formSchema } from "../forms/form-schema.ts";
import { emptyWorld, FormWorldContext } from "../forms/form-world.tsx";
import { SchemaForm } from "../forms/schema-form.tsx";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import classes from "./ai.module.css";

const schema = formSchema(ModerationRule);
const queryKey = ["ai-moderation"];

/** The moderation of AI steps that have no agent. */
export function ModerationForm() {
  const saved = useQuery({ queryKey, queryFn: () => call(routes.aiUsage.readAiModeration) });
  const { data } = saved;
  return data ? <Form saved={data} /> : <Awaiting of={saved} height={160} />;
}

function Form({ saved }: { readonly saved: ModerationRule }) {
  const { t } = useTranslation();
  const may = useMay("ai.connect");
  const client = useQueryClient();
  const [rule, setRule] = useState<ModerationRule>(saved);
  const world = useMemo(() => ({ ...emptyWorld, readOnly: !may }), [may]);
  const { moderation, blockedWords = [] } = rule;
  const isEmpty = moderation === "wordList" && blockedWords.length === 0;
  const save = useMutation({
    mutationFn: () =>
      call(routes.aiUsage.saveAiModeration, {
        body: moderation === "wordList" ? { moderation, blockedWords } : { moderation },
      }),
    onSuccess: (next) => {
      client.setQueryData(queryKey, next);
      notifications.show({ message: t("ai.moderation.saved") });
    },
  });
  return (
    <Paper component="section" p="lg" mt="lg" maw={640} className={classes.card ?? ""}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          <Title order={2}>{t("ai.moderation.title")}</Title>
          <Text size="sm" c="dimmed">
            {t("ai.moderation.hint")}
          </Text>
          <FormWorldContext value={world}>
            <SchemaForm
              schema={schema}
              value={rule}
              path=""
              onChange={(next) => setRule(next as ModerationRule)}
            />
          </FormWorldContext>
          {may && (
            <Group justify="flex-end">
              <Button type="submit" loading={save.isPending} disabled={isEmpty}>
                {t("common.save")}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Paper>
  );
}
