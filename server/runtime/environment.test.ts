import { describe, expect, test } from "vitest";
import { environmentProblems } from "./environment.mjs";

const key = Buffer.alloc(32, 1).toString("base64");
const complete = {
  DATABASE_URL: "postgres://aiops:secret@db.example.com/aiops",
  AUTH_SECRET: "s".repeat(32),
  ENCRYPTION_KEY: key,
};

describe("environmentProblems", () => {
  test("finds nothing in a complete environment", () => {
    expect(environmentProblems(complete)).toEqual([]);
    expect(
      environmentProblems({
        ...complete,
        ENCRYPTION_KEY: `2:${key},1:${key}`,
        OUTBOUND_ALLOW: "10.0.0.0/8, ::1",
      }),
    ).toEqual([]);
  });

  test("names each missing variable", () => {
    expect(environmentProblems({}).map((problem) => problem.split(" ")[0])).toEqual([
      "DATABASE_URL",
      "AUTH_SECRET",
      "ENCRYPTION_KEY",
    ]);
  });

  const more = { OIDC_ID: "id", OIDC_SECRET: "secret" };
  test.each([
    ["DATABASE_URL", "mysql://localhost/aiops"],
    ["PORT", "70000"],
    ["AUTH_SECRET", "short"],
    ["ENCRYPTION_KEY", "c2hvcnQ="],
    ["APP_URL", "intranet.corp"],
    ["SIGNUP", "closed"],
    ["OUTBOUND_ALLOW", "10.0.0.0/40"],
    ["OUTBOUND_ALLOW", "everything"],
    ["MAX_BODY", "10mb"],
    ["OIDC_ISSUER", "sso.corp"],
  ])("names %s when it is malformed, without repeating its value", (name, value) => {
    const [problem, ...others] = environmentProblems({
      ...complete,
      ...(name.startsWith("OIDC") ? more : {}),
      [name]: value,
    });
    expect(others).toEqual([]);
    expect(problem).toMatch(new RegExp(`^${name} is malformed: it must`));
    expect(problem).not.toContain(value);
  });

  test("asks for the other half of what is configured by half", () => {
    const names = (env: Record<string, string>) =>
      environmentProblems({ ...complete, ...env }).map((line) => line.split(" ")[0]);
    expect(names({ GITHUB_ID: "id" })).toEqual(["GITHUB_SECRET"]);
    expect(names({ OIDC_ISSUER: "https://login.example.com" })).toEqual(["OIDC_ID", "OIDC_SECRET"]);
    expect(names({ SMTP_URL: "smtp://localhost:25" })).toEqual(["MAIL_FROM"]);
    expect(names({ INNGEST_EVENT_KEY: "key" })).toEqual(["INNGEST_SIGNING_KEY"]);
    expect(names({ INNGEST_EVENT_KEY: "key", INNGEST_BASE_URL: "http://127.0.0.1:8288" })).toEqual([]);
    expect(names({ VERCEL: "1" })).toEqual(["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY", "CRON_SECRET"]);
  });
});
