import type { AuditEntry } from "@chatloom/api-schema";
import { Anchor, Badge, Group, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { longTime } from "../ui/format-time.ts";
import classes from "../ui/section.module.css";
import type { WordKey } from "../words/word-key.ts";

/** One entry of the audit log. */
export function AuditRow({
  entry,
  onPerson,
  onObject,
}: {
  readonly entry: AuditEntry;
  readonly onPerson: () => void;
  readonly onObject: () => void;
}) {
  const { t, i18n } = useTranslation();
  const { at, by, action, object, address, outcome, changes } = entry;
  return (
    <div className={classes.line}>
      <Group gap="xs">
        <Anchor component="button" type="button" size="sm" fw={600} onClick={onPerson}>
          <Actor by={by} />
        </Anchor>
        <Text size="sm">
          {t(`audit.actions.${action}` as WordKey) as string}
          {object.name && `: ${object.name}`}
        </Text>
        {outcome !== "done" && <Badge color="yellow">{t(`audit.outcomes.${outcome}`)}</Badge>}
      </Group>
      <Group gap="xs">
        <Text size="xs" c="dimmed">
          {[longTime(at, i18n.language), address && t("audit.address", { address })]
            .filter(Boolean)
            .join(" · ")}
        </Text>
        {object.id && (
          <Anchor component="button" type="button" size="xs" onClick={onObject}>
            {t("audit.same")}
          </Anchor>
        )}
      </Group>
      {changes.length > 0 && (
        <details>
          <Text component="summary" size="xs" style={{ cursor: "pointer" }}>
            {t("audit.changes")} ({changes.length})
          </Text>
          <Table.ScrollContainer minWidth={420}>
            <Table fz="xs" verticalSpacing={4}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("audit.field")}</Table.Th>
                  <Table.Th>{t("audit.before")}</Table.Th>
                  <Table.Th>{t("audit.after")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {changes.map((it) => (
                  <Table.Tr key={it.field}>
                    <Table.Td>{it.field}</Table.Td>
                    <Table.Td style={{ wordBreak: "break-word" }}>{it.before}</Table.Td>
                    <Table.Td style={{ wordBreak: "break-word" }}>{it.after}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </details>
      )}
    </div>
  );
}

function Actor({ by }: { readonly by: AuditEntry["by"] }) {
  const { t } = useTranslation();
  if (by.kind === "system") {
    return t("audit.system");
  }
  if (by.kind === "member") {
    return by.name;
  }
  return by.maker
    ? t("audit.tokenOf", { name: by.name, maker: by.maker.name })
    : t("audit.token", { name: by.name });
}
