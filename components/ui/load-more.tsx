import { Button } from "./button";

export type LoadMoreProps = {
  onLoad: () => void;
  loading?: boolean;
  /** What is on the page already: "100 shown". */
  shown?: string;
};

/** The next page of a list by its cursor. */
export function LoadMore({ onLoad, loading, shown }: LoadMoreProps) {
  return (
    <div className="flex items-center justify-center gap-3 py-3 text-meta text-secondary">
      {shown ? <span>{shown}</span> : null}
      <Button size="sm" onClick={onLoad} loading={loading}>
        Load more
      </Button>
    </div>
  );
}
