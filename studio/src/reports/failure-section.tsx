import type { ReportFigures } from "@chatloom/api-schema";
import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";
import { reasonName } from "../ui/reason-text.ts";
import { ReportSection } from "./report-section.tsx";

/** Messages that were not delivered, by reason. */
export function FailureSection({
  channel,
  errors,
  onOpen,
}: {
  /** Named where there are several. */
  readonly channel?: string;
  readonly errors: ReportFigures["errors"];
  readonly onOpen?: () => void;
}) {
  const { t } = useTranslation();
  const { count } = useFormats();
  return (
    <div>
      <ReportSection
        title={
          channel === undefined
            ? t("reports.failures.title")
            : t("reports.failures.titleOf", { channel })
        }
        columns={[
          {
            label: t("reports.failures.reason"),
            text: (it) => reasonName(t, it.code),
          },
          {
            label: t("reports.failures.messages"),
            text: (it) => count(it.count),
            value: (it) => it.count,
            number: true,
          },
        ]}
        rows={errors}
      />
      {onOpen && errors.length > 0 && (
        <Anchor component="button" size="sm" mt="xs" onClick={onOpen}>
          {t("reports.failures.open")}
        </Anchor>
      )}
    </div>
  );
}
