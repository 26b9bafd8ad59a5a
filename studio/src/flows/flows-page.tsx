import { Button, EmptyState, Loader, SimpleGrid, TextInput } from "@mantine/core";
import { IconFileImport, IconPlus, IconSearch, IconSitemap } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useFlowList } from "../api/use-flow-list.ts";
import { useMay } from "../session/use-me.ts";
import { ErrorPage } from "../ui/error-page.tsx";
import { Page } from "../ui/page.tsx";
import { FlowCard } from "./flow-card.tsx";
import { FolderTabs, noFolder } from "./folder-tabs.tsx";
import { ImportFlowDialog } from "./import-flow-dialog.tsx";
import { NewFlowDialog } from "./new-flow-dialog.tsx";
import { SampleGrid } from "./sample-grid.tsx";
import { WaitingApprovals } from "./waiting-approvals.tsx";

/** All flows: what starts them, how they fare, and a way to make more. */
export function FlowsPage() {
  const { t } = useTranslation();
  const mayEdit = useMay("editor");
  const flows = useFlowList();
  const [search, setSearch] = useState("");
  const [address, setAddress] = useSearchParams();
  const folder = address.get("folder") ?? undefined;
  const [making, setMaking] = useState(false);
  const [importing, setImporting] = useState(false);

  if (flows.error) {
    return <ErrorPage error={flows.error} />;
  }
  const items = flows.data?.items ?? [];
  const wanted = search.trim().toLowerCase();
  const within = items.filter(
    (flow) =>
      folder === undefined ||
      (folder === noFolder ? flow.folder === undefined : flow.folder === folder),
  );
  const found = within.filter((flow) =>
    `${flow.name} ${flow.triggers.map((it) => it.summary).join(" ")}`
      .toLowerCase()
      .includes(wanted),
  );

  return (
    <Page
      title={t("flows.title")}
      actions={
        <>
          {items.length > 0 && (
            <TextInput
              aria-label={t("flows.search")}
              placeholder={t("flows.search")}
              leftSection={<IconSearch size={16} />}
              value={search}
              onChange={({ currentTarget }) => setSearch(currentTarget.value)}
            />
          )}
          {mayEdit && items.length > 0 && (
            <Button
              variant="default"
              leftSection={<IconFileImport size={16} />}
              onClick={() => setImporting(true)}
            >
              {t("flows.import.button")}
            </Button>
          )}
          {mayEdit && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
              {t("flows.new")}
            </Button>
          )}
        </>
      }
    >
      {flows.isPending && <Loader aria-label={t("common.loading")} />}
      {flows.data && items.length === 0 && (
        <>
          <EmptyState
            mb="xl"
            icon={<IconSitemap size={44} stroke={1.3} />}
            title={t("flows.empty.title")}
            description={mayEdit ? t("flows.empty.text") : t("flows.empty.textViewer")}
          />
          {mayEdit && <SampleGrid onMade={() => undefined} onImport={() => setImporting(true)} />}
        </>
      )}
      <WaitingApprovals />
      <FolderTabs
        flows={items}
        folder={folder}
        onChoose={(next) => setAddress(next === undefined ? {} : { folder: next })}
      />
      {items.length > 0 && found.length === 0 && (
        <EmptyState
          title={
            within.length === 0 ? t("flows.folders.empty") : t("flows.nothingFound", { search })
          }
        />
      )}
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="md">
        {found.map((flow) => (
          <FlowCard key={flow.id} flow={flow} showsFolder={folder === undefined} />
        ))}
      </SimpleGrid>
      {importing && <ImportFlowDialog onClose={() => setImporting(false)} />}
      {making && (
        <NewFlowDialog
          onClose={() => setMaking(false)}
          onImport={() => {
            setMaking(false);
            setImporting(true);
          }}
        />
      )}
    </Page>
  );
}
