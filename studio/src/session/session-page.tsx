import { screenLanguages } from "@chatloom/api-schema";
import { Button, Group, Paper, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Logo } from "../ui/logo.tsx";
import { usePageTitle } from "../ui/page.tsx";
import { speak, spokenLanguage } from "../words/start-words.ts";
import classes from "./session-page.module.css";

/** The frame of the pages before sign-in. */
export function SessionPage({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  usePageTitle(title);
  return (
    <main className={classes.page}>
      <Paper className={classes.card} withBorder>
        <Group mb="lg" gap="sm">
          <Logo size={40} />
          <Text fw={700} fz="lg">
            Chatloom
          </Text>
        </Group>
        <Title order={1} mb={4}>
          {title}
        </Title>
        {lead && (
          <Text c="dimmed" mb="lg">
            {lead}
          </Text>
        )}
        {children}
      </Paper>
      <Group justify="center" mt="md" gap={4}>
        {screenLanguages.map((language) => (
          <Button
            key={language}
            lang={language}
            size="compact-sm"
            variant="subtle"
            color={language === spokenLanguage() ? "loom" : "gray"}
            aria-pressed={language === spokenLanguage()}
            onClick={() => void speak(language)}
          >
            {t(`common.languages.${language}`)}
          </Button>
        ))}
      </Group>
    </main>
  );
}
