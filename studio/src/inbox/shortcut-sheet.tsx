import { Group, Kbd, Modal, SimpleGrid, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "./use-shortcuts.ts";

const groups = {
  list: {
    j: "next",
    k: "previous",
    o: "open",
    x: "choose",
    "/": "search",
    f: "filter",
    Esc: "clear",
  },
  conversation: {
    t: "takeOver",
    h: "handBack",
    e: "resolve",
    m: "assign",
    l: "label",
    p: "priority",
    z: "snooze",
    g: "macro",
    i: "details",
  },
  writing: {
    r: "reply",
    n: "note",
    Enter: "send",
    "Shift+Enter": "line",
    "/…": "canned",
    "@…": "mention",
  },
} as const;

/** The keys of the inbox; `?` opens it. */
export function ShortcutSheet() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  useShortcuts({ "?": () => setOpened(true) });
  return (
    <Modal size="lg" opened={opened} onClose={() => setOpened(false)} title={t("inbox.keys.title")}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        {(Object.keys(groups) as (keyof typeof groups)[]).map((group) => (
          <Stack key={group} gap={6}>
            <Text fw={650} size="sm">
              {t(`inbox.keys.groups.${group}`)}
            </Text>
            {Object.entries(groups[group]).map(([key, act]) => (
              <Group key={key} justify="space-between" gap="sm" wrap="nowrap">
                <Text size="sm">{t(`inbox.keys.acts.${act as Act}`)}</Text>
                <Kbd>{key}</Kbd>
              </Group>
            ))}
          </Stack>
        ))}
      </SimpleGrid>
    </Modal>
  );
}

type Groups = typeof groups;
/** The names of what keys do. */
type Act = {
  [G in keyof Groups]: Groups[G][keyof Groups[G]];
}[keyof Groups];
