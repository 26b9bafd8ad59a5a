import { Button, Group, Modal, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Location, useBlocker } from "react-router";
import { problemText } from "../../ui/show-problem.ts";
import { useSaving } from "../state/saving-store.ts";

/** How long a link waits for the draft to be saved before it asks. */
const patienceMs = 1_500;

/** Delays links that leave the editor until the draft is saved; asks when saving fails. */
export function LeaveDialog({ saveNow }: { readonly saveNow: () => Promise<void> }) {
  const { t } = useTranslation();
  const { state, problem } = useSaving();
  const [asking, setAsking] = useState(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      useSaving.getState().state !== "saved" && leaves(currentLocation, nextLocation),
  );
  const blocked = blocker.state === "blocked";

  useEffect(() => {
    if (!blocked) {
      return;
    }
    const timer = setTimeout(() => setAsking(true), patienceMs);
    void saveNow().then(() => setAsking(useSaving.getState().state !== "saved"));
    return () => {
      clearTimeout(timer);
      setAsking(false);
    };
  }, [blocked, saveNow]);
  useEffect(() => {
    if (state === "saved") {
      blocker.proceed?.();
    }
  }, [state, blocker]);

  return (
    <Modal
      opened={blocked && asking && state !== "conflict"}
      onClose={() => blocker.reset?.()}
      title={t("editor.leave.title")}
    >
      <Text mb="lg">
        {problem ? `${problemText(problem)} ` : ""}
        {t("editor.leave.text")}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {t("editor.leave.leave")}
        </Button>
        <Button data-autofocus onClick={() => blocker.reset?.()}>
          {t("editor.leave.stay")}
        </Button>
      </Group>
    </Modal>
  );
}

/** Another page, or another version of the flow: both close the draft. */
function leaves(from: Location, to: Location): boolean {
  const version = ({ search }: Location) => new URLSearchParams(search).get("version");
  return from.pathname !== to.pathname || version(from) !== version(to);
}
