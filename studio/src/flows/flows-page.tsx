import { Button, EmptyState, SimpleGrid, TextInput } from "@mantine/core";
import { IconFileImport, IconPlus, IconSearch, IconSitemap } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useFlowList } from "../api/use-flow-list.ts";
import { useMay } from "../session/use-me.ts";
import { WelcomeCard } from "../start/welcome-card.tsx";
import { Awaiting } from "../ui/awaiting.tsx";
import { Page } from "../ui/page.tsx";
import { FlowBulkBar } from "./flow-bulk-bar.tsx";
import { FlowCard } from "./flow-card.tsx";
import { useFlowLabels } from "./flow-labels.ts";
import { FlowMentions } from "./flow-mentions.tsx";
import { FolderTabs, noFolder } from "./folder-tabs.tsx";
import { ImportFlowDialog } from "./import-flow-dialog.tsx";
import { LabelFilter } from "./label-filter.tsx";
import { NewFlowDialog } from "./new-flow-dialog.tsx";
import { SampleGrid } from "./sample-grid.tsx";
import { WaitingApprovals } from "./waiting-approvals.tsx";

/** All flows: what starts them, how they fare, and a way to make more. */
export function FlowsPage() {
  const { t } = useTranslation();
  const mayEdit = useMay("flows.edit");
  const flows = useFlowList();
  const [search, setSearch] = useState("");
  const [address, setAddress] = useSearchParams();
  const folder = address.get("folder") ?? undefined;
  const labels = useFlowLabels();
  // A label may have been deleted since the address was kept.
  const wantedLabels = address
    .getAll("label")
    .filter((id) => labels.some((label) => label.id === id));
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set());
  const [making, setMaking] = useState(false);
  const [importing, setImporting] = useState(false);

  const items = flows.data?.items ?? [];
  const wanted = search.trim().toLowerCase();
  const within = items.filter(
    (flow) =>
      folder === undefined ||
      (folder === noFolder ? flow.folder === undefined : flow.folder === folder),
  );
  const labelled = within.filter((flow) => wantedLabels.every((it) => flow.labelIds?.includes(it)));
  const found = labelled.filter((flow) =>
    `${flow.name} ${flow.triggers.map((it) => it.summary).join(" ")}`
      .toLowerCase()
      .includes(wanted),
  );

  // Only what is seen can be changed.
  const chosen = found.filter((it) => chosenIds.has(it.id));
  const choose = (flowId: string, on: boolean) => {
    const next = new Set(chosen.map((it) => it.id));
    if (on) {
      next.add(flowId);
    } else {
      next.delete(flowId);
    }
    setChosenIds(next);
  };

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
      <Awaiting of={flows} height={360} />
      {flows.data && mayEdit && <WelcomeCard empty={items.length === 0} />}
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
      <FlowMentions />
      <FolderTabs
        flows={items}
        folder={folder}
        onChoose={(next) => setAddress(addressFor(next, wantedLabels))}
      />
      {items.length > 0 && (
        <LabelFilter
          flows={items}
          chosen={wantedLabels}
          onChoose={(next) => setAddress(addressFor(folder, next))}
        />
      )}
      {chosen.length > 0 && (
        <FlowBulkBar
          chosen={chosen}
          listed={found}
          onChoose={(ids) => setChosenIds(new Set(ids))}
        />
      )}
      {items.length > 0 && found.length === 0 && (
        <EmptyState
          title={
            within.length === 0
              ? t("flows.folders.empty")
              : labelled.length === 0
                ? t("flows.labels.empty")
                : t("flows.nothingFound", { search })
          }
        />
      )}
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="md">
        {found.map((flow) => (
          <FlowCard
            key={flow.id}
            flow={flow}
            showsFolder={folder === undefined}
            labels={labels}
            chosen={chosenIds.has(flow.id)}
            onChoose={mayEdit ? (on) => choose(flow.id, on) : undefined}
          />
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

/** The part of the address that says which flows are listed. */
function addressFor(folder: string | undefined, labelIds: readonly string[]): [string, string][] {
  return [
    ...(folder === undefined ? [] : ([["folder", folder]] satisfies [string, string][])),
    ...labelIds.map((it): [string, string] => ["label", it]),
  ];
}
