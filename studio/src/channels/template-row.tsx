import type { KeptTemplate } from "@chatloom/api-schema";
import { Badge, Button, Collapse, Group, Paper, Text } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { longTime } from "../ui/format-time.ts";
import { TemplatePreview } from "../ui/template-preview.tsx";
import classes from "./channels.module.css";

const colors = {
  approved: "loom",
  pending: "gray",
  rejected: "red",
  paused: "yellow",
  disabled: "red",
} as const;
const qualityColors = { high: "loom", medium: "yellow", low: "red" } as const;

/** One template: what it is called, where it stands and why; opened, how it looks. */
export function TemplateRow({ kept: { template, changedAt } }: { readonly kept: KeptTemplate }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const { name, title, language, category, status, quality, reason } = template;
  const facts = [...(title === undefined ? [] : [name]), language, category ?? ""];
  return (
    <Paper p="md" className={classes.card ?? ""}>
      <Group justify="space-between" gap="xs" align="flex-start">
        <div style={{ minWidth: 0, flex: "1 1 220px" }}>
          <Text fw={650} style={{ overflowWrap: "anywhere" }}>
            {title ?? name}
          </Text>
          <Text fz="xs" c="dimmed">
            {facts.filter((it) => it !== "").join(" · ")}
          </Text>
        </div>
        <Group gap={6}>
          {quality && (
            <Badge variant="light" color={qualityColors[quality]}>
              {t(`channels.templates.quality.${quality}`)}
            </Badge>
          )}
          <Badge color={colors[status]}>{t(`forms.template.status.${status}`)}</Badge>
        </Group>
      </Group>
      {reason !== undefined && (
        <Text fz="sm" c="var(--cl-error)" mt={6}>
          {reason}
        </Text>
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        px={2}
        mt={6}
        aria-expanded={open}
        leftSection={open ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
        aria-label={t("channels.templates.showOf", { name: title ?? name })}
        onClick={() => setOpen(!open)}
      >
        {t("channels.templates.show")}
      </Button>
      <Collapse expanded={open} keepMounted={false}>
        <TemplatePreview template={template} values={{}} />
        <Text fz="xs" c="dimmed" mt={6}>
          {t("channels.templates.changed", { when: longTime(changedAt, i18n.language) })}
        </Text>
      </Collapse>
    </Paper>
  );
}
