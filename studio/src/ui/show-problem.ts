import { notifications } from "@mantine/notifications";
import i18n from "i18next";
import { ApiProblem } from "./api-problem.ts";

/** Shows an error notification in a corner of the window. */
export function showProblem(thrown: unknown): void {
  notifications.show({
    color: "red",
    title: i18n.t("common.failed"),
    message: problemText(thrown),
  });
}

/** Returns the sentence of the catalogue for an error. The server's own message is for developers and is never shown. */
export function problemText(thrown: unknown): string {
  if (!(thrown instanceof ApiProblem)) {
    return i18n.t("common.problems.unexpected");
  }
  const key = `common.problems.${thrown.code}`;
  if (!i18n.exists(key)) {
    return i18n.t("common.problems.unexpected");
  }
  const places = thrown.errors.slice(0, 3).map((it) => it.at || "/");
  const values = { ...thrown.details, places: places.join(", ") };
  return i18n.t(key as "common.problems.unexpected", values);
}
