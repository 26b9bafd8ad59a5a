import { Button, EmptyState, type MantineSize } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem, isProblem } from "./api-problem.ts";
import { reachServer } from "./reach-server.ts";
import { problemText } from "./show-problem.ts";

/**
 * Says that something could not be loaded, and why: without a connection, because of `error`, or because the server has a newer release.
 * Tries again on a press and once the browser is online.
 */
export function NotLoaded({
  onRetry,
  error,
  size,
}: {
  readonly onRetry: () => void;
  /** What the server answered; absent where code was missing. */
  readonly error?: unknown;
  readonly size?: MantineSize | undefined;
}) {
  const { t } = useTranslation();
  const answered = error !== undefined && !isProblem(error, "offline");
  const [offline, setOffline] = useState(!answered);
  const [trying, setTrying] = useState(false);

  useEffect(() => {
    if (!answered) {
      void reachServer().then((reached) => setOffline(!reached));
    }
  }, [answered]);
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
      size={size ?? "md"}
      icon={<IconCloudOff size={size === "sm" ? 28 : 40} stroke={1.4} />}
      title={t(offline ? "common.notLoaded.offline" : "common.notLoaded.title")}
      description={offline ? t("common.notLoaded.offlineText") : reasonOf(error, t)}
    >
      <EmptyState.Actions>
        <Button
          size={size ?? "sm"}
          variant={size === "sm" ? "default" : "filled"}
          loading={trying}
          onClick={() => void retry()}
        >
          {t("common.notLoaded.retry")}
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}

function reasonOf(error: unknown, t: TFunction): string {
  if (error === undefined) {
    return t("common.notLoaded.text");
  }
  const refused = error instanceof ApiProblem && error.status >= 400 && error.status < 500;
  return refused ? problemText(error) : t("common.notLoaded.failedText");
}
