import { addressOf, type ContactImport, pages, routes } from "@chatloom/api-schema";
import { Anchor, Badge, Box, Table, Text } from "@mantine/core";
import { IconTableImport } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { call } from "../api/call.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { BackLink } from "../ui/back-link.tsx";
import { DropArea } from "../ui/drop-area.tsx";
import { longTime } from "../ui/format-time.ts";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { uploadTable } from "./upload-table.ts";

/** Uploads a table of contacts, and lists earlier imports. */
export function ImportsPage() {
  const { t } = useTranslation();
  const imports = useQuery({
    queryKey: ["contactImports"],
    queryFn: () => call(routes.contactImports.listContactImports),
  });
  const { data } = imports;
  return (
    <Page title={t("imports.title")}>
      <BackLink to={pages.contacts}>{t("imports.back")}</BackLink>
      <UploadArea />
      <Awaiting of={imports} height={120} />
      {data && data.items.length > 0 && (
        <Section title={t("imports.earlier")}>
          <Table verticalSpacing="sm">
            <Table.Tbody>
              {data.items.map((it) => (
                <ImportRow key={it.id} found={it} />
              ))}
            </Table.Tbody>
          </Table>
        </Section>
      )}
    </Page>
  );
}

function UploadArea() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const upload = useMutation({
    mutationFn: uploadTable,
    onSuccess: ({ id }) => navigate(addressOf(pages.contactImport, { importId: id })),
  });
  return (
    <Box mb="lg">
      <DropArea
        title={t("imports.drop")}
        hint={t("imports.dropHint")}
        choose={t("imports.choose")}
        icon={<IconTableImport size={44} stroke={1.3} aria-hidden />}
        accept=".csv,.tsv,.txt,.xlsx"
        pending={upload.isPending}
        onFiles={([table]) => upload.mutate(table)}
      />
    </Box>
  );
}

function ImportRow({ found }: { readonly found: ContactImport }) {
  const { t, i18n } = useTranslation();
  const { id, fileName, stage, rows, by, createdAt } = found;
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: "anywhere" }}>
        <Anchor component={Link} to={addressOf(pages.contactImport, { importId: id })} fw={600}>
          {fileName}
        </Anchor>
        <Text size="xs" c="dimmed">
          {t("imports.rows", { count: rows })}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge color="gray">{t(`imports.stages.${stage}`)}</Badge>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {t("imports.byAt", { by, at: longTime(createdAt, i18n.language) })}
      </Table.Td>
    </Table.Tr>
  );
}
