import type { SurveySettings } from "@chatloom/api-schema";
import { routes } from "@chatloom/api-schema";
import { Button, Menu, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useMay } from "../../session/use-me.ts";
import { useTeams } from "../../session/use-teams.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { Section } from "../../ui/section.tsx";
import { SatisfactionFigures } from "./satisfaction-figures.tsx";
import { SurveyForm } from "./survey-form.tsx";

/** Shows the surveys after resolved conversations, and their results. */
export function SatisfactionTab() {
  const { t } = useTranslation();
  const may = useMay("inbox.settings");
  const known = useTeams();
  const { data: teams } = known;
  const surveys = useQuery({
    queryKey: ["survey-settings"],
    queryFn: () => call(routes.satisfaction.listSurveySettings),
  });
  const { data } = surveys;
  const [added, setAdded] = useState<readonly string[]>([]);
  if (!data || !teams) {
    return <Awaiting of={[known, surveys]} height={240} />;
  }
  const fresh: SurveySettings = {
    scope: "workspace",
    enabled: false,
    question: t("inbox.satisfaction.defaultQuestion"),
    scale: "five",
    thanks: t("inbox.satisfaction.defaultThanks"),
    delayMinutes: 1,
    everyHours: 24,
    channelIds: [],
  };
  const saved = new Map(data.items.map((it) => [it.scope, it]));
  const workspace = saved.get("workspace") ?? fresh;
  const shown = teams.items.filter((it) => saved.has(it.id) || added.includes(it.id));
  const left = teams.items.filter((it) => !shown.includes(it));
  return (
    <>
      <SatisfactionFigures />
      <Section title={t("inbox.satisfaction.question")}>
        <Text size="sm" c="dimmed" mb="sm">
          {t("inbox.satisfaction.intro")}
        </Text>
        <SurveyForm settings={workspace} />
      </Section>
      {shown.map((team) => (
        <Section key={team.id} title={t("inbox.satisfaction.ofTeam", { name: team.name })}>
          <SurveyForm
            settings={saved.get(team.id) ?? { ...workspace, scope: team.id }}
            onRemoved={() => setAdded(added.filter((it) => it !== team.id))}
            saved={saved.has(team.id)}
          />
        </Section>
      ))}
      {may && left.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default">{t("inbox.satisfaction.addTeam")}</Button>
          </Menu.Target>
          <Menu.Dropdown mah="50dvh" style={{ overflowY: "auto" }}>
            {left.map((it) => (
              <Menu.Item key={it.id} onClick={() => setAdded([...added, it.id])}>
                {it.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
