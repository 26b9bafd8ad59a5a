import { type BackupStatus, routes } from "@chatloom/api-schema";
import { Alert, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { longTime } from "../ui/format-time.ts";
import { reasonText } from "../ui/reason-text.ts";
import { Section } from "../ui/section.tsx";

const refetchMs = 30_000;

/** Shows owners of the server's first workspace whether its backups succeed. */
export function Backups() {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ["backups"],
    queryFn: () => call(routes.operations.readBackups),
    refetchInterval: refetchMs,
  });
  const { data } = found;
  if (!data) {
    return <Awaiting of={found} height={120} />;
  }
  if (!data.shown) {
    return null;
  }
  return (
    <Section title={t("operations.backups.title")}>
      {data.backups ? (
        <Facts backups={data.backups} />
      ) : (
        <Stack gap={2}>
          <Text fw={600}>{t("operations.backups.off")}</Text>
          <Text c="dimmed" size="sm">
            {t("operations.backups.offHint")}
          </Text>
        </Stack>
      )}
    </Section>
  );
}

function Facts({ backups }: { readonly backups: BackupStatus }) {
  const { t, i18n } = useTranslation();
  const { to, schedule, keep, nextAt, last, failure, running } = backups;
  const when = (moment: string) => longTime(moment, i18n.language);
  const facts = [
    [t("operations.backups.last"), last ? newest(last) : t("operations.backups.none")],
    [t("operations.backups.next"), when(nextAt)],
    [t("operations.backups.to"), to],
    [t("operations.backups.schedule"), schedule],
    [t("operations.backups.keep"), String(keep)],
  ];
  return (
    <Stack gap="sm">
      {failure && (
        <Alert color="red" role="alert">
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {when(failure.at)} · {reasonText(t, failure.reason)}
          </Text>
        </Alert>
      )}
      {running && (
        <Text size="sm" role="status">
          {t("operations.backups.running")}
        </Text>
      )}
      <Table withRowBorders={false} layout="fixed">
        <Table.Tbody>
          {facts.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={500} w="40%">
                {name}
              </Table.Th>
              <Table.Td style={{ overflowWrap: "anywhere" }}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );

  function newest({ at, bytes, seconds }: NonNullable<BackupStatus["last"]>): string {
    const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
    const size = new Intl.NumberFormat(i18n.language, {
      style: "unit",
      unit: "megabyte",
      maximumFractionDigits: 1,
    });
    return t("operations.backups.lastText", {
      when: when(at),
      size: size.format(bytes / 1e6),
      seconds: number.format(seconds),
    });
  }
}
