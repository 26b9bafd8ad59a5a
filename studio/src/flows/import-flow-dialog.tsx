import { addressOf, pages, type ReplyOf, routes } from "@chatloom/api-schema";
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { call } from "../api/call.ts";
import { Dialog } from "../ui/dialog.tsx";
import { DropArea } from "../ui/drop-area.tsx";
import { problemText } from "../ui/show-problem.ts";
import classes from "./import-report.module.css";
import { ImportReport } from "./import-report.tsx";
import { type ReadImport, readImport } from "./read-import.ts";

type Reply = ReplyOf<typeof routes.flowImports.previewBot>;

/** The preview of an import: the number of steps, the problems of the text, or the report of a bot. */
interface Preview {
  readonly read: ReadImport;
  readonly bot?: Reply;
  readonly problems?: readonly { readonly line: number; readonly message: string }[];
}

/** Reads a flow or a bot of another product from files, shows what becomes of it, and makes a draft. */
export function ImportFlowDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["flows"], exact: true });

  const preview = useMutation({ meta: { quiet: true }, mutationFn: previewOf });
  const make = useMutation({
    meta: { quiet: true },
    mutationFn: makeFlow,
    onSuccess: async ({ id, report }) => {
      await refresh();
      if (!report) {
        onClose();
        await navigate(addressOf(pages.flow, { flowId: id }));
      }
    },
  });
  const undo = useMutation({
    mutationFn: (flowId: string) => call(routes.flows.deleteFlow, { params: { flowId } }),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  const shown = preview.data;
  const made = make.data?.report ? make.data : undefined;
  const error = preview.error ?? make.error;

  return (
    <Dialog onClose={onClose} title={t("flows.import.title")} size="xl">
      <Stack>
        {error && (
          <Alert color="red" role="alert">
            {problemText(error)}
          </Alert>
        )}
        {!shown && (
          <DropArea
            title={t("flows.import.drop")}
            hint={t("flows.import.hint")}
            choose={t("flows.import.choose")}
            icon={<IconFileImport size={40} stroke={1.3} aria-hidden />}
            accept=".json,.yaml,.yml,.zip,.tgz,.gz"
            multiple
            pending={preview.isPending}
            onFiles={(files) => preview.mutate(files)}
          />
        )}
        {shown && <Summary preview={shown} made={made !== undefined} />}
        {shown?.bot && (
          <ImportReport report={make.data?.report ?? shown.bot.report} flowId={made?.id} />
        )}
        {shown && (
          <Group justify="flex-end" gap="xs" mb={-12} className={classes.actions ?? ""}>
            {made ? (
              <>
                <Button
                  variant="default"
                  loading={undo.isPending}
                  onClick={() => undo.mutate(made.id)}
                >
                  {t("flows.import.undo")}
                </Button>
                <Button onClick={() => void navigate(addressOf(pages.flow, { flowId: made.id }))}>
                  {t("flows.import.open")}
                </Button>
              </>
            ) : (
              <>
                <Button
                  variant="default"
                  onClick={() => {
                    preview.reset();
                    make.reset();
                  }}
                >
                  {t("flows.import.another")}
                </Button>
                <Button loading={make.isPending} onClick={() => make.mutate(shown.read)}>
                  {t("flows.import.make")}
                </Button>
              </>
            )}
          </Group>
        )}
      </Stack>
    </Dialog>
  );
}

function Summary({ preview, made }: { readonly preview: Preview; readonly made: boolean }) {
  const { t } = useTranslation();
  const { bot, problems = [] } = preview;
  if (bot) {
    const { product, name, steps } = bot;
    return (
      <Text role="status">
        {t(made ? "flows.import.madeBot" : "flows.import.isBot", { product, name, count: steps })}
      </Text>
    );
  }
  if (problems.length > 0) {
    return (
      <Alert color="yellow" role="status" title={t("flows.import.problems")}>
        {problems.slice(0, 10).map((it) => (
          <Text size="sm" key={`${it.line} ${it.message}`}>
            {t("flows.import.line", { line: it.line, message: it.message })}
          </Text>
        ))}
      </Alert>
    );
  }
  return <Text role="status">{t("flows.import.isOurs")}</Text>;
}

async function previewOf(files: readonly File[]): Promise<Preview> {
  const read = await readImport(files);
  if (read.kind === "bot") {
    const body = { files: [...read.files] };
    return { read, bot: await call(routes.flowImports.previewBot, { body }) };
  }
  if (read.kind === "text") {
    const { problems } = await call(routes.flowTexts.checkFlowText, { body: { text: read.text } });
    return { read, problems: problems.filter((it) => it.severity === "error") };
  }
  return { read };
}

async function makeFlow(
  read: ReadImport,
): Promise<{ readonly id: string; readonly report?: Reply["report"] }> {
  switch (read.kind) {
    case "bot": {
      const { flow, report } = await call(routes.flowImports.importBot, {
        body: { files: [...read.files] },
      });
      return { id: flow.id, report };
    }
    case "text":
      return call(routes.flowTexts.saveFlowText, { body: { text: read.text } });
    default:
      return call(routes.flows.importFlow, { body: { flow: read.value } });
  }
}
