import Link from "next/link";
import { Banner } from "@/components/ui/banner";

/** Says that what burns here is played, so that nobody is alarmed by it. */
export function DemoBanner({ createHref }: { createHref?: string }) {
  return (
    <Banner
      bleed
      tone="neutral"
      title="Demo: what happens here is played."
      action={
        createHref ? (
          <Link href={createHref} className="finger font-medium text-accent-text hover:underline">
            Make your own
          </Link>
        ) : undefined
      }
    />
  );
}
