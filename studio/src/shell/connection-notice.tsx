import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLiveConnected } from "../api/live.ts";
import classes from "./shell.module.css";

/** Shows a notice when the live connection is lost for some seconds. */
export function ConnectionNotice() {
  const { t } = useTranslation();
  const connected = useLiveConnected();
  const [gone, setGone] = useState(false);
  useEffect(() => {
    if (connected) {
      setGone(false);
      return;
    }
    // Short gaps, such as the first connect, need no notice.
    const timer = setTimeout(() => setGone(true), 4_000);
    return () => clearTimeout(timer);
  }, [connected]);
  return gone ? (
    <div className={classes.notice} role="status">
      {t("common.reconnecting")}
    </div>
  ) : null;
}
