import { changedThing } from "@chatloom/flows-schema";
import { useTranslation } from "react-i18next";
import { useFormWorld } from "../form-world.tsx";
import type { WidgetProps } from "../widget.ts";
import { Reference } from "./references.tsx";
import { TagWidget } from "./tags.tsx";

/** Chooses the subject of the change beside it: a tag, in use or new, a contact field, or a segment. */
export function ChangedNameWidget(props: WidgetProps<string>) {
  const { t } = useTranslation();
  const { contactFields, segments } = useFormWorld();
  switch (changedThing(props.beside.change)) {
    case "segment":
      return (
        <Reference
          {...props}
          label={t("forms.segment")}
          hint={segments.length === 0 ? t("forms.noSegment") : props.hint}
          choices={segments}
          placeholder={t("forms.chooseSegment")}
        />
      );
    case "field":
      return (
        <Reference
          {...props}
          label={t("forms.contactField")}
          hint={undefined}
          choices={contactFields}
          placeholder={t("forms.chooseField")}
        />
      );
    default:
      return <TagWidget {...props} label={t("forms.tag")} hint={undefined} />;
  }
}
