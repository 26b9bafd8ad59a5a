import { useTranslation } from "react-i18next";
import { Page } from "../ui/page.tsx";
import { AudienceTabs } from "./audience-tabs.tsx";
import { FieldList } from "./field-list.tsx";
import { TagList } from "./tag-list.tsx";

/** The fields and tags that contacts can have. */
export function FieldsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("audience.title")}>
      <AudienceTabs chosen="fields" />
      <FieldList />
      <TagList />
    </Page>
  );
}
