import { notifications } from "@mantine/notifications";
import i18n from "i18next";
import { ApiProblem } from "./api-problem.ts";

/** Tells in a corner of the window that something did not work, in words if we have some for its code. */
export function showProblem(thrown: unknown): void {
  notifications.show({
    color: "red",
    title: i18n.t("common.failed"),
    message: problemText(thrown),
  });
}

/** What went wrong as a sentence: the catalogue's for known codes, else the server's own. */
export function problemText(thrown: unknown): string {
  if (!(thrown instanceof ApiProblem)) return i18n.t("common.problems.unexpected");
  const key = `common.problems.${thrown.code}`;
  return i18n.exists(key) ? i18n.t(key as "common.problems.offline") : thrown.message;
}
