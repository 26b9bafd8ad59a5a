import { type RetentionRules, routes } from "@chatloom/api-schema";
import { Button, Group, NumberInput, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { Section } from "../ui/section.tsx";
import { ErasureList } from "./erasure-list.tsx";

const kinds = ["messages", "files", "logs", "contacts", "audit"] as const;
const least = { messages: 1, files: 1, logs: 1, contacts: 30, audit: 30 } as const;

/** Retention rules and the certificates of erased contacts. */
export function PrivacyTab() {
  const rules = useQuery({
    queryKey: ["retention"],
    queryFn: () => call(routes.privacy.readRetention),
  });
  return (
    <>
      {rules.data ? <Rules first={rules.data} /> : <Awaiting of={rules} height={240} />}
      <ErasureList />
    </>
  );
}

function Rules({ first }: { readonly first: RetentionRules }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const owner = useMay("workspace.own");
  const [rules, setRules] = useState(first);
  const preview = useMutation({
    mutationFn: () => call(routes.privacy.previewRetention, { body: rules }),
  });
  const save = useMutation({
    mutationFn: () => call(routes.privacy.saveRetention, { body: rules }),
    onSuccess: (saved) => {
      client.setQueryData(["retention"], saved);
      notifications.show({ message: t("settings.saved") });
    },
  });
  const set = (kind: (typeof kinds)[number], value: number | string) => {
    const { [kind]: _, ...rest } = rules;
    setRules(typeof value === "number" ? { ...rest, [kind]: value } : rest);
    preview.reset();
  };
  return (
    <Section title={t("settings.privacy.rules")}>
      <Stack maw={560}>
        <Text size="sm" c="dimmed">
          {t("settings.privacy.rulesHint")}
        </Text>
        {kinds.map((kind) => (
          <NumberInput
            key={kind}
            min={least[kind]}
            max={3_650}
            clampBehavior="blur"
            allowDecimal={false}
            disabled={!owner}
            label={t(`settings.privacy.kinds.${kind}`)}
            description={t(`settings.privacy.hints.${kind}`)}
            placeholder={t("settings.privacy.never")}
            suffix={t("settings.privacy.days")}
            value={rules[kind] ?? ""}
            onChange={(value) => set(kind, value)}
          />
        ))}
        {preview.data && (
          <Text size="sm" role="status">
            {kinds.some((kind) => (preview.data[kind] ?? 0) > 0)
              ? t("settings.privacy.wouldDelete", {
                  what: kinds
                    .filter((kind) => preview.data[kind] > 0)
                    .map((kind) =>
                      t(`settings.privacy.counted.${kind}`, { count: preview.data[kind] }),
                    )
                    .join(", "),
                })
              : t("settings.privacy.wouldDeleteNothing")}
          </Text>
        )}
        <Group>
          <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate()}>
            {t("settings.privacy.preview")}
          </Button>
          {owner && (
            <Button loading={save.isPending} onClick={() => save.mutate()}>
              {t("settings.save")}
            </Button>
          )}
        </Group>
      </Stack>
    </Section>
  );
}
