import { EmptyState } from "@/components/ui/empty-state";

export default function IncidentNotFound() {
  return (
    <EmptyState
      title={<h1>There is no such incident here.</h1>}
      description="Check the number: incidents count up from INC-1 in each organization. It may belong to another one of yours."
    />
  );
}
