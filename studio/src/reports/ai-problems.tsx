import type { AiFigures } from "@chatloom/api-schema";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";
import { reasonName } from "../ui/reason-text.ts";
import { ReportSection } from "./report-section.tsx";

/** Shows why AI did not answer, by reason. */
export function AiProblems({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: AiFigures["problems"];
}) {
  const { t } = useTranslation();
  const { count } = useFormats();
  return (
    <ReportSection
      title={title}
      columns={[
        {
          label: t("reports.failures.reason"),
          text: (it) => reasonName(t, it.code),
          key: (it) => it.code,
        },
        {
          label: t("reports.questions.times"),
          text: (it) => count(it.count),
          value: (it) => it.count,
          number: true,
        },
      ]}
      rows={rows}
    />
  );
}
