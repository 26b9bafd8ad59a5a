import { type CrmRules, routes } from "@chatloom/api-schema";
import { Badge, Button, Group, Stack, Table, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { showProblem } from "../../ui/show-problem.ts";

/** Shows with three contacts what the exchange would do. */
export function CrmPreviewList({
  connectionId,
  rules,
}: {
  readonly connectionId: string;
  readonly rules: CrmRules;
}) {
  const { t } = useTranslation();
  const preview = useMutation({
    mutationFn: () =>
      call(routes.crm.previewCrmExchange, { params: { connectionId }, body: rules }),
    onError: showProblem,
  });
  return (
    <Stack gap="xs">
      <Button
        size="xs"
        variant="light"
        style={{ alignSelf: "start" }}
        loading={preview.isPending}
        onClick={() => preview.mutate()}
      >
        {t("channels.crm.preview")}
      </Button>
      {preview.data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("channels.crm.previewNobody")}
        </Text>
      )}
      {preview.data?.items.map((it) => (
        <div key={it.contactId}>
          <Group gap="xs">
            <Text fw={600} size="sm">
              {it.name || t("contacts.unnamed")}
            </Text>
            <Badge color={it.outcome === "skip" ? "gray" : "loom"}>
              {t(`channels.crm.outcomes.${it.outcome}`)}
            </Badge>
          </Group>
          <Table fz="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("channels.crm.theirs")}</Table.Th>
                <Table.Th>{t("channels.crm.here")}</Table.Th>
                <Table.Th>{t("channels.crm.there")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {it.values.map((value) => (
                <Table.Tr key={`${value.ours} ${value.theirs}`}>
                  <Table.Td>{value.theirs}</Table.Td>
                  <Table.Td style={{ overflowWrap: "anywhere" }}>{value.here || "–"}</Table.Td>
                  <Table.Td style={{ overflowWrap: "anywhere" }}>{value.there || "–"}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      ))}
    </Stack>
  );
}
