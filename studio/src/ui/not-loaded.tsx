import { Button, EmptyState } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { reachServer } from "./reach-server.ts";

/** Says that something could not be loaded: without a connection, or because the server has a newer release. Tries again on a press and once the browser is online. */
export function NotLoaded({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const [offline, setOffline] = useState(true);
  const [trying, setTrying] = useState(false);

  useEffect(() => {
    void reachServer().then((reached) => setOffline(!reached));
  }, []);
  const retry = useCallback(async () => {
    setTrying(true);
    const reached = await reachServer();
    setTrying(false);
    setOffline(!reached);
    if (reached) {
      onRetry();
    }
  }, [onRetry]);
  useEffect(() => {
    const tryAgain = () => void retry();
    window.addEventListener("online", tryAgain);
    return () => window.removeEventListener("online", tryAgain);
  }, [retry]);

  return (
    <EmptyState
      role="alert"
      icon={<IconCloudOff size={40} stroke={1.4} />}
      title={t(offline ? "common.notLoaded.offline" : "common.notLoaded.title")}
      description={t(offline ? "common.notLoaded.offlineText" : "common.notLoaded.text")}
    >
      <EmptyState.Actions>
        <Button loading={trying} onClick={() => void retry()}>
          {t("common.notLoaded.retry")}
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}
