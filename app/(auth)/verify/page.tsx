import type { Metadata } from "next";
import Link from "next/link";
import { Aside, Heading, linkClass } from "../_parts/heading";

export const metadata: Metadata = { title: "Look into your mailbox" };

export default function VerifyPage() {
  return (
    <>
      <Heading title="Look into your mailbox">
        If the address can sign in here, a link is on its way. It works once, for 15 minutes.
      </Heading>
      <Aside>
        Nothing after a minute? Look among unwanted mail, or{" "}
        <Link className={linkClass} href="/sign-in?by=mail">
          ask for another link
        </Link>
        .
      </Aside>
    </>
  );
}
