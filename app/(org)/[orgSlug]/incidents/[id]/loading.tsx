import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="mx-auto w-full max-w-[1024px] space-y-4 px-4 pt-4 md:px-6 md:pt-5">
      <Skeleton className="h-5 w-64" />
      <Skeleton className="h-7 w-4/5" />
      <SkeletonRows rows={8} label="Reading the incident" />
    </div>
  );
}
