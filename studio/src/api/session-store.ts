import { create } from "zustand";

/** Holds whether the server has reported the session as ended. */
export const useSession = create<{ readonly lost: boolean }>()(() => ({ lost: false }));
