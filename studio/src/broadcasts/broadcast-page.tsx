import { pages, routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { call } from "../api/call.ts";
import { isMissing } from "../ui/api-problem.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { BackLink } from "../ui/back-link.tsx";
import { NotFoundPage } from "../ui/not-found-page.tsx";
import { Page } from "../ui/page.tsx";
import { BroadcastForm } from "./broadcast-form.tsx";
import { BroadcastReport } from "./broadcast-report.tsx";

/** One broadcast: its plan before it is sent, its progress and results after. */
export function BroadcastPage() {
  const { t } = useTranslation();
  const { broadcastId = "new" } = useParams();
  const isNew = broadcastId === "new";
  const found = useQuery({
    queryKey: ["broadcasts", broadcastId],
    enabled: !isNew,
    queryFn: () => call(routes.broadcasts.readBroadcast, { params: { broadcastId } }),
  });
  const { data, error } = found;
  if (isMissing(error)) {
    return <NotFoundPage />;
  }
  return (
    <Page title={data?.name ?? t("broadcasts.new")}>
      <BackLink to={pages.broadcasts}>{t("broadcasts.all")}</BackLink>
      <Awaiting of={found} height={360} />
      {(isNew || data?.state === "draft") && <BroadcastForm key={broadcastId} broadcast={data} />}
      {data && data.state !== "draft" && <BroadcastReport broadcast={data} />}
    </Page>
  );
}
