import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import type { Area } from "../ui/area.ts";
import { countLabel } from "../ui/count-label.ts";
import { Logo } from "../ui/logo.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { MoreMenu } from "./more-menu.tsx";
import classes from "./shell.module.css";

/** The navigation: a rail at the left; on phones a bar at the bottom with a few areas and "More". */
export function NavBar({
  areas,
  direction,
}: {
  readonly areas: readonly Area[];
  readonly direction: "row" | "column";
}) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("common.navigation")} className={classes.nav} data-direction={direction}>
      {direction === "column" && (
        <div className={classes.logo}>
          <Logo size={38} />
        </div>
      )}
      {areas
        .filter((it) => direction === "column" || it.onPhone)
        .map((area) => (
          <NavItem key={area.path} area={area} />
        ))}
      {direction === "column" ? (
        <>
          <div className={classes.spacer} />
          <AccountMenu />
        </>
      ) : (
        <MoreMenu areas={areas.filter((it) => !it.onPhone)} />
      )}
    </nav>
  );
}

function NavItem({ area }: { readonly area: Area }) {
  const { t } = useTranslation();
  const useCount = area.useCount ?? noCount;
  const count = useCount();
  return (
    <NavLink to={area.path} className={classes.item ?? ""}>
      <area.icon size={22} stroke={1.7} aria-hidden />
      <span>{t(area.label)}</span>
      {count > 0 && <span className={classes.count}>{countLabel(count)}</span>}
    </NavLink>
  );
}

function noCount(): number {
  return 0;
}
