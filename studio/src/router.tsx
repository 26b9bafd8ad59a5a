import { pages } from "@chatloom/api-schema";
import { createBrowserRouter, Navigate } from "react-router";
import { areas } from "./areas.ts";
import { Shell } from "./shell/shell.tsx";
import { ErrorPage } from "./ui/error-page.tsx";
import { NotFoundPage } from "./ui/not-found-page.tsx";

/** Every address of the studio; pages are loaded when first opened. */
export const router = createBrowserRouter([
  {
    errorElement: <ErrorPage />,
    // Pages come as chunks; until the first one is there the window stays as it is.
    hydrateFallbackElement: <></>,
    children: [
      {
        path: pages.signIn,
        lazy: async () => ({
          Component: (await import("./session/sign-in-page.tsx")).SignInPage,
        }),
      },
      {
        path: pages.setUp,
        lazy: async () => ({
          Component: (await import("./session/set-up-page.tsx")).SetUpPage,
        }),
      },
      {
        path: pages.invitation,
        lazy: async () => ({
          Component: (await import("./session/invitation-page.tsx")).InvitationPage,
        }),
      },
      {
        element: <Shell areas={areas} />,
        children: [
          {
            errorElement: <ErrorPage />,
            children: [
              { index: true, element: <Navigate to={areas[0]?.path ?? pages.signIn} replace /> },
              ...areas.flatMap((area) => area.routes),
              { path: "*", element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
]);
