import { defined } from "@chatloom/flows-schema";
import type { RequestHandler } from "express";
import helmet from "helmet";

/** Strict headers for everything we serve: scripts only from here, no inline code, no framing, no sniffing. */
export function securityHeaders(publicUrl: string): RequestHandler {
  const secure = publicUrl.startsWith("https:");
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // The component library and the canvas use style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:", "https:", "http:"],
        mediaSrc: ["'self'", "blob:", "https:", "http:"],
        fontSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", "blob:"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        frameSrc: ["'self'"],
        ...defined({ upgradeInsecureRequests: secure ? [] : undefined }),
      },
    },
    strictTransportSecurity: secure,
    crossOriginEmbedderPolicy: false,
    // The widget's script is loaded by other sites.
    crossOriginResourcePolicy: { policy: "cross-origin" },
    referrerPolicy: { policy: "same-origin" },
  });
}
