import { type ContactImport, pages, routes } from "@chatloom/api-schema";
import { Alert, Button, Group, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { call } from "../api/call.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { BackLink } from "../ui/back-link.tsx";
import { JobProgress } from "../ui/job-progress.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { showProblem } from "../ui/show-problem.ts";
import { ImportCounts } from "./import-counts.tsx";
import { ImportProblems } from "./import-problems.tsx";
import { ImportSettingsForm } from "./import-settings-form.tsx";
import { useImport, useImportStep } from "./use-import.ts";

/** One import: its columns, the check, its progress and the result. */
export function ImportPage() {
  const { t } = useTranslation();
  const { importId = "" } = useParams();
  const found = useImport(importId);
  const { data } = found;
  return (
    <Page title={data?.fileName ?? t("imports.title")} actions={<Actions found={data} />}>
      <BackLink to={pages.contactImports}>{t("imports.all")}</BackLink>
      {data && <ImportSteps key={data.id} found={data} />}
      <Awaiting of={found} />
    </Page>
  );
}

function Actions({ found }: { readonly found: ContactImport | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const remove = async (importId: string) => {
    await call(routes.contactImports.deleteContactImport, { params: { importId } });
    await client.invalidateQueries({ queryKey: ["contactImports"] });
    await navigate(pages.contactImports);
  };
  return (
    <>
      {found && found.job?.state !== "running" && (
        <Button
          variant="default"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() =>
            modals.openConfirmModal({
              title: t("imports.deleteTitle", { name: found.fileName }),
              children: <Text size="sm">{t("imports.deleteText")}</Text>,
              labels: { confirm: t("imports.delete"), cancel: t("common.cancel") },
              onConfirm: () => void remove(found.id).catch(showProblem),
            })
          }
        >
          {t("imports.delete")}
        </Button>
      )}
    </>
  );
}

function ImportSteps({ found }: { readonly found: ContactImport }) {
  const { t } = useTranslation();
  const { id, stage, job } = found;
  const [editing, setEditing] = useState(false);
  const params = { importId: id };
  const start = useImportStep(id, () => call(routes.contactImports.startContactImport, { params }));
  const undo = useImportStep(id, () => call(routes.contactImports.undoContactImport, { params }));
  const running = job?.state === "running";
  const counts = job?.counts ?? {};
  const good = (counts.created ?? 0) + (counts.updated ?? 0);

  if (stage === "uploaded" || (editing && !running)) {
    return <ImportSettingsForm found={found} onChecked={() => setEditing(false)} />;
  }
  return (
    <>
      {job && (running || job.state !== "done") && (
        <Section title={t(`imports.stages.${stage}`)}>
          <JobProgress
            job={job}
            label={t(`imports.stages.${stage}`)}
            onStop={() =>
              void call(routes.jobs.stopJob, { params: { jobId: job.id } }).catch(showProblem)
            }
          />
          {!running && (
            <Group mt="md">
              {stage === "importing" && (
                <Button loading={start.pending} onClick={start.run}>
                  {t("imports.goOn")}
                </Button>
              )}
              {(stage === "importing" || stage === "undoing") && (
                <Button variant="default" loading={undo.pending} onClick={undo.run}>
                  {t("imports.undo")}
                </Button>
              )}
              {stage === "checking" && (
                <Button variant="default" onClick={() => setEditing(true)}>
                  {t("imports.change")}
                </Button>
              )}
            </Group>
          )}
        </Section>
      )}
      {job && Object.keys(counts).length > 0 && (
        <Section title={t(`imports.results.${stage}`)}>
          <ImportCounts counts={counts} />
          {stage === "checked" && (
            <>
              <Alert color="blue" mt="md">
                {t("imports.nothingChanged")}
              </Alert>
              <Group mt="md">
                <Button disabled={good === 0} loading={start.pending} onClick={start.run}>
                  {t("imports.start", { count: good })}
                </Button>
                <Button variant="default" onClick={() => setEditing(true)}>
                  {t("imports.change")}
                </Button>
              </Group>
            </>
          )}
          {stage === "imported" && (
            <Group mt="md">
              <Button component={Link} to={pages.contacts}>
                {t("imports.show")}
              </Button>
              <Button
                variant="default"
                loading={undo.pending}
                onClick={() =>
                  modals.openConfirmModal({
                    title: t("imports.undoTitle"),
                    children: <Text size="sm">{t("imports.undoText")}</Text>,
                    labels: { confirm: t("imports.undo"), cancel: t("common.cancel") },
                    onConfirm: undo.run,
                  })
                }
              >
                {t("imports.undo")}
              </Button>
            </Group>
          )}
        </Section>
      )}
      {(counts.invalid ?? 0) > 0 && stage !== "undone" && !running && (
        <ImportProblems importId={id} count={counts.invalid ?? 0} />
      )}
    </>
  );
}
