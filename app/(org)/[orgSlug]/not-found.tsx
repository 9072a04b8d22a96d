import { EmptyState } from "@/components/ui/empty-state";

/** Within the shell: its rail is the way on. */
export default function OrganizationNotFound() {
  return (
    <EmptyState
      title={<h1>There is nothing at this address.</h1>}
      description="It was deleted, or the link is wrong. What exists is in the navigation and in the search."
    />
  );
}
