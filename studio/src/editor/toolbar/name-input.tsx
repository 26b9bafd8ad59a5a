import { routes } from "@chatloom/api-schema";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { queryClient } from "../../api/query-client.ts";
import { showProblem } from "../../ui/show-problem.ts";
import { focusCanvas } from "../canvas/focus-canvas.ts";
import classes from "./editor.module.css";

/** The name of the flow, edited in place and saved as the field is left. */
export function NameInput({
  name,
  flowId,
  readOnly,
}: {
  readonly name: string;
  readonly flowId: string;
  readonly readOnly: boolean;
}) {
  const { t } = useTranslation();
  async function rename(next: string) {
    if (next === "" || next === name) {
      return;
    }
    await call(routes.flows.renameFlow, { params: { flowId }, body: { name: next } });
    await queryClient.invalidateQueries({ queryKey: ["flows"], exact: true });
  }
  return (
    <input
      className={classes.name}
      aria-label={t("editor.toolbar.name")}
      defaultValue={name}
      maxLength={120}
      readOnly={readOnly}
      onBlur={({ currentTarget }) => void rename(currentTarget.value.trim()).catch(showProblem)}
      onKeyDown={(event) => {
        // The name is saved as the field is left.
        if (event.key === "Enter" || event.key === "Escape") {
          focusCanvas();
        }
      }}
    />
  );
}
