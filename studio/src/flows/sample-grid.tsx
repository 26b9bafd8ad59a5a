import { addressOf, pages, routes } from "@chatloom/api-schema";
import { samples } from "@chatloom/flows-schema";
import { Alert, SimpleGrid } from "@mantine/core";
import { IconFileImport, IconSparkles, IconSquarePlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { call } from "../api/call.ts";
import { useHasAi } from "../api/use-has-ai.ts";
import { NodeIcon } from "../editor/state/node-icon.tsx";
import { problemText } from "../ui/show-problem.ts";
import { spokenLanguage, writtenLanguage } from "../words/start-words.ts";
import { DescribeFlowDialog } from "./describe-flow-dialog.tsx";
import { FlowPreview } from "./flow-preview.tsx";
import classes from "./flows.module.css";

/** Offers the starts of a new flow: a sample, an empty flow, or a file. */
export function SampleGrid({
  onMade,
  onImport,
}: {
  readonly onMade: () => void;
  /** Opens the import. It is not a part of the grid, which goes with the first flow. */
  readonly onImport: () => void;
}) {
  const { t } = useTranslation();
  const language = spokenLanguage();
  const written = writtenLanguage();
  const navigate = useNavigate();
  const client = useQueryClient();
  const hasAi = useHasAi();
  const [describing, setDescribing] = useState(false);
  const make = useMutation({
    // Its problem stands above the tiles.
    meta: { quiet: true },
    mutationFn: (begin: { name: string; sample?: string }) =>
      call(routes.flows.createFlow, {
        body: { ...begin, language: begin.sample === undefined ? language : written },
      }),
    onSuccess: async (flow) => {
      await client.invalidateQueries({ queryKey: ["flows"], exact: true });
      onMade();
      await navigate(addressOf(pages.flow, { flowId: flow.id }));
    },
  });

  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="md">
      {make.error && (
        <Alert color="red" role="alert" className={classes.problem ?? ""}>
          {problemText(make.error)}
        </Alert>
      )}
      <button
        type="button"
        className={classes.sample}
        disabled={make.isPending}
        onClick={() => make.mutate({ name: t("flows.untitled") })}
      >
        <span className={classes.blank}>
          <IconSquarePlus size={34} stroke={1.3} aria-hidden />
        </span>
        <span className={classes.sampleTitle}>{t("flows.fromNothing.title")}</span>
        <span className={classes.sampleText}>{t("flows.fromNothing.text")}</span>
      </button>
      <button type="button" className={classes.sample} disabled={make.isPending} onClick={onImport}>
        <span className={classes.blank}>
          <IconFileImport size={34} stroke={1.3} aria-hidden />
        </span>
        <span className={classes.sampleTitle}>{t("flows.fromFile.title")}</span>
        <span className={classes.sampleText}>{t("flows.fromFile.text")}</span>
      </button>
      {hasAi && (
        <button
          type="button"
          className={classes.sample}
          disabled={make.isPending}
          onClick={() => setDescribing(true)}
        >
          <span className={classes.blank}>
            <IconSparkles size={34} stroke={1.3} aria-hidden />
          </span>
          <span className={classes.sampleTitle}>{t("flows.describe.tile")}</span>
          <span className={classes.sampleText}>{t("flows.describe.text")}</span>
        </button>
      )}
      {describing && <DescribeFlowDialog onClose={() => setDescribing(false)} onMade={onMade} />}
      {samples.map((sample) => (
        <button
          key={sample.id}
          type="button"
          className={classes.sample}
          disabled={make.isPending}
          onClick={() => make.mutate({ name: sample.title[written], sample: sample.id })}
        >
          <FlowPreview flow={sample.flow} />
          <span className={classes.sampleTitle}>
            <NodeIcon name={sample.icon} size={20} />
            {sample.title[written]}
          </span>
          <span className={classes.sampleText}>{sample.description[written]}</span>
        </button>
      ))}
    </SimpleGrid>
  );
}
