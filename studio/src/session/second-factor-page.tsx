import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { queryClient } from "../api/query-client.ts";
import { SecondFactorSetUp } from "./second-factor-set-up.tsx";
import { SessionPage } from "./session-page.tsx";

/** The page of members whose workspace demands a second factor that they lack. */
export function SecondFactorPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <SessionPage title={t("session.factor.title")} lead={t("session.factor.needed")}>
      <SecondFactorSetUp
        onDone={async () => {
          queryClient.clear();
          await navigate("/", { replace: true });
        }}
      />
    </SessionPage>
  );
}
