import { Loader, type LoaderProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Shows that something is being loaded, and tells screen readers so. */
export function Loading(props: LoaderProps) {
  const { t } = useTranslation();
  // Without a role, the label of a loader is not read out.
  return <Loader role="status" aria-label={t("common.loading")} {...props} />;
}
