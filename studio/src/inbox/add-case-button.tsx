import { UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AddCase } from "../ai/evaluations/add-case.tsx";
import { useAiAgents } from "../api/use-ai-choices.ts";
import { useMay } from "../session/use-me.ts";
import classes from "./inbox.module.css";

/** Offers to add what a contact wrote to an evaluation set, where there is an agent to evaluate. */
export function AddCaseButton({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const may = useMay("ai.edit");
  const { data } = useAiAgents();
  const [adding, setAdding] = useState(false);
  if (!(may && data && data.items.length > 0)) {
    return null;
  }
  return (
    <>
      <UnstyledButton className={classes.translate ?? ""} onClick={() => setAdding(true)}>
        {t("ai.evaluations.add")}
      </UnstyledButton>
      {adding && <AddCase question={text.slice(0, 2_000)} onClose={() => setAdding(false)} />}
    </>
  );
}
