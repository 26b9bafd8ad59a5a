import { pages } from "@chatloom/api-schema";
import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { areas } from "./areas.ts";
import { Shell } from "./shell/shell.tsx";
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
              { index: true, element: <Navigate to={areas[0]?.path ?? pages.signIn} replace /> },
              ...areas.flatMap((area) => area.routes).map(loaded),
              { path: "*", element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
]);

/** Makes a page whose code cannot be loaded say so. */
function loaded(route: RouteObject): RouteObject {
  const { lazy } = route;
  return typeof lazy === "function" ? { ...route, lazy: () => loadPart(lazy) } : route;
}
