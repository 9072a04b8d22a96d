import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Heading } from "../../_parts/heading";
import { type Search, textIn } from "../../_parts/search";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

/** Where a mailed link leads: a button, because mail scanners open links and would use it up. */
export default async function ConfirmPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const token = textIn(search, "token");
  const email = textIn(search, "email");
  if (!token || !email) redirect("/sign-in?error=Verification");
  return (
    <>
      <Heading title="Sign in to AIOps">
        You asked for a link for <bdi className="font-medium text-foreground">{email}</bdi>.
      </Heading>
      <form action="/api/auth/callback/email" method="get">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="email" value={email} />
        <input type="hidden" name="callbackUrl" value={textIn(search, "next") || "/"} />
        <Button type="submit" variant="primary" size="lg" className="w-full">
          Sign in
        </Button>
      </form>
    </>
  );
}
