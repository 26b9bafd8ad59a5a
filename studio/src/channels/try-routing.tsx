import type { RoutingRule } from "@chatloom/flows-schema";
import { chooseRoute } from "@chatloom/runtime";
import { Select, SimpleGrid, TagsInput, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../session/use-workspace.ts";
import { languageNames } from "../ui/language-names.ts";
import { Section } from "../ui/section.tsx";
import { useRuleWords } from "./use-rule-words.ts";

/** Says which rule would decide about a message now, by the engine's own function. */
export function TryRouting({ rules }: { readonly rules: readonly RoutingRule[] }) {
  const { t, i18n } = useTranslation();
  const { data: workspace } = useWorkspace();
  const { channels, then, idle } = useRuleWords();
  const [channelId, setChannelId] = useState<string | null>(null);
  const [language, setLanguage] = useState<string | null>(null);
  const [tags, setTags] = useState<string[]>([]);
  const [text, setText] = useState("");
  const message = {
    channelId: channelId ?? channels[0]?.id ?? "",
    language: language ?? i18n.language,
    tags,
    text,
    now: Date.now(),
  };
  const usable = rules.filter((rule) => !idle(rule));
  const rule = chooseRoute(usable, message, workspace?.timeZone ?? "UTC");
  return (
    <Section title={t("routing.try")}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t("routing.tryText")}
          value={text}
          maxLength={2_000}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Select
          label={t("routing.tryChannel")}
          data={channels.map(({ id, name }) => ({ value: id, label: name }))}
          value={message.channelId}
          allowDeselect={false}
          onChange={setChannelId}
        />
        <Select
          label={t("routing.tryLanguage")}
          searchable
          data={languageNames(i18n.language, [i18n.language])}
          value={message.language}
          allowDeselect={false}
          onChange={setLanguage}
        />
        <TagsInput
          label={t("routing.tryTags")}
          data={workspace?.tags ?? []}
          value={tags}
          onChange={setTags}
        />
      </SimpleGrid>
      <Text mt="md" role="status">
        {rule
          ? t("routing.tryRule", { name: rule.name, answer: `${then(rule)}.` })
          : t("routing.tryNone")}
      </Text>
      <Text size="xs" c="dimmed">
        {t("routing.tryTime")}
      </Text>
    </Section>
  );
}
