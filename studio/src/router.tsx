import { pages } from "@chatloom/api-schema";
import { createBrowserRouter, type RouteObject } from "react-router";
import { areas } from "./areas.ts";
import { AllowedOnly } from "./shell/allowed-only.tsx";
import { FirstPage } from "./shell/first-page.tsx";
import { Shell } from "./shell/shell.tsx";
import type { Area, AreaRoute } from "./ui/area.ts";
import { ErrorPage } from "./ui/error-page.tsx";
import { loadPart } from "./ui/load-part.ts";
import { NotFoundPage } from "./ui/not-found-page.tsx";

/** The pages of people who are not signed in. */
const outside: readonly RouteObject[] = [
  {
    path: pages.signIn,
    lazy: async () => ({ Component: (await import("./session/sign-in-page.tsx")).SignInPage }),
  },
  {
    path: pages.setUp,
    lazy: async () => ({ Component: (await import("./session/set-up-page.tsx")).SetUpPage }),
  },
  {
    path: pages.invitation,
    lazy: async () => ({
      Component: (await import("./session/invitation-page.tsx")).InvitationPage,
    }),
  },
  {
    path: pages.secondFactor,
    lazy: async () => ({
      Component: (await import("./session/second-factor-page.tsx")).SecondFactorPage,
    }),
  },
  {
    path: pages.newPassword,
    lazy: async () => ({
      Component: (await import("./session/new-password-page.tsx")).NewPasswordPage,
    }),
  },
];

/** Every address of the studio; pages are loaded when first opened. */
export const router = createBrowserRouter([
  {
    errorElement: <ErrorPage />,
    // Pages come as chunks; until the first one is there the window stays as it is.
    hydrateFallbackElement: <></>,
    children: [
      ...outside.map(loaded),
      {
        element: <Shell areas={areas} />,
        children: [
          {
            errorElement: <ErrorPage />,
            children: [
              { index: true, element: <FirstPage areas={areas} /> },
              ...areas.flatMap((area) => area.routes.map((route) => allowed(area, route))),
              { path: "*", element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
]);

/** Puts a page behind the permissions that it and its area need. */
function allowed(area: Area, { permission, ...route }: AreaRoute): RouteObject {
  const needed = [area.permission, permission].filter((it) => it !== undefined);
  return needed.length === 0
    ? loaded(route)
    : { element: <AllowedOnly needed={needed} />, children: [loaded(route)] };
}

/** Makes a page whose code cannot be loaded say so. */
function loaded(route: RouteObject): RouteObject {
  const { lazy } = route;
  return typeof lazy === "function" ? { ...route, lazy: () => loadPart(lazy) } : route;
}
