import type { Variable } from "@chatloom/flows-schema";
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { renameEverywhere, setVariables } from "../commands/whole-flow.ts";
import { useEditor } from "../state/editor-store.ts";

/**
 * Edits the name of a variable. A variable of the run is renamed wherever the flow uses it. The values of others are stored under their
 * name, so only the declaration changes.
 */
export function VariableName({ variable }: { readonly variable: Variable }) {
  const { t } = useTranslation();
  const { flow, readOnly, edit } = useEditor();
  const [typed, setTyped] = useState(variable.name);
  const others = flow.variables.filter((it) => it !== variable);
  const problem = !/^[A-Za-z_]\w*$/.test(typed)
    ? t("editor.variables.badName")
    : others.some((it) => it.name === typed)
      ? t("editor.variables.taken")
      : undefined;

  function rename() {
    if (typed === variable.name) {
      return;
    }
    if (problem) {
      setTyped(variable.name);
    } else if (variable.scope === "run") {
      edit(renameEverywhere(variable.name, typed));
    } else {
      const changed = flow.variables.map((it) => (it === variable ? { ...it, name: typed } : it));
      edit(setVariables(changed));
    }
  }

  return (
    <TextInput
      aria-label={t("editor.variables.name")}
      value={typed}
      maxLength={64}
      readOnly={readOnly}
      error={problem}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={rename}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          rename();
        }
      }}
    />
  );
}
