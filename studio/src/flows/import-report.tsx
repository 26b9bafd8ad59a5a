import { addressOf, pages, type ReplyOf, type routes } from "@chatloom/api-schema";
import { Accordion, Anchor, Badge, Button, Group, List, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import i18n from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import classes from "./import-report.module.css";

type Line = ReplyOf<typeof routes.flowImports.previewBot>["report"][number];

const outcomes = ["unsupported", "approximated", "mapped"] as const;
const colors = { unsupported: "red", approximated: "yellow", mapped: "teal" };
const firstLines = 100;

/** Lists what became of each part of an imported bot; once the flow is made, each line leads to its step. */
export function ImportReport({
  report,
  flowId,
}: {
  readonly report: readonly Line[];
  readonly flowId: string | undefined;
}) {
  const { t } = useTranslation();
  const opened = outcomes.filter((it) => it !== "mapped");
  return (
    <Accordion multiple variant="separated" defaultValue={opened}>
      {outcomes.map((outcome) => {
        const lines = report.filter((it) => it.outcome === outcome);
        return lines.length === 0 ? null : (
          <Accordion.Item key={outcome} value={outcome}>
            <Accordion.Control>
              <Group gap="xs" wrap="nowrap">
                <Badge color={colors[outcome]} variant="dot" flex="none">
                  {lines.length}
                </Badge>
                <Text fw={600}>{t(`flows.import.outcomes.${outcome}`)}</Text>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Lines lines={lines} flowId={flowId} />
            </Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}

function Lines({
  lines,
  flowId,
}: {
  readonly lines: readonly Line[];
  readonly flowId: string | undefined;
}) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? lines : lines.slice(0, firstLines);
  return (
    <>
      <List listStyleType="none" spacing="xs" size="sm">
        {shown.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the report never changes, and parts may share a name
          <List.Item key={index}>
            <Text span size="sm" fw={600} className={classes.name ?? ""}>
              {flowId !== undefined && line.nodeId !== undefined ? (
                <Anchor
                  component={Link}
                  inherit
                  underline="always"
                  to={addressOf(pages.flow, { flowId }, { node: line.nodeId })}
                >
                  {line.name}
                </Anchor>
              ) : (
                line.name
              )}
            </Text>
            <Text span size="sm" c="dimmed" ms="xs">
              {kindOf(t, line)}
            </Text>
            {line.notes.map((note) => (
              <Text size="sm" key={note.code} className={classes.name ?? ""}>
                {noteText(note)}
              </Text>
            ))}
          </List.Item>
        ))}
      </List>
      {shown.length < lines.length && (
        <Button variant="subtle" fullWidth onClick={() => setAll(true)}>
          {t("flows.import.more", { count: lines.length - shown.length })}
        </Button>
      )}
    </>
  );
}

/** Names the kind of a part, with the source's word for it where that says more. */
function kindOf(t: TFunction, { part, type }: Line): string {
  const kind = t(`flows.import.parts.${part}`);
  return type === part ? kind : t("flows.import.part", { part: kind, type });
}

/** The sentence of a note in the current language; one of a newer server is shown as it says it. */
function noteText({ code, message, values }: Line["notes"][number]): string {
  const key = `flows.importNotes.${code}`;
  return i18n.exists(key) ? i18n.t(key as "flows.importNotes.theme", values) : message;
}
